#include "service/telemetry/json_line.h"

#include <array>
#include <cstdio>

namespace retainwise::telemetry {
namespace {

std::string unicode_escape(unsigned code) {
  std::array<char, 8> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "\\u%04x", code);
  return buffer.data();
}

/// nlohmann escapes C0 only; the rest of what a terminal or a line reader acts on is done here. In
/// JSON text these bytes can stand in strings only.
std::string without_control_characters(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) {
    const std::string_view rest = json.substr(i);
    const auto byte = static_cast<unsigned char>(json[i]);
    const bool c1 = rest.size() > 1 && byte == 0xC2 && static_cast<unsigned char>(rest[1]) < 0xA0;
    if (byte == 0x7F) {
      out += unicode_escape(byte);
    } else if (c1) {
      out += unicode_escape(static_cast<unsigned char>(rest[1]));
      i += 1;
    } else if (rest.substr(0, 3) == "\xE2\x80\xA8" || rest.substr(0, 3) == "\xE2\x80\xA9") {
      out += rest[2] == '\xA8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      out += json[i];
    }
  }
  return out;
}

}  // namespace

std::string_view name_of(Level level) {
  switch (level) {
    case Level::kDebug: return "debug";
    case Level::kInfo: return "info";
    case Level::kWarning: return "warning";
    case Level::kError: return "error";
  }
  return "error";
}

std::string json_line(Time time, Level level, std::string_view event, const Json& fields) {
  Json line = {{"time", rfc3339(time)}, {"level", name_of(level)}, {"event", event}};
  for (const auto& [name, value] : fields.items()) line[name] = value;
  return without_control_characters(to_text(line));
}

}  // namespace retainwise::telemetry
