#pragma once
/// error.json, by which the job child says why there is no result.
#include <string_view>

#include "base/json.h"
#include "base/result.h"

namespace retainwise::flows {

/// Longer than any that a child writes.
inline constexpr std::size_t kMaxErrorBytes = 4U << 20U;

/// [{code, message, row?, column?, text?, hint}]
Json issues_json(const std::vector<FileIssue>& issues);
/// {kind, code, what, hint, detail, issues}
Json error_file(const Error& error);
/// The opposite; kBug where `text` is not such a file.
Error read_error_file(std::string_view text);

}  // namespace retainwise::flows
