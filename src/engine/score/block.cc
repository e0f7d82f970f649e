#include "engine/score/block.h"

#include <algorithm>

#include "engine/score/quadrature.h"

namespace retainwise::score {
namespace {

/// One bit a leaf in a signature.
constexpr std::size_t kMaxBlockLeaves = 64;

const PathFeature* find(const Leaf& leaf, std::int32_t feature) {
  for (const PathFeature& entry : leaf.path) {
    if (entry.feature == feature) return &entry;
  }
  return nullptr;
}

/// The block's features, ascending, or nothing if there are too many.
std::optional<std::vector<std::int32_t>> features_of(std::span<const Leaf> leaves) {
  std::vector<std::int32_t> features;
  for (const Leaf& leaf : leaves) {
    for (const PathFeature& entry : leaf.path) {
      const auto at = std::lower_bound(features.begin(), features.end(), entry.feature);
      if (at != features.end() && *at == entry.feature) continue;
      if (features.size() == kMaxBlockFeatures) return std::nullopt;
      features.insert(at, entry.feature);
    }
  }
  return features;
}

template <class Asks>
std::uint64_t signature(std::span<const Leaf> leaves, std::int32_t feature, Asks asks) {
  std::uint64_t bits = 0;
  for (std::size_t l = 0; l < leaves.size(); ++l) {
    const PathFeature* entry = find(leaves[l], feature);
    if (entry != nullptr && asks(*entry)) bits |= std::uint64_t{1} << l;
  }
  return bits;
}

std::vector<std::int32_t> cuts_of(std::span<const Leaf> leaves, std::int32_t feature) {
  std::vector<std::int32_t> cuts;
  for (const Leaf& leaf : leaves) {
    const PathFeature* entry = find(leaf, feature);
    if (entry == nullptr) continue;
    cuts.push_back(entry->low);
    cuts.push_back(entry->high);
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::erase_if(cuts, [](std::int32_t code) { return code == 0 || code == kNoHigh; });
  return cuts;
}

std::uint8_t digit_of(std::vector<std::uint64_t>& signatures, std::uint64_t bits) {
  const auto at = std::find(signatures.begin(), signatures.end(), bits);
  const auto digit = static_cast<std::uint8_t>(at - signatures.begin());
  if (at == signatures.end()) signatures.push_back(bits);
  return digit;
}

/// nullopt above kMaxStates signatures.
std::optional<BlockFeature> feature_shape(std::span<const Leaf> leaves, std::int32_t feature) {
  BlockFeature out;
  out.feature = feature;
  const std::vector<std::int32_t> cuts = cuts_of(leaves, feature);
  for (std::size_t i = 0; i <= cuts.size(); ++i) {
    const std::int32_t code = i == 0 ? 0 : cuts[i - 1];
    const std::uint64_t bits = signature(leaves, feature, [code](const PathFeature& entry) {
      return entry.low <= code && code < entry.high;
    });
    if (out.signatures.size() == kMaxStates) return std::nullopt;
    const std::uint8_t digit = digit_of(out.signatures, bits);
    if (i > 0 && digit == out.digits.back()) continue;
    if (i > 0) out.cuts.push_back(code);
    out.digits.push_back(digit);
  }
  if (out.signatures.size() == kMaxStates) return std::nullopt;
  out.missing_digit =
      digit_of(out.signatures,
               signature(leaves, feature, [](const auto& entry) { return entry.missing_inside; }));
  return out;
}

/// A leaf's Shapley values for each of the 2^d answers to what its path asks: [pattern][d].
std::vector<double> shares_of(const Leaf& leaf) {
  const std::size_t d = leaf.path.size();
  std::vector<double> shares((std::size_t{1} << d) * d, 0.0);
  std::vector<double> before(d + 1, 1.0);
  for (const GaussPoint& point : gauss_legendre((d + 1) / 2)) {
    for (std::size_t pattern = 0; pattern < (std::size_t{1} << d); ++pattern) {
      const auto factor = [&](std::size_t i) {
        return leaf.path[i].share * (1 - point.t) + (((pattern >> i) & 1U) != 0 ? point.t : 0.0);
      };
      for (std::size_t i = 0; i < d; ++i) before[i + 1] = before[i] * factor(i);
      double after = leaf.value * point.weight;
      for (std::size_t i = d; i-- > 0;) {
        const double inside = ((pattern >> i) & 1U) != 0 ? 1.0 : 0.0;
        shares[pattern * d + i] += (inside - leaf.path[i].share) * before[i] * after;
        after *= factor(i);
      }
    }
  }
  return shares;
}

/// Which pattern of the leaf's bits each state of the block is.
std::vector<std::uint32_t> patterns(const Leaf& leaf, std::size_t l, const BlockShape& shape) {
  std::vector<std::uint32_t> pattern(shape.states, 0);
  std::size_t done = 1;
  for (const BlockFeature& feature : shape.features) {
    const PathFeature* entry = find(leaf, feature.feature);
    const std::uint32_t bit =
        entry == nullptr ? 0U : 1U << static_cast<std::uint32_t>(entry - leaf.path.data());
    for (std::size_t digit = feature.signatures.size(); digit-- > 0;) {
      const std::uint32_t set = ((feature.signatures[digit] >> l) & 1U) != 0 ? bit : 0U;
      for (std::size_t x = 0; x < done; ++x) pattern[digit * done + x] = pattern[x] | set;
    }
    done *= feature.signatures.size();
  }
  return pattern;
}

std::size_t place_of(const BlockShape& shape, std::int32_t feature) {
  std::size_t place = 0;
  while (shape.features[place].feature != feature) ++place;
  return place;
}

}  // namespace

std::optional<BlockShape> shape_of(std::span<const Leaf> leaves) {
  if (leaves.size() > kMaxBlockLeaves) return std::nullopt;
  const auto features = features_of(leaves);
  if (!features) return std::nullopt;
  BlockShape shape;
  for (const std::int32_t feature : *features) {
    auto one = feature_shape(leaves, feature);
    if (!one) return std::nullopt;
    shape.states *= one->signatures.size();
    if (shape.states > kMaxStates) return std::nullopt;
    shape.features.push_back(std::move(*one));
  }
  return shape;
}

std::vector<float> table_of(std::span<const Leaf> leaves, const BlockShape& shape) {
  const std::size_t width = shape.width();
  std::vector<double> sums(shape.states * width, 0.0);
  for (std::size_t l = 0; l < leaves.size(); ++l) {
    const Leaf& leaf = leaves[l];
    const std::size_t d = leaf.path.size();
    const std::vector<double> shares = shares_of(leaf);
    const std::vector<std::uint32_t> pattern = patterns(leaf, l, shape);
    for (std::size_t i = 0; i < d; ++i) {
      const std::size_t place = place_of(shape, leaf.path[i].feature);
      for (std::size_t state = 0; state < shape.states; ++state) {
        sums[state * width + place] += shares[pattern[state] * d + i];
      }
    }
  }
  return {sums.begin(), sums.end()};
}

}  // namespace retainwise::score
