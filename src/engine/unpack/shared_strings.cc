#include "engine/unpack/shared_strings.h"

#include <charconv>

#include "engine/unpack/limits.h"

namespace retainwise::unpack {
namespace {

constexpr std::size_t kEscapeBytes = 7;

/// Of a control character only: others need no escape, and "_x0041_" may be meant as it stands.
std::optional<char> escaped(std::string_view text) {
  if (text.size() < kEscapeBytes || text.substr(0, 2) != "_x" || text[6] != '_')
    return std::nullopt;
  int code = 0;
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, code, 16);
  if (error != std::errc() || end != text.data() + 6) return std::nullopt;
  if (code == '_' || (code > 0 && code < ' ')) return static_cast<char>(code);
  return std::nullopt;
}

}  // namespace

/// <si> holds one <t>, or <r> runs with a <t> each; <rPh> says how a text is read aloud.
class SharedStringsEvents final : public XmlEvents {
 public:
  SharedStringsEvents(SharedStrings& strings, std::uint64_t most)
      : strings_(strings), most_(most) {}

  Result<void> open(std::string_view name, const XmlAttributes&) override {
    if (name == "si") current_.clear();
    if (name == "rPh") aloud_ = true;
    if (name == "t") in_text_ = !aloud_;
    return {};
  }

  Result<void> close(std::string_view name) override {
    if (name == "t") in_text_ = false;
    if (name == "rPh") aloud_ = false;
    if (name != "si") return {};
    strings_.texts_ += without_escapes(current_);
    strings_.ends_.push_back(strings_.texts_.size());
    const std::uint64_t kept =
        strings_.texts_.size() + sizeof(strings_.ends_.front()) * strings_.ends_.size();
    if (kept > most_) return unpacked_too_large(most_);
    return {};
  }

  Result<void> text(std::string_view text) override {
    if (in_text_) current_ += text;
    return {};
  }

 private:
  SharedStrings& strings_;
  std::uint64_t most_;
  std::string current_;
  bool in_text_ = false, aloud_ = false;
};

Result<SharedStrings> SharedStrings::read(const ZipEntry& part, std::uint64_t most,
                                          Allowance& allowance, const Progress& progress) {
  SharedStrings strings;
  SharedStringsEvents events(strings, most);
  RW_CHECK_OK(read_xml(part, events, allowance, progress));
  return strings;
}

std::string without_escapes(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t at = text.find("_x");
    if (at == text.npos) return out += text;
    const std::optional<char> character = escaped(text.substr(at));
    out += text.substr(0, character ? at : at + 1);
    if (character) out += *character;
    text.remove_prefix(at + (character ? kEscapeBytes : 1));
  }
}

}  // namespace retainwise::unpack
