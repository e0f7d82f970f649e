#pragma once
/// Content-Disposition of a download (RFC 6266, RFC 8187).
#include <string>
#include <string_view>

namespace retainwise::http {

/// attachment with an ASCII name for old clients and the true one, percent-encoded: whatever the
/// name holds, the header holds no raw byte of it beyond letters, digits and a few marks.
std::string attachment(std::string_view filename);

}  // namespace retainwise::http
