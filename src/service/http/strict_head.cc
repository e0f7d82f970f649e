#include "service/http/strict_head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include "base/text.h"
#include "service/http/grammar.h"
#include "service/http/target.h"

namespace retainwise::http {
namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> kMethods = {{
    {Method::kGet, "GET"},
    {Method::kHead, "HEAD"},
    {Method::kPost, "POST"},
    {Method::kPut, "PUT"},
    {Method::kPatch, "PATCH"},
    {Method::kDelete, "DELETE"},
    {Method::kOptions, "OPTIONS"},
}};

/// Fields that would be believed; two of them are two stories.
constexpr std::array<std::string_view, 12> kOnce = {
    "host",          "content-length", "transfer-encoding",
    "authorization", "content-type",   "cookie",
    "expect",        "origin",         "idempotency-key",
    "last-event-id", "prefer",         "content-encoding"};

/// The longest first line that can hold a target within its limit.
constexpr std::size_t kAroundTarget = 32;

bool is_host(std::string_view host) {
  std::string_view port;
  bool name_is_fine = false;
  if (starts_with(host, "[")) {
    const auto end = host.find(']');
    if (end == std::string_view::npos || end < 3) return false;
    const auto inside = host.substr(1, end - 1);
    name_is_fine = std::all_of(inside.begin(), inside.end(),
                               [](char c) { return hex_value(c) >= 0 || c == ':' || c == '.'; });
    port = host.substr(end + 1);
  } else {
    const auto name = host.substr(0, host.find(':'));
    name_is_fine = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_';
    });
    port = host.substr(name.size());
  }
  if (!name_is_fine) return false;
  if (port.empty()) return true;
  return port.size() >= 2 && port.size() <= 6 && port.front() == ':' &&
         std::all_of(port.begin() + 1, port.end(), is_digit);
}

/// A query may hold what RFC 3986 allows and the brackets and bars that browsers send raw.
bool is_query(std::string_view query) {
  return std::all_of(query.begin(), query.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte < 0x7F && c != '#' && c != '\\' && c != '"' && c != '<' && c != '>';
  });
}

bool has_word(std::string_view list, std::string_view word) {
  for (const auto& each : split(list, ',')) {
    if (same_word(without_blanks(each), word)) return true;
  }
  return false;
}

}  // namespace

std::string_view name_of(Method method) {
  for (const auto& [each, name] : kMethods) {
    if (each == method) return name;
  }
  return "";
}

std::string_view Head::field(std::string_view name) const {
  for (const auto& field : fields) {
    if (field.name == name) return field.value;
  }
  return {};
}

void HeadReader::refuse(int status, std::string_view code, std::string_view what) {
  if (!refusal_) refusal_ = Refusal{status, code, what};
}

std::size_t HeadReader::feed(std::string_view bytes) {
  std::size_t taken = 0;
  while (taken < bytes.size() && !done_ && !refusal_) {
    const auto rest = bytes.substr(taken, limits_.bytes + 1 - read_);
    const auto newline = rest.find('\n');
    const auto part = rest.substr(0, newline == std::string_view::npos ? rest.size() : newline + 1);
    line_ += part;
    taken += part.size();
    read_ += part.size();
    const bool first_line = lines_ == 0;
    // A TLS hello or other noise is refused at once, not after a time-out.
    if (first_line && std::any_of(part.begin(), part.end(), [](char c) {
          return static_cast<unsigned char>(c) < 0x20 && c != '\r' && c != '\n';
        }))
      refuse(400, "bad_request_line", "The request line holds a control character.");
    else if (first_line && line_.size() > limits_.target + kAroundTarget)
      refuse(414, "target_too_long", "The request target is longer than 8 KiB.");
    else if (read_ > limits_.bytes)
      refuse(431, "head_too_large", "The request head is larger than 16 KiB.");
    else if (newline != std::string_view::npos)
      end_line();
  }
  return taken;
}

void HeadReader::end_line() {
  std::string_view line = line_;
  if (!ends_with(line, "\r\n"))
    return refuse(400, "bare_line_feed", "A line of the head ends with LF alone; HTTP needs CRLF.");
  line.remove_suffix(2);
  if (lines_ == 0 && line.empty() && !skipped_empty_line_) {
    skipped_empty_line_ = true;  // RFC 9112 §2.2: one empty line before the request line
  } else if (lines_ == 0) {
    ++lines_;
    read_request_line(line);
  } else if (line.empty()) {
    finish();
  } else {
    ++lines_;
    read_field(line);
  }
  line_.clear();
}

void HeadReader::read_request_line(std::string_view line) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last)
    return refuse(400, "bad_request_line",
                  "The request line is not: method, one space, target, one space, HTTP/1.1.");
  const auto target = line.substr(first + 1, last - first - 1);
  read_version(line.substr(last + 1));
  if (target.size() > limits_.target)
    refuse(414, "target_too_long", "The request target is longer than 8 KiB.");
  if (!refusal_) read_method(line.substr(0, first));
  if (!refusal_) read_target(target);
}

void HeadReader::read_version(std::string_view version) {
  const bool shaped = version.size() == 8 && starts_with(version, "HTTP/") &&
                      is_digit(version[5]) && version[6] == '.' && is_digit(version[7]);
  if (!shaped)
    return refuse(400, "bad_request_line", "The request line does not end with HTTP/1.1.");
  if (version != "HTTP/1.1" && version != "HTTP/1.0")
    return refuse(505, "version_not_supported", "This server speaks HTTP/1.1 and HTTP/1.0.");
  head_.minor = version[7] - '0';
}

void HeadReader::read_method(std::string_view method) {
  for (const auto& [each, name] : kMethods) {
    if (name == method) {
      head_.method = each;
      return;
    }
  }
  if (method == "TRACE" || method == "CONNECT")
    return refuse(405, "method_not_allowed", "TRACE and CONNECT are not allowed here.");
  if (!is_token(method)) return refuse(400, "bad_request_line", "The method is not a token.");
  refuse(501, "method_unknown", "This method is not known here; methods are in capital letters.");
}

void HeadReader::read_target(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!same_word(target.substr(0, scheme.size()), scheme)) continue;
    target.remove_prefix(scheme.size());
    const auto end = target.find_first_of("/?");
    authority_ = lower(target.substr(0, end));
    if (!is_host(authority_))
      return refuse(400, "bad_target", "The request target does not name a host.");
    target = end == std::string_view::npos ? std::string_view("/") : target.substr(end);
    break;
  }
  const auto question = target.find('?');
  auto path = decode_path(target.substr(0, question));
  if (!path)
    return refuse(400, "bad_target",
                  "The path must begin with / and hold no dot segments, empty segments, "
                  "backslashes, raw 8-bit characters or escaped slashes.");
  head_.path = std::move(*path);
  if (question == std::string_view::npos) return;
  head_.query = target.substr(question + 1);
  if (!is_query(head_.query))
    refuse(400, "bad_target", "The query holds a character that must be percent-encoded.");
}

void HeadReader::read_field(std::string_view line) {
  if (line.front() == ' ' || line.front() == '\t')
    return refuse(400, "folded_field", "A header field is folded over several lines.");
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
    return refuse(400, "bad_field", "A header line is not: name, colon, value.");
  if (!is_field_value(line.substr(colon + 1)))
    return refuse(400, "bad_field", "A header value holds a control character.");
  if (head_.fields.size() == limits_.fields)
    return refuse(431, "too_many_fields", "The request has more than 100 header fields.");
  Field field{lower(line.substr(0, colon)), std::string(without_blanks(line.substr(colon + 1)))};
  // Exactly "chunked": a tab beside it is white space to some readers and part of the value to
  // others.
  if (field.name == "transfer-encoding" && contains(line, "\t"))
    return refuse(400, "bad_transfer_encoding", "The Transfer-Encoding holds a tab.");
  const bool once = std::find(kOnce.begin(), kOnce.end(), field.name) != kOnce.end();
  const bool seen = std::any_of(head_.fields.begin(), head_.fields.end(),
                                [&](const Field& each) { return each.name == field.name; });
  if (once && seen)
    return refuse(400, "doubled_field", "A header field that may stand once stands twice.");
  head_.fields.push_back(std::move(field));
}

void HeadReader::finish() {
  check_host();
  if (!refusal_) check_framing();
  if (!refusal_) check_connection();
  if (!refusal_) check_expect();
  done_ = !refusal_;
}

void HeadReader::check_host() {
  const bool present = std::any_of(head_.fields.begin(), head_.fields.end(),
                                   [](const Field& field) { return field.name == "host"; });
  head_.host = lower(head_.field("host"));
  if (!present && head_.minor == 0 && authority_.empty()) return;
  if (!present) return refuse(400, "host_missing", "The Host field is missing.");
  if (!is_host(head_.host)) return refuse(400, "bad_host", "The Host field is not a host name.");
  if (!authority_.empty() && authority_ != head_.host)
    refuse(421, "misdirected", "The request target names another host than the Host field.");
}

void HeadReader::check_framing() {
  const auto present = [&](std::string_view name) {
    return std::any_of(head_.fields.begin(), head_.fields.end(),
                       [&](const Field& field) { return field.name == name; });
  };
  const auto length = head_.field("content-length");
  if (present("transfer-encoding")) {
    if (present("content-length"))
      return refuse(400, "two_lengths", "Content-Length and Transfer-Encoding exclude each other.");
    if (head_.minor == 0)
      return refuse(400, "bad_transfer_encoding", "HTTP/1.0 has no Transfer-Encoding.");
    if (!same_word(head_.field("transfer-encoding"), "chunked"))
      return refuse(501, "bad_transfer_encoding",
                    "The only Transfer-Encoding that is read here is chunked.");
    head_.framing = Framing::kChunked;
  } else if (present("content-length")) {
    const bool digits = !length.empty() && std::all_of(length.begin(), length.end(), is_digit);
    const auto [end, error] =
        std::from_chars(length.data(), length.data() + length.size(), head_.content_length);
    if (!digits || error != std::errc() || end != length.data() + length.size())
      return refuse(400, "bad_content_length", "The Content-Length is not a decimal number.");
    head_.framing = Framing::kLength;
  }
}

void HeadReader::check_connection() {
  head_.keep_alive = head_.minor == 1;
  for (const auto& field : head_.fields) {
    if (field.name == "connection" && has_word(field.value, "close")) head_.keep_alive = false;
  }
}

void HeadReader::check_expect() {
  const auto expect = head_.field("expect");
  if (expect.empty() || head_.minor == 0) return;
  if (!same_word(expect, "100-continue"))
    return refuse(417, "expectation_unknown",
                  "The only Expect that is known here is 100-continue.");
  head_.expects_continue = head_.framing != Framing::kNone;
}

}  // namespace retainwise::http
