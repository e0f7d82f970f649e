#include "app/say.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "app/exit_code.h"
#include "base/error.h"

namespace retainwise::app {
namespace {

void print_issue(const FileIssue& issue, const std::string& told) {
  if (issue.message == told) return;
  std::string place;
  if (issue.row) place += "line " + std::to_string(*issue.row);
  if (issue.column) place += (place.empty() ? "" : ", ") + ("column " + *issue.column);
  std::fprintf(stderr, "  - %s%s%s\n", place.c_str(), place.empty() ? "" : ": ",
               issue.message.c_str());
  if (!issue.hint.empty()) std::fprintf(stderr, "    %s\n", issue.hint.c_str());
}

}  // namespace

bool colours_on(int descriptor) {
  const char* unwanted = std::getenv("NO_COLOR");
  return ::isatty(descriptor) == 1 && (unwanted == nullptr || *unwanted == '\0');
}

int say(const Error& error) {
  const bool colour = colours_on(STDERR_FILENO);
  std::fprintf(stderr, "%sretainwise: %s%s\n", colour ? "\x1b[31m" : "", error.what.c_str(),
               colour ? "\x1b[0m" : "");
  for (const FileIssue& issue : error.issues) print_issue(issue, error.what);
  if (!error.hint.empty()) std::fprintf(stderr, "%s\n", error.hint.c_str());
  // A fault of ours: what it is helps whoever mends it, and the terminal is the operator's own.
  if (error.kind == ErrorKind::kBug && !error.detail.empty())
    std::fprintf(stderr, "(%s)\n", error.detail.c_str());
  return exit_code(error.kind);
}

Error cannot_write_output() {
  return {ErrorKind::kUnavailable, "standard_output",
          std::string("Cannot write to standard output: ") + system_words(errno) + ".",
          "Check the disk or the program that it goes to.", ""};
}

}  // namespace retainwise::app
