#include "service/http/multipart.h"

#include <algorithm>

#include "base/text.h"
#include "service/http/grammar.h"

namespace retainwise::http {
namespace {

Error bad_multipart(std::string what) {
  return bad_request("bad_multipart", std::move(what),
                     "Send the file as multipart/form-data with one part named \"file\".");
}

bool is_boundary(std::string_view text) {
  if (text.empty() || text.size() > 70 || text.back() == ' ') return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_alpha(c) || is_digit(c) ||
           std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
  });
}

struct Parameter {
  std::string name;  ///< lower case
  std::string value;
};

/// A quoted string from its opening quote. Browsers write \ as itself and " as %22; others escape
/// both with a backslash: so a backslash counts as an escape only before those two.
std::optional<std::string> quoted(std::string_view& rest) {
  std::string value;
  for (std::size_t i = 1; i < rest.size(); ++i) {
    char c = rest[i];
    if (c == '"') {
      rest.remove_prefix(i + 1);
      return value;
    }
    if (c == '\\' && i + 1 < rest.size() && (rest[i + 1] == '"' || rest[i + 1] == '\\'))
      c = rest[++i];
    value += c;
  }
  return std::nullopt;
}

/// The next ";name=value" of `rest`; nullopt where it is not one.
std::optional<Parameter> next_parameter(std::string_view& rest) {
  rest = without_blanks(rest);
  if (rest.empty() || rest.front() != ';') return std::nullopt;
  rest = without_blanks(rest.substr(1));
  const auto equals = rest.find('=');
  if (equals == std::string_view::npos || !is_token(rest.substr(0, equals))) return std::nullopt;
  Parameter parameter{lower(rest.substr(0, equals)), ""};
  rest.remove_prefix(equals + 1);
  if (!rest.empty() && rest.front() == '"') {
    auto value = quoted(rest);
    if (!value) return std::nullopt;
    parameter.value = std::move(*value);
    return parameter;
  }
  const auto end = std::min(rest.find(';'), rest.size());
  parameter.value = without_blanks(rest.substr(0, end));
  rest.remove_prefix(end);
  if (!is_token(parameter.value)) return std::nullopt;
  return parameter;
}

/// Browsers write these three as escapes in names and file names (WHATWG HTML §4.10.21.8).
std::string unescaped(std::string text) {
  for (const auto& [escape, character] :
       {std::pair{"%22", "\""}, std::pair{"%0D", " "}, std::pair{"%0A", " "}}) {
    for (auto at = text.find(escape); at != std::string::npos; at = text.find(escape, at))
      text.replace(at, 3, character);
  }
  return text;
}

Result<PartHead> read_disposition(std::string_view value) {
  const auto end = std::min(value.find(';'), value.size());
  if (!same_word(without_blanks(value.substr(0, end)), "form-data"))
    return bad_multipart("A part's Content-Disposition is not form-data.");
  std::string_view rest = value.substr(end);
  PartHead head;
  bool named = false;
  while (!without_blanks(rest).empty()) {
    auto parameter = next_parameter(rest);
    if (!parameter) return bad_multipart("A part's Content-Disposition cannot be read.");
    if (parameter->name == "filename*")
      return bad_multipart("filename* is not allowed in a form; send filename.");
    if (!is_utf8(parameter->value)) return bad_multipart("A part's name is not UTF-8.");
    if (parameter->name == "name") {
      if (named) return bad_multipart("A part has two names.");
      named = true;
      head.name = unescaped(std::move(parameter->value));
    } else if (parameter->name == "filename") {
      if (head.filename) return bad_multipart("A part has two file names.");
      head.filename = unescaped(std::move(parameter->value));
    }
  }
  if (!named) return bad_multipart("A part has no name.");
  return head;
}

/// The header lines of one part, each ended by CRLF.
Result<PartHead> read_part_head(std::string_view text) {
  std::optional<PartHead> head;
  while (!text.empty()) {
    const auto end = text.find("\r\n");
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 2);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)) ||
        !is_field_value(line.substr(colon + 1)))
      return bad_multipart("A header line of a part is not: name, colon, value.");
    const auto name = lower(line.substr(0, colon));
    const auto value = without_blanks(line.substr(colon + 1));
    if (name == "content-disposition") {
      if (head) return bad_multipart("A part has two Content-Dispositions.");
      RW_TRY(head, read_disposition(value));
    } else if (name == "content-type" && starts_with(lower(value), "multipart/")) {
      return bad_multipart("A part is itself multipart.");
    } else if (name == "content-transfer-encoding" && !same_word(value, "binary") &&
               !same_word(value, "8bit") && !same_word(value, "7bit")) {
      return bad_multipart("A part has a Content-Transfer-Encoding.");
    }
  }
  if (!head) return bad_multipart("A part has no Content-Disposition.");
  return std::move(*head);
}

}  // namespace

Result<std::string> boundary_of(std::string_view content_type) {
  const auto end = std::min(content_type.find(';'), content_type.size());
  if (!same_word(without_blanks(content_type.substr(0, end)), "multipart/form-data"))
    return bad_multipart("The Content-Type is not multipart/form-data.");
  std::string_view rest = content_type.substr(end);
  std::optional<std::string> boundary;
  while (!without_blanks(rest).empty()) {
    auto parameter = next_parameter(rest);
    if (!parameter) return bad_multipart("The Content-Type cannot be read.");
    if (parameter->name != "boundary") continue;
    if (boundary) return bad_multipart("The Content-Type has two boundaries.");
    boundary = std::move(parameter->value);
  }
  if (!boundary || !is_boundary(*boundary))
    return bad_multipart("The Content-Type has no boundary of 1 to 70 allowed characters.");
  return std::move(*boundary);
}

Multipart::Multipart(std::string_view boundary, MultipartLimits limits)
    : delimiter_("\r\n--" + std::string(boundary)), limits_(limits), matched_(2) {}

Result<void> Multipart::feed(ByteSpan bytes, PartSink& sink) {
  std::string_view rest = as_text(bytes);
  while (!rest.empty()) {
    RW_TRY(const std::size_t taken, step(rest, sink));
    rest.remove_prefix(taken);
  }
  return {};
}

Result<void> Multipart::finish() const {
  if (at_ == At::kEnd || (at_ == At::kAfterEnd && held_.empty())) return {};
  return bad_multipart("The form ends before its last boundary.");
}

Result<std::size_t> Multipart::step(std::string_view bytes, PartSink& sink) {
  switch (at_) {
    case At::kFirstBoundary: return first_boundary(bytes);
    case At::kAfterBoundary: return after_boundary(bytes);
    case At::kHead: return head(bytes, sink);
    case At::kData: return data(bytes, sink);
    case At::kAfterEnd: return after_end(bytes);
    case At::kEnd: break;
  }
  return bad_multipart("Bytes follow the last boundary of the form.");
}

Result<std::size_t> Multipart::first_boundary(std::string_view bytes) {
  if (bytes.front() != delimiter_[matched_])
    return bad_multipart("The form does not begin with its boundary.");
  if (++matched_ == delimiter_.size()) at_ = At::kAfterBoundary;
  return std::size_t{1};
}

Result<std::size_t> Multipart::after_boundary(std::string_view bytes) {
  held_ += bytes.front();
  if (!starts_with("\r\n", held_) && !starts_with("--", held_))
    return bad_multipart("A boundary is not followed by a line end or by --.");
  if (held_ == "--") at_ = At::kAfterEnd;
  if (held_ == "\r\n") {
    at_ = At::kHead;
    if (++parts_ > limits_.parts) return bad_multipart("The form has more than 16 parts.");
  }
  if (held_.size() == 2) held_.clear();
  return std::size_t{1};
}

Result<std::size_t> Multipart::head(std::string_view bytes, PartSink& sink) {
  const auto newline = bytes.find('\n');
  const std::size_t taken = newline == std::string_view::npos ? bytes.size() : newline + 1;
  if (held_.size() + taken > limits_.head_bytes)
    return bad_multipart("A part's header is longer than 8 KiB.");
  held_ += bytes.substr(0, taken);
  if (newline == std::string_view::npos) return taken;
  if (!ends_with(held_, "\r\n")) return bad_multipart("A part's header line ends with LF alone.");
  if (held_ != "\r\n" && !ends_with(held_, "\r\n\r\n")) return taken;
  RW_TRY(const PartHead part, read_part_head(std::string_view(held_).substr(0, held_.size() - 2)));
  RW_CHECK_OK(sink.begin(part));
  held_.clear();
  matched_ = 0;
  at_ = At::kData;
  return taken;
}

// The delimiter begins with the only CR it has, so after a mismatch the search starts anew at the
// byte that did not fit, and what had matched is data.
Result<std::size_t> Multipart::data(std::string_view bytes, PartSink& sink) {
  if (matched_ == 0) {
    const std::size_t plain = std::min(bytes.find('\r'), bytes.size());
    if (plain > 0) {
      RW_CHECK_OK(sink.data(as_bytes(bytes.substr(0, plain))));
      return plain;
    }
  }
  std::size_t taken = 0;
  while (taken < bytes.size() && matched_ < delimiter_.size() &&
         bytes[taken] == delimiter_[matched_]) {
    ++taken;
    ++matched_;
  }
  if (matched_ == delimiter_.size()) {
    at_ = At::kAfterBoundary;
    RW_CHECK_OK(sink.end());
  } else if (taken < bytes.size()) {
    RW_CHECK_OK(sink.data(as_bytes(std::string_view(delimiter_).substr(0, matched_))));
    matched_ = 0;
  }
  return taken;
}

Result<std::size_t> Multipart::after_end(std::string_view bytes) {
  held_ += bytes.front();
  if (!starts_with("\r\n", held_))
    return bad_multipart("Bytes follow the last boundary of the form.");
  if (held_ == "\r\n") at_ = At::kEnd;
  return std::size_t{1};
}

}  // namespace retainwise::http
