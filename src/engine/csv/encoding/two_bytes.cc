#include <algorithm>
#include <iterator>

#include "engine/csv/encoding/decoding.h"
#include "engine/csv/encoding/tables.h"

namespace retainwise::csv {
namespace {

constexpr char32_t kNone = 0xFFFD;

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

bool between(unsigned byte, unsigned low, unsigned high) {
  return byte >= low && byte <= high;
}

/// A character of two bytes, or a wrong pair: an ASCII trail stays for the next character.
OneCharacter pair(char32_t code, unsigned trail) {
  if (code == kNone) return {kNone, trail < 0x80 ? 1U : 2U};
  return {code, 2};
}

char32_t in_cp932(unsigned lead, unsigned trail) {
  if (!between(trail, 0x40, 0xFC) || trail == 0x7F) return kNone;
  const unsigned row = lead < 0xA0 ? lead - 0x81 : lead - 0xE0 + 31;
  return kCp932[row * 188 + trail - (trail < 0x7F ? 0x40U : 0x41U)];
}

OneCharacter cp932(std::string_view bytes) {
  const unsigned lead = byte_at(bytes, 0);
  if (between(lead, 0xA1, 0xDF)) return {0xFF61 + lead - 0xA1, 1};
  if (!between(lead, 0x81, 0x9F) && !between(lead, 0xE0, 0xFC)) return {kNone, 1};
  const unsigned trail = byte_at(bytes, 1);
  return bytes.size() < 2 ? OneCharacter{} : pair(in_cp932(lead, trail), trail);
}

OneCharacter euc_jp(std::string_view bytes) {
  const unsigned lead = byte_at(bytes, 0);
  const unsigned second = byte_at(bytes, 1);
  if (lead == 0x8E)
    return between(second, 0xA1, 0xDF) ? OneCharacter{0xFF61 + second - 0xA1, 2} : OneCharacter{};
  if (lead == 0x8F) {
    const unsigned third = byte_at(bytes, 2);
    if (!between(second, 0xA1, 0xFE) || !between(third, 0xA1, 0xFE)) return {};
    return {jis0212(second - 0xA0, third - 0xA0), 3};
  }
  if (!between(lead, 0xA1, 0xFE) || !between(second, 0xA1, 0xFE)) return {};
  return {jis0208(lead - 0xA0, second - 0xA0), 2};
}

/// Four bytes of GB 18030: the basic plane through its runs, the others by arithmetic.
char32_t of_four(unsigned first, unsigned second, unsigned third, unsigned fourth) {
  const unsigned index =
      (((first - 0x81) * 10 + second - 0x30) * 126 + third - 0x81) * 10 + fourth - 0x30;
  if (index >= 189000) return index < 189000 + 0x100000 ? 0x10000 + index - 189000 : kNone;
  if (index >= 39420) return kNone;
  const CodeRange* const next =
      std::upper_bound(std::begin(kGb18030Ranges), std::end(kGb18030Ranges), index,
                       [](unsigned at, const CodeRange& range) { return at < range.index; });
  const CodeRange& run = *(next - 1);
  return run.code + (index - run.index);
}

OneCharacter gb18030(std::string_view bytes) {
  const unsigned lead = byte_at(bytes, 0);
  const unsigned second = byte_at(bytes, 1);
  if (!between(lead, 0x81, 0xFE)) return lead == 0x80 ? OneCharacter{0x20AC, 1} : OneCharacter{};
  if (between(second, 0x30, 0x39)) {
    const unsigned third = byte_at(bytes, 2);
    const unsigned fourth = byte_at(bytes, 3);
    if (!between(third, 0x81, 0xFE) || !between(fourth, 0x30, 0x39)) return {};
    const char32_t code = of_four(lead, second, third, fourth);
    return code == kNone ? OneCharacter{} : OneCharacter{code, 4};
  }
  if (!between(second, 0x40, 0xFE) || second == 0x7F) return {};
  return pair(kGbk[(lead - 0x81) * 190 + second - (second < 0x7F ? 0x40U : 0x41U)], second);
}

OneCharacter big5(std::string_view bytes) {
  const unsigned lead = byte_at(bytes, 0);
  const unsigned trail = byte_at(bytes, 1);
  if (!between(lead, 0x87, 0xFE)) return {};
  if (!between(trail, 0x40, 0x7E) && !between(trail, 0xA1, 0xFE)) return {};
  return pair(kBig5[(lead - 0x87) * 157 + (trail < 0x7F ? trail - 0x40 : trail - 0xA1 + 63)],
              trail);
}

OneCharacter cp949(std::string_view bytes) {
  const unsigned lead = byte_at(bytes, 0);
  const unsigned trail = byte_at(bytes, 1);
  if (!between(lead, 0x81, 0xFE) || !between(trail, 0x41, 0xFE)) return {};
  return pair(kCp949[(lead - 0x81) * 190 + trail - 0x41], trail);
}

}  // namespace

char32_t jis0208(unsigned row, unsigned cell) {
  const unsigned lead = (row - 1) / 2 + (row < 63 ? 0x81U : 0xC1U);
  const unsigned trail = row % 2 == 0 ? cell + 0x9E : cell + (cell < 64 ? 0x3FU : 0x40U);
  return in_cp932(lead, trail);
}

char32_t jis0212(unsigned row, unsigned cell) {
  return kJis0212[(row - 1) * 94 + cell - 1];
}

char32_t gb2312(unsigned row, unsigned cell) {
  return kGbk[(row + 0x1F) * 190 + cell + 0x5F];
}

char32_t ksx1001(unsigned row, unsigned cell) {
  return kCp949[(row + 0x1F) * 190 + cell + 0x5F];
}

OneCharacter first_character(std::string_view bytes, const Encoding& encoding) {
  const unsigned lead = byte_at(bytes, 0);
  if (lead < 0x80) return {lead, 1};
  switch (encoding.form) {
    case Form::kCp932: return cp932(bytes);
    case Form::kEucJp: return euc_jp(bytes);
    case Form::kGb18030: return gb18030(bytes);
    case Form::kBig5: return big5(bytes);
    case Form::kCp949: return cp949(bytes);
    default: return {encoding.page[lead - 0x80], 1};
  }
}

}  // namespace retainwise::csv
