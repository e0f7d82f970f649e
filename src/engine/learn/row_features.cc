#include "engine/learn/row_features.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>

#include "base/text.h"

namespace retainwise::learn {
namespace {

using Kind = model::Feature::Kind;
using Group = std::vector<std::size_t>;

constexpr std::size_t kShortestWord = 3;
constexpr std::size_t kShortestAffix = 4;

/// Keys in the order in which they were first seen, each with the places that have it.
class Index {
 public:
  void add(std::string_view key, std::size_t place) {
    const auto [entry, added] = number_of_.emplace(key, groups_.size());
    if (added) groups_.push_back({std::string(key), {}});
    Group& group = groups_[entry->second].second;
    if (group.empty() || group.back() != place) group.push_back(place);
  }
  std::vector<std::pair<std::string, Group>> take() { return std::move(groups_); }

 private:
  std::map<std::string, std::size_t, std::less<>> number_of_;
  std::vector<std::pair<std::string, Group>> groups_;
};

bool has_letter(std::string_view word) {
  return std::any_of(word.begin(), word.end(),
                     [](unsigned char c) { return c >= 0x80 || std::isalpha(c) != 0; });
}

Index by_word(std::span<const std::string> names) {
  Index index;
  for (std::size_t place = 0; place < names.size(); ++place)
    for (const std::string& word : name_words(names[place]))
      if (word.size() >= kShortestWord && has_letter(word)) index.add(word, place);
  return index;
}

/// "^" marks a beginning and "$" an end; the longest first.
std::vector<std::pair<std::string, Group>> by_affix(std::span<const std::string> names) {
  Index index;
  for (std::size_t place = 0; place < names.size(); ++place) {
    const std::string name = normalised_name(names[place]);
    for (std::size_t size = kShortestAffix; size < name.size(); ++size) {
      index.add("^" + name.substr(0, size), place);
      index.add("$" + name.substr(name.size() - size), place);
    }
  }
  auto groups = index.take();
  std::stable_sort(groups.begin(), groups.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  return groups;
}

void take_new(const std::vector<std::pair<std::string, Group>>& found, std::vector<Group>& groups) {
  for (const auto& [key, group] : found) {
    const bool fits = group.size() >= 2 && group.size() <= kMostSummands;
    if (!fits || groups.size() == kMostSums) continue;
    if (std::find(groups.begin(), groups.end(), group) == groups.end()) groups.push_back(group);
  }
}

bool is_amount(const model::InputColumn& input, std::size_t place, const model::InputView& view,
               const Labelled& labelled) {
  if (input.category || input.type != table::Type::kNumber) return false;
  return std::none_of(labelled.rows.begin(), labelled.rows.end(),
                      [&](std::uint32_t row) { return view.number(place, row) < 0; });
}

template <class Says>
void add_count(Kind kind, std::size_t inputs, const Labelled& labelled, const Says& says,
               std::vector<model::Feature>& features) {
  model::Feature count;
  count.kind = kind;
  for (std::size_t i = 0; i < inputs; ++i)
    if (std::any_of(labelled.rows.begin(), labelled.rows.end(),
                    [&](std::uint32_t row) { return says(i, row); }))
      count.columns.push_back(static_cast<std::int32_t>(i));
  // Of one column it would say nothing new.
  if (count.columns.size() >= 2) features.push_back(std::move(count));
}

}  // namespace

std::vector<Group> name_groups(std::span<const std::string> names) {
  std::vector<Group> groups;
  take_new(by_word(names).take(), groups);
  take_new(by_affix(names), groups);
  return groups;
}

std::vector<model::Feature> row_features(std::span<const model::InputColumn> inputs,
                                         const model::InputView& view, const Labelled& labelled) {
  std::vector<std::string> names;
  std::vector<std::int32_t> place_of;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (!is_amount(inputs[i], i, view, labelled)) continue;
    names.push_back(inputs[i].name);
    place_of.push_back(static_cast<std::int32_t>(i));
  }
  std::vector<model::Feature> features;
  for (const Group& group : name_groups(names)) {
    model::Feature sum;
    sum.kind = Kind::kSum;
    for (const std::size_t place : group) sum.columns.push_back(place_of[place]);
    features.push_back(std::move(sum));
  }
  add_count(
      Kind::kMissingCount, inputs.size(), labelled,
      [&](std::size_t i, std::uint32_t row) { return view.missing(i, row); }, features);
  add_count(
      Kind::kYesCount, inputs.size(), labelled,
      [&](std::size_t i, std::uint32_t row) {
        const bool yes_or_no = inputs[i].category || inputs[i].type == table::Type::kBoolean;
        return yes_or_no && view.says_yes(i, row);
      },
      features);
  return features;
}

}  // namespace retainwise::learn
