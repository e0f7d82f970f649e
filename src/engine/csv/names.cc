#include "engine/csv/names.h"

#include <array>
#include <unordered_set>

#include "base/text.h"

namespace retainwise::csv {
namespace {

constexpr std::size_t kMaxName = 1024;

/// Length of what stands at the start and is no letter; `blank` says whether it parts words.
std::size_t no_letter(std::string_view text, bool& blank) {
  static constexpr std::array<std::string_view, 4> kBlanks = {"\xC2\xA0", "\xE2\x80\xAF",
                                                              "\xE2\x80\xA8", "\xE3\x80\x80"};
  static constexpr std::array<std::string_view, 6> kNothing = {
      "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xEF\xBB\xBF", "\xC2\xAD", "\xE2\x81\xA0"};
  const auto byte = static_cast<unsigned char>(text.front());
  blank = true;
  if (byte <= 0x20 || byte == 0x7F) return 1;
  for (const std::string_view known : kBlanks) {
    if (starts_with(text, known)) return known.size();
  }
  blank = false;
  for (const std::string_view known : kNothing) {
    if (starts_with(text, known)) return known.size();
  }
  return 0;
}

}  // namespace

std::string cleaned_name(std::string_view cell) {
  std::string out;
  bool gap = false;
  while (!cell.empty()) {
    bool blank = false;
    const std::size_t length = no_letter(cell, blank);
    if (length == 0) {
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out += cell.front();
      cell.remove_prefix(1);
    } else {
      gap |= blank;
      cell.remove_prefix(length);
    }
  }
  return shortened(out, kMaxName);
}

std::vector<std::string> unique_names(const std::vector<std::string>& header, std::size_t width) {
  std::vector<std::string> names(width);
  std::unordered_set<std::string> taken;
  for (std::size_t i = 0; i < width; ++i) {
    if (i < header.size()) names[i] = cleaned_name(header[i]);
    if (names[i].empty()) names[i] = "column_" + std::to_string(i + 1);
  }
  // A name that stands there once keeps it, whatever a second "City" before it would like to be.
  std::unordered_set<std::string> written(names.begin(), names.end());
  for (std::string& name : names) {
    if (taken.insert(name).second) continue;
    int number = 2;
    std::string other;
    do {
      other = name + "_" + std::to_string(number++);
    } while (written.contains(other) || taken.contains(other));
    name = other;
    taken.insert(name);
  }
  return names;
}

}  // namespace retainwise::csv
