#pragma once
/// Errors as users see them: RFC 9457 problem details.
#include <string>
#include <string_view>

#include "base/error.h"
#include "service/http/reply.h"

namespace retainwise::http {

/// The status that an error of a flow is answered with.
int status_of(const Error& error);

/// {type, title, status, detail, code, hint?, request_id, errors?}. `detail` of the error stays
/// here: it is for the log.
Reply problem(const Error& error, std::string_view request_id);
/// The same for an error that only the wire knows.
Reply problem(int status, std::string_view code, std::string_view what, std::string_view request_id,
              std::string_view hint = {});
/// 401, the same bytes for every cause but for the request id.
Reply unauthorized(std::string_view request_id);
Json issues_json(const std::vector<FileIssue>& issues);

}  // namespace retainwise::http
