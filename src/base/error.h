#pragma once
/// What went wrong, for three readers: the caller (kind), the user (what, hint), the log (detail).
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace retainwise {

/// Chosen by what the caller does next.
enum class ErrorKind {
  kBadFile,      ///< the user's file cannot serve; tell them what to change
  kBadRequest,   ///< the request or its options do not fit; tell them which
  kNotFound,     ///< no such thing, or not theirs
  kConflict,     ///< the thing is in another state than the call needs
  kDenied,       ///< the caller may not
  kStorageFull,  ///< no room to keep what was sent; nothing was changed
  kUnavailable,  ///< try again later; nothing was changed
  kCancelled,    ///< stopped on request
  kBug,          ///< ours to mend
};

/// One finding about a file. `row` is the 1-based line of the file where the record starts.
struct FileIssue {
  std::string code;  ///< stable, snake_case: "no_outcome", "quote_never_closed"
  std::string message;
  std::optional<std::int64_t> row;
  std::optional<std::string> column;
  std::optional<std::string> text;  ///< the cell or line itself, cut to 200 characters
  std::string hint;                 ///< what to change so that it works

  bool operator==(const FileIssue&) const = default;
};

struct Error {
  ErrorKind kind = ErrorKind::kBug;
  std::string code;    ///< stable, snake_case
  std::string what;    ///< one sentence for the user
  std::string hint;    ///< what to do next, for the user; may be empty
  std::string detail;  ///< for the log only: may hold paths and library messages
  std::vector<FileIssue> issues = {};
};

/// "bad_file", "not_found" …: for logs and for the job child's error file.
std::string_view name_of(ErrorKind kind);
/// The opposite of name_of; kBug for an unknown name.
ErrorKind error_kind(std::string_view name);

Error bad_file(std::string code, std::string what, std::string hint = "");
Error bad_request(std::string code, std::string what, std::string hint = "");
Error not_found(std::string what);
Error conflict(std::string code, std::string what, std::string hint = "");
Error unavailable(std::string what, std::string detail = "");
Error bug(std::string detail);

/// What the system says of an errno: "No such file or directory". Any thread.
std::string system_words(int error_number);

}  // namespace retainwise
