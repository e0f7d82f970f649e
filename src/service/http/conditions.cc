#include "service/http/conditions.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "service/http/grammar.h"

namespace retainwise::http {
namespace {

/// As large as numbers here get: more digits than a size has mean "beyond the end".
constexpr std::int64_t kHuge = INT64_MAX / 2;

std::optional<std::int64_t> digits(std::string_view text) {
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() ? std::min(value, kHuge) : kHuge;
}

/// "500-": to the end; "0-499"; "-500": the last 500 (§14.1.2).
Wanted part_of(std::string_view range, std::int64_t size) {
  const auto dash = range.find('-');
  if (dash == std::string_view::npos) return WholeFile{};
  const auto from = range.substr(0, dash);
  const auto to = range.substr(dash + 1);
  const auto first = digits(from);
  const auto last = digits(to);
  if (from.empty() && last) {
    if (*last == 0 || size == 0) return NoSuchPart{};
    const std::int64_t count = std::min(*last, size);
    return FilePart{size - count, count};
  }
  if (!first || (!to.empty() && !last) || (last && *last < *first)) return WholeFile{};
  if (*first >= size) return NoSuchPart{};
  return FilePart{*first, std::min(last.value_or(size - 1), size - 1) - *first + 1};
}

std::ptrdiff_t count_of(const Head& head, std::string_view name) {
  return std::count_if(head.fields.begin(), head.fields.end(),
                       [&](const Field& field) { return field.name == name; });
}

}  // namespace

bool is_known(const Head& head, std::string_view etag) {
  for (const auto& field : head.fields) {
    if (field.name != "if-none-match") continue;
    for (const auto& each : split(field.value, ',')) {
      auto tag = without_blanks(each);
      if (starts_with(tag, "W/")) tag.remove_prefix(2);
      if (tag == etag || tag == "*") return true;
    }
  }
  return false;
}

Wanted wanted(const Head& head, std::string_view etag, std::int64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  if (head.method != Method::kGet || count_of(head, "range") != 1) return WholeFile{};
  if (count_of(head, "if-range") > 0 && without_blanks(head.field("if-range")) != etag)
    return WholeFile{};
  const auto range = without_blanks(head.field("range"));
  if (!same_word(range.substr(0, kUnit.size()), kUnit)) return WholeFile{};
  const auto set = range.substr(kUnit.size());
  if (contains(set, ",")) return WholeFile{};
  return part_of(without_blanks(set), size);
}

}  // namespace retainwise::http
