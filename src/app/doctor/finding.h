#pragma once
/// What the doctor says of one thing.
#include <string>
#include <vector>

#include "base/error.h"

namespace retainwise::app {

enum class Verdict { kOk, kWarning, kFailed };

struct Finding {
  std::string check;  ///< "port", "disk" …
  Verdict verdict = Verdict::kOk;
  std::string what;
  std::string hint = {};  ///< what to do, with the command where there is one; "" where nothing is
};
using Findings = std::vector<Finding>;

inline Finding fine(std::string check, std::string what) {
  return {std::move(check), Verdict::kOk, std::move(what)};
}
inline Finding warning(std::string check, std::string what, std::string hint) {
  return {std::move(check), Verdict::kWarning, std::move(what), std::move(hint)};
}
inline Finding failed(std::string check, std::string what, std::string hint) {
  return {std::move(check), Verdict::kFailed, std::move(what), std::move(hint)};
}
/// The operator reads it: what the log would get stands with it.
inline Finding failed(std::string check, const Error& error, const std::string& hint = "") {
  std::string what = error.what;
  if (error.kind == ErrorKind::kBug) what = "It does not work as it should.";
  if (!error.detail.empty()) what += " (" + error.detail + ")";
  return {std::move(check), Verdict::kFailed, std::move(what), hint.empty() ? error.hint : hint};
}

}  // namespace retainwise::app
