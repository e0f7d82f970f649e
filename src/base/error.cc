#include "base/error.h"

#include <array>
#include <system_error>
#include <utility>

namespace retainwise {
namespace {

constexpr std::array<std::pair<ErrorKind, std::string_view>, 9> kNames = {{
    {ErrorKind::kBadFile, "bad_file"},
    {ErrorKind::kBadRequest, "bad_request"},
    {ErrorKind::kNotFound, "not_found"},
    {ErrorKind::kConflict, "conflict"},
    {ErrorKind::kDenied, "denied"},
    {ErrorKind::kStorageFull, "storage_full"},
    {ErrorKind::kUnavailable, "unavailable"},
    {ErrorKind::kCancelled, "cancelled"},
    {ErrorKind::kBug, "bug"},
}};

}  // namespace

std::string_view name_of(ErrorKind kind) {
  for (const auto& [each, name] : kNames) {
    if (each == kind) return name;
  }
  return "bug";
}

ErrorKind error_kind(std::string_view name) {
  for (const auto& [kind, each] : kNames) {
    if (each == name) return kind;
  }
  return ErrorKind::kBug;
}

Error bad_file(std::string code, std::string what, std::string hint) {
  return {ErrorKind::kBadFile, std::move(code), std::move(what), std::move(hint), ""};
}

Error bad_request(std::string code, std::string what, std::string hint) {
  return {ErrorKind::kBadRequest, std::move(code), std::move(what), std::move(hint), ""};
}

Error not_found(std::string what) {
  return {ErrorKind::kNotFound, "not_found", std::move(what), "", ""};
}

Error conflict(std::string code, std::string what, std::string hint) {
  return {ErrorKind::kConflict, std::move(code), std::move(what), std::move(hint), ""};
}

Error unavailable(std::string what, std::string detail) {
  return {ErrorKind::kUnavailable, "unavailable", std::move(what), "Try again in a moment.",
          std::move(detail)};
}

Error bug(std::string detail) {
  return {ErrorKind::kBug, "internal_error", "Something went wrong on our side.",
          "Try again; if it stays, send the request id to whoever runs this service.",
          std::move(detail)};
}

std::string system_words(int error_number) {
  return std::generic_category().message(error_number);
}

}  // namespace retainwise
