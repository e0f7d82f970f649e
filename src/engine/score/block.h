#pragma once
/// A block: a subtree of one tree, with the decisions above it, as one table.
///
/// A leaf's Shapley values depend on a row only through one bit a feature: does the row's code lie
/// where the path asks for it? So a block depends on a row only through, for each of its features,
/// the bits of all its leaves: the feature's signature. Signatures are numbered (the digit), the
/// digits make the state (mixed radix), and the table holds the summed Shapley values of the
/// block's leaves for every state.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/score/leaves.h"

namespace retainwise::score {

/// States fit a byte; a table line is one or two registers of four floats.
inline constexpr std::size_t kMaxStates = 256;
inline constexpr std::size_t kMaxBlockFeatures = 8;

struct BlockFeature {
  std::int32_t feature = 0;
  std::vector<std::int32_t> cuts;    ///< codes at which the signature may change, ascending
  std::vector<std::uint8_t> digits;  ///< by interval between them: cuts.size() + 1
  std::uint8_t missing_digit = 0;
  std::vector<std::uint64_t> signatures;  ///< by digit: bit l = leaf l of the block asks for this
};

struct BlockShape {
  std::vector<BlockFeature> features;  ///< ascending by feature
  std::size_t states = 1;

  /// Floats of a table line: 4 or 8.
  std::size_t width() const { return features.size() <= 4 ? 4 : 8; }
};

/// nullopt where the leaves need more than kMaxStates states or kMaxBlockFeatures features.
std::optional<BlockShape> shape_of(std::span<const Leaf> leaves);

/// states × width floats. By quadrature: exact but for rounding.
std::vector<float> table_of(std::span<const Leaf> leaves, const BlockShape& shape);

}  // namespace retainwise::score
