/// Encodings of seven bits that change their set of characters on the way.
#include <algorithm>

#include "base/text.h"
#include "engine/csv/encoding/decoding.h"

namespace retainwise::csv {
namespace {

enum class Set : std::uint8_t {
  kAscii,
  kRoman,
  kKana,
  kJis0208,
  kJis0212,
  kGb2312,
  kKsx1001,
  kNone
};

struct Escape {
  std::string_view bytes;
  Set set;
  bool shifted = false;  ///< names the set that SO turns on (ISO-2022-KR and -CN)
};

/// RFC 1468, 1554, 1557, 1922.
constexpr Escape kEscapes[] = {
    {"\x1B(B", Set::kAscii},    {"\x1B(J", Set::kRoman},          {"\x1B(I", Set::kKana},
    {"\x1B$@", Set::kJis0208},  {"\x1B$B", Set::kJis0208},        {"\x1B$(B", Set::kJis0208},
    {"\x1B$(D", Set::kJis0212}, {"\x1B$A", Set::kGb2312},         {"\x1B$(A", Set::kGb2312},
    {"\x1B$(C", Set::kKsx1001}, {"\x1B$)C", Set::kKsx1001, true}, {"\x1B$)A", Set::kGb2312, true},
};

constexpr char kShiftOut = '\x0E';
constexpr char kShiftIn = '\x0F';

char32_t of_pair(Set set, unsigned row, unsigned cell) {
  switch (set) {
    case Set::kJis0208: return jis0208(row, cell);
    case Set::kJis0212: return jis0212(row, cell);
    case Set::kGb2312: return gb2312(row, cell);
    case Set::kKsx1001: return ksx1001(row, cell);
    default: return 0xFFFD;
  }
}

void put(char32_t code, Utf8Text& out) {
  code == 0xFFFD ? out.put_bad() : out.put(code);
}

bool is_graphic(char c) {
  return c > 0x20 && c < 0x7F;
}

/// ASCII but for escape and shifts.
bool is_plain(char c) {
  return static_cast<unsigned char>(c) < 0x80 && c != '\x1B' && c != kShiftOut && c != kShiftIn;
}

/// Bytes up to the first tilde or byte that is no ASCII.
std::size_t plain_start(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size() && bytes[at] != '~' && static_cast<unsigned char>(bytes[at]) < 0x80)
    ++at;
  return at;
}

class Iso2022 {
 public:
  Iso2022(std::string_view bytes, Utf8Text& out) : rest_(bytes), out_(out) {}

  void run() {
    while (!rest_.empty()) {
      const char c = rest_.front();
      if (c == '\x1B' && escape()) continue;
      if (c == kShiftOut || c == kShiftIn) {
        current_ = c == kShiftOut ? shifted_ : Set::kAscii;
        rest_.remove_prefix(1);
      } else if (current_ == Set::kAscii || current_ == Set::kRoman) {
        if (!ascii()) other(c);
      } else if (is_graphic(c)) {
        character();
      } else {
        other(c);
      }
    }
  }

 private:
  bool escape() {
    for (const Escape& each : kEscapes) {
      if (!starts_with(rest_, each.bytes)) continue;
      (each.shifted ? shifted_ : current_) = each.set;
      rest_.remove_prefix(each.bytes.size());
      return true;
    }
    return false;
  }

  /// Copies what stands before the next escape; false: nothing does.
  bool ascii() {
    std::size_t size = 0;
    while (size < rest_.size() && is_plain(rest_[size])) ++size;
    out_.copy(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return size > 0;
  }

  void character() {
    const unsigned first = static_cast<unsigned char>(rest_.front());
    if (current_ == Set::kKana) {
      put(first <= 0x5F ? 0xFF61 + first - 0x21 : 0xFFFD, out_);
      rest_.remove_prefix(1);
    } else if (rest_.size() < 2 || !is_graphic(rest_[1])) {
      out_.put_bad();
      rest_.remove_prefix(1);
    } else {
      put(of_pair(current_, first - 0x20, static_cast<unsigned>(rest_[1]) - 0x20), out_);
      rest_.remove_prefix(2);
    }
  }

  /// ASCII, blanks, line ends (which end a set: RFC 1468 §2) and what does not belong here.
  void other(char c) {
    if (c == '\n' || c == '\r') current_ = Set::kAscii;
    static_cast<unsigned char>(c) < 0x80 && c != '\x1B' ? out_.put(static_cast<unsigned char>(c))
                                                        : out_.put_bad();
    rest_.remove_prefix(1);
  }

  std::string_view rest_;
  Utf8Text& out_;
  Set current_ = Set::kAscii;
  Set shifted_ = Set::kNone;
};

}  // namespace

void decode_iso2022(std::string_view bytes, Utf8Text& out) {
  Iso2022(bytes, out).run();
}

/// RFC 1843: ~{ … ~} around GB 2312, ~~ for a tilde, ~ and a line end for nothing.
void decode_hz(std::string_view bytes, Utf8Text& out) {
  bool chinese = false;
  while (!bytes.empty()) {
    if (!chinese) {
      const std::size_t plain = plain_start(bytes);
      out.copy(bytes.substr(0, plain));
      bytes.remove_prefix(plain);
      if (bytes.empty()) return;
    }
    const char c = bytes.front();
    const char next = bytes.size() > 1 ? bytes[1] : '\0';
    std::size_t taken = 1;
    if (c == '~' && (next == '{' || next == '}' || next == '~' || next == '\n')) {
      if (next == '~') out.put('~');
      if (next == '{' || next == '}') chinese = next == '{';
      taken = 2;
    } else if (chinese && is_graphic(c) && is_graphic(next)) {
      put(gb2312(static_cast<unsigned>(c) - 0x20, static_cast<unsigned>(next) - 0x20), out);
      taken = 2;
    } else if (static_cast<unsigned char>(c) < 0x80 && !(chinese && is_graphic(c))) {
      if (c == '\n' || c == '\r') chinese = false;
      out.put(static_cast<unsigned char>(c));
    } else {
      out.put_bad();
    }
    bytes.remove_prefix(taken);
  }
}

}  // namespace retainwise::csv
