#include "service/http/target.h"

#include "base/text.h"
#include "service/http/grammar.h"

namespace retainwise::http {
namespace {

bool is_path_char(char c) {
  return is_alpha(c) || is_digit(c) ||
         std::string_view("-._~!$&'()*+,;=:@/%").find(c) != std::string_view::npos;
}

bool is_control(unsigned char byte) {
  return byte < 0x20 || byte == 0x7F;
}

/// The byte of the escape at the start of `text`; nullopt where there is none.
std::optional<unsigned char> escaped_byte(std::string_view text) {
  if (text.size() < 3 || text[0] != '%') return std::nullopt;
  const int high = hex_value(text[1]);
  const int low = hex_value(text[2]);
  if (high < 0 || low < 0) return std::nullopt;
  return static_cast<unsigned char>(high * 16 + low);
}

bool has_odd_segment(std::string_view path) {
  path.remove_prefix(1);
  while (!path.empty()) {
    const auto end = path.find('/');
    const auto segment = path.substr(0, end);
    if (segment.empty() || segment == "." || segment == "..") return true;
    if (end == std::string_view::npos) return false;
    path.remove_prefix(end + 1);
  }
  return false;
}

std::optional<std::string> decode_parameter(std::string_view raw) {
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    char c = raw[i];
    if (c == '+') c = ' ';
    if (c == '%') {
      const auto byte = escaped_byte(raw.substr(i));
      if (!byte || is_control(*byte)) return std::nullopt;
      c = static_cast<char>(*byte);
      i += 2;
    }
    out += c;
  }
  if (!is_utf8(out)) return std::nullopt;
  return out;
}

}  // namespace

std::optional<std::string> decode_path(std::string_view raw) {
  if (raw.empty() || raw.front() != '/') return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (!is_path_char(raw[i])) return std::nullopt;
    if (raw[i] != '%') {
      out += raw[i];
      continue;
    }
    const auto byte = escaped_byte(raw.substr(i));
    if (!byte || is_control(*byte) || *byte == '/' || *byte == '\\') return std::nullopt;
    out += static_cast<char>(*byte);
    i += 2;
  }
  if (!is_utf8(out) || has_odd_segment(out)) return std::nullopt;
  return out;
}

std::optional<Query> Query::parse(std::string_view raw) {
  Query query;
  while (!raw.empty()) {
    const auto end = raw.find('&');
    const auto pair = raw.substr(0, end);
    const auto equals = pair.find('=');
    const auto name = decode_parameter(pair.substr(0, equals));
    const auto value = decode_parameter(equals == std::string_view::npos ? std::string_view()
                                                                         : pair.substr(equals + 1));
    if (!name || !value) return std::nullopt;
    if (!pair.empty()) query.parameters_.emplace_back(*name, *value);
    if (end == std::string_view::npos) break;
    raw.remove_prefix(end + 1);
  }
  return query;
}

std::optional<std::string_view> Query::get(std::string_view name) const {
  for (const auto& [each, value] : parameters_) {
    if (each == name) return value;
  }
  return std::nullopt;
}

}  // namespace retainwise::http
