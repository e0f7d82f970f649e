#include "service/http/disposition.h"

#include "base/text.h"
#include "service/http/grammar.h"

namespace retainwise::http {
namespace {

bool is_plain(char c) {
  return is_alpha(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
}

/// Without directories and control characters, as a browser would save it.
std::string base_name(std::string_view filename) {
  const auto slash = filename.find_last_of("/\\");
  if (slash != std::string_view::npos) filename.remove_prefix(slash + 1);
  std::string name;
  for (const char c : filename) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) name += c;
  }
  name = shortened(name, 200);
  return name.empty() || name.front() == '.' ? "download" + name : name;
}

std::string ascii(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    if (is_plain(c) || c == ' ')
      out += c;
    else if (!continues)
      out += '_';
  }
  return out;
}

/// ext-value of RFC 8187 §3.2.1.
std::string percent_encoded(std::string_view name) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_plain(c)) {
      out += c;
      continue;
    }
    out += '%';
    out += kHex[byte >> 4U];
    out += kHex[byte & 15U];
  }
  return out;
}

}  // namespace

std::string attachment(std::string_view filename) {
  const std::string name = base_name(filename);
  return "attachment; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + percent_encoded(name);
}

}  // namespace retainwise::http
