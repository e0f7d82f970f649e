#include "service/flows/refusal.h"

#include "base/text.h"
#include "service/flows/error_file.h"

namespace retainwise::flows {
namespace {

std::string gibibytes(std::int64_t bytes) {
  return format_fixed(static_cast<double>(bytes) / static_cast<double>(1LL << 30U), 1) + " GiB";
}

std::string duration(std::int64_t milliseconds) {
  const std::int64_t seconds = milliseconds / 1000;
  return seconds >= 120 ? std::to_string(seconds / 60) + " minutes"
                        : std::to_string(seconds) + " seconds";
}

/// The file asks for more than a prediction may use.
Error beyond_limit(std::string code, std::string what, std::string hint, const JobEnd& end) {
  return {ErrorKind::kBadFile, std::move(code), std::move(what), std::move(hint), end.why};
}

}  // namespace

Refusal refusal(const Error& error) {
  Refusal result;
  result.message = error.hint.empty() ? error.what : error.what + " " + error.hint;
  result.issues = issues_json(error.issues);
  if (result.issues.empty())
    result.issues = issues_json({{error.code, error.what, {}, {}, {}, error.hint}});
  return result;
}

Error death(const JobEnd& end) {
  switch (end.cause) {
    case JobEnd::Cause::kMemory:
      return beyond_limit(
          "needs_more_memory",
          "This file needs more memory than the " + gibibytes(end.limit) +
              " that one prediction may use.",
          "Send fewer rows or columns, or ask whoever runs this service for more memory "
          "(RETAINWISE_JOB_MEMORY_BYTES, at least " +
              std::to_string(2 * end.limit) + ").",
          end);
    case JobEnd::Cause::kDeadline:
      return beyond_limit(
          "took_too_long",
          "This file was not done within the " + duration(end.limit) +
              " that one prediction may take.",
          "Send fewer rows or columns, or ask whoever runs this service for more time "
          "(RETAINWISE_JOB_DEADLINE_SECONDS).",
          end);
    case JobEnd::Cause::kCrash: break;
  }
  return {ErrorKind::kBug, "job_crashed",
          "Working on this file ended in a crash, twice (" + end.why + ").",
          "That is our fault: send the file's kind and this message to whoever runs this service.",
          end.why};
}

Error out_of_disk(std::string detail) {
  return {ErrorKind::kStorageFull, "out_of_disk",
          "The server's disk is full, so there was no room to work on this file.",
          "Free some room on the disk of the data folder, then try again.", std::move(detail)};
}

}  // namespace retainwise::flows
