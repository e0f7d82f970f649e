#include "engine/learn/folds.h"

#include <algorithm>
#include <numeric>

#include "base/random.h"

namespace retainwise::learn {
namespace {

struct Group {
  std::size_t left = 0, stayed = 0;
  std::size_t size() const { return left + stayed; }
};

std::vector<Group> count_groups(const Labelled& labelled) {
  std::vector<Group> groups(1 + *std::max_element(labelled.group.begin(), labelled.group.end()));
  for (std::size_t i = 0; i < labelled.size(); ++i) {
    Group& group = groups[labelled.group[i]];
    ++(labelled.left[i] != 0 ? group.left : group.stayed);
  }
  return groups;
}

std::vector<std::uint32_t> shuffled(std::size_t count, std::uint64_t seed) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  SeededRandom random(seed);
  for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  return order;
}

}  // namespace

std::vector<std::uint8_t> deal_folds(const Labelled& labelled, std::size_t folds,
                                     std::uint64_t seed) {
  const std::vector<Group> groups = count_groups(labelled);
  std::vector<std::uint32_t> order = shuffled(groups.size(), seed);
  // Large groups first, so that the small ones can level the folds.
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return groups[a].size() > groups[b].size();
  });
  std::vector<Group> filled(folds);
  std::vector<std::uint8_t> fold_of_group(groups.size());
  for (const std::uint32_t g : order) {
    const bool left = groups[g].left > 0;
    const auto emptiest =
        std::min_element(filled.begin(), filled.end(), [left](const Group& a, const Group& b) {
          if (left && a.left != b.left) return a.left < b.left;
          return left ? a.size() < b.size() : a.stayed < b.stayed;
        });
    emptiest->left += groups[g].left;
    emptiest->stayed += groups[g].stayed;
    fold_of_group[g] = static_cast<std::uint8_t>(emptiest - filled.begin());
  }
  std::vector<std::uint8_t> result(labelled.size());
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = fold_of_group[labelled.group[i]];
  return result;
}

Labelled thinned(const Labelled& labelled, std::size_t rows, std::uint64_t seed) {
  constexpr std::size_t kMostParts = 256;
  const std::size_t parts = std::min(kMostParts, (labelled.size() + rows - 1) / rows);
  const std::vector<std::uint8_t> part_of = deal_folds(labelled, parts, seed);
  Labelled kept;
  kept.grouped = labelled.grouped;
  for (std::size_t i = 0; i < labelled.size(); ++i) {
    if (part_of[i] != 0) continue;
    kept.rows.push_back(labelled.rows[i]);
    kept.left.push_back(labelled.left[i]);
    kept.group.push_back(labelled.group[i]);
  }
  return kept;
}

}  // namespace retainwise::learn
