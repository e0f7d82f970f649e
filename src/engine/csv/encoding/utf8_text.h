#pragma once
/// UTF-8 text in the making: characters in, bytes out, and every character that could not be read
/// counted.
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace retainwise::csv {

class Utf8Text {
 public:
  /// `expected`: bytes that the text will need at least; more are found when they are needed.
  explicit Utf8Text(std::size_t expected) : text_(expected + kSlack, '\0') {}

  void put(char32_t code) { filled(write(reserve(4), code)); }
  /// Stands for what could not be read.
  void put_bad();
  /// What is UTF-8 already.
  void copy(std::string_view text) {
    make_room(text.size());
    std::memcpy(text_.data() + used_, text.data(), text.size());
    used_ += text.size();
  }
  /// Room for `bytes` more and a few that are written in vain: for loops that cannot ask before
  /// each character. filled() says where they stopped.
  char* reserve(std::size_t bytes) {
    make_room(bytes);
    return text_.data() + used_;
  }
  void filled(const char* end) { used_ = static_cast<std::size_t>(end - text_.data()); }
  /// Writes one character of at most four bytes and says where the next one goes.
  static char* write(char* at, std::uint32_t code) {
    const auto byte = [&](std::uint32_t value) { *at++ = static_cast<char>(value); };
    if (code < 0x80) {
      byte(code);
    } else if (code < 0x800) {
      byte(0xC0U | (code >> 6U));
      byte(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
      byte(0xE0U | (code >> 12U));
      byte(0x80U | ((code >> 6U) & 0x3FU));
      byte(0x80U | (code & 0x3FU));
    } else {
      byte(0xF0U | (code >> 18U));
      byte(0x80U | ((code >> 12U) & 0x3FU));
      byte(0x80U | ((code >> 6U) & 0x3FU));
      byte(0x80U | (code & 0x3FU));
    }
    return at;
  }
  /// Copies the ASCII bytes that `bytes` begins with, and says how many they are.
  std::size_t ascii_run(std::string_view bytes);

  std::int64_t bad() const { return bad_; }
  /// Where in the text the first kPlaces replacement characters stand.
  const std::vector<std::size_t>& bad_places() const { return places_; }
  static constexpr std::size_t kPlaces = 100;
  std::string_view view() const { return std::string_view(text_).substr(0, used_); }
  std::string take() {
    text_.resize(used_);
    return std::move(text_);
  }

 private:
  static constexpr std::size_t kSlack = 65536;  ///< what loops reserve in vain at the end

  void make_room(std::size_t bytes) {
    if (used_ + bytes + kSlack > text_.size()) text_.resize(text_.size() * 3 / 2 + bytes + kSlack);
  }
  std::string text_;
  std::size_t used_ = 0;
  std::int64_t bad_ = 0;
  std::vector<std::size_t> places_;
};

/// The number of ASCII bytes that `bytes` begins with.
std::size_t ascii_prefix(std::string_view bytes);

}  // namespace retainwise::csv
