#include "service/http/problem.h"

#include <algorithm>
#include <array>

namespace retainwise::http {
namespace {

/// Codes whose status is not that of their kind.
constexpr std::array<std::pair<std::string_view, int>, 14> kStatusOfCode = {{
    {"unsupported_container", 415},
    {"unsupported_type", 415},
    {"too_large", 413},
    {"body_too_large", 413},
    {"json_too_large", 413},
    {"rows_do_not_fit", 422},
    {"bad_multipart", 400},
    {"bad_query", 400},
    {"bad_cursor", 400},
    {"unknown_parameter", 400},
    {"repeated_parameter", 400},
    {"invalid_token", 401},
    {"too_many_streams", 429},
    {"too_many_requests", 429},
}};

int status_of_kind(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kBadFile: return 400;
    case ErrorKind::kBadRequest: return 422;
    case ErrorKind::kNotFound: return 404;
    case ErrorKind::kConflict: return 409;
    case ErrorKind::kDenied: return 403;
    case ErrorKind::kStorageFull: return 507;
    case ErrorKind::kUnavailable:
    case ErrorKind::kCancelled: return 503;
    case ErrorKind::kBug: return 500;
  }
  return 500;
}

/// "urn:retainwise:problem:storage-full".
std::string type_of(std::string_view code) {
  std::string type = "urn:retainwise:problem:" + std::string(code);
  std::replace(type.begin(), type.end(), '_', '-');
  return type;
}

}  // namespace

int status_of(const Error& error) {
  for (const auto& [code, status] : kStatusOfCode) {
    if (error.code == code) return status;
  }
  return status_of_kind(error.kind);
}

Json issues_json(const std::vector<FileIssue>& issues) {
  Json list = Json::array();
  for (const FileIssue& issue : issues) {
    Json each = {{"code", issue.code}, {"message", issue.message}};
    if (issue.row) each["row"] = *issue.row;
    if (issue.column) each["column"] = *issue.column;
    if (issue.text) each["text"] = *issue.text;
    each["hint"] = issue.hint;
    list.push_back(std::move(each));
  }
  return list;
}

Reply problem(const Error& error, std::string_view request_id) {
  const int status = status_of(error);
  if (status == 401) return unauthorized(request_id);
  Json json = {{"type", type_of(error.code)},
               {"title", reason_of(status)},
               {"status", status},
               {"detail", error.what},
               {"code", error.code}};
  if (!error.hint.empty()) json["hint"] = error.hint;
  json["request_id"] = request_id;
  if (error.kind == ErrorKind::kBadFile) {
    auto issues = error.issues;
    if (issues.empty())
      issues.push_back(
          {error.code, error.what, std::nullopt, std::nullopt, std::nullopt, error.hint});
    json["errors"] = issues_json(issues);
  }
  Reply reply = text_reply(to_text(json), "application/problem+json");
  reply.status = status;
  if (status == 503) reply.with("Retry-After", "5");
  if (status == 429) reply.with("Retry-After", "5");
  return reply;
}

Reply problem(int status, std::string_view code, std::string_view what, std::string_view request_id,
              std::string_view hint) {
  Json json = {{"type", type_of(code)},
               {"title", reason_of(status)},
               {"status", status},
               {"detail", what},
               {"code", code}};
  if (!hint.empty()) json["hint"] = hint;
  json["request_id"] = request_id;
  Reply reply = text_reply(to_text(json), "application/problem+json");
  reply.status = status;
  if (status == 503) reply.with("Retry-After", "5");
  if (status == 429) reply.with("Retry-After", "5");
  return reply;
}

Reply unauthorized(std::string_view request_id) {
  return problem(401, "invalid_token", "This needs a valid key, token or session.", request_id,
                 "Send Authorization: Bearer with a key or token, or sign in.")
      .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
}

}  // namespace retainwise::http
