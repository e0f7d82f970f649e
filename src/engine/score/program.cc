#include "engine/score/program.h"

namespace retainwise::score {
namespace {

/// Codes of a plane: 0 … 254, and 255 for a missing value.
constexpr std::int32_t kPlaneCodes = 254;
constexpr std::int32_t kBias = 128;
constexpr std::int32_t kHighest = 255;

std::uint8_t delta(std::uint8_t from, std::uint8_t to, std::size_t stride) {
  return static_cast<std::uint8_t>((static_cast<std::size_t>(to) - from) * stride);
}

}  // namespace

Program::Program(Cuts cuts)
    : cuts_(std::move(cuts)), columns_of_feature_(static_cast<std::size_t>(cuts_.features())) {}

std::uint32_t Program::column(const CodeColumn& wanted) {
  std::vector<std::uint32_t>& known = columns_of_feature_[static_cast<std::size_t>(wanted.feature)];
  for (const std::uint32_t at : known) {
    if (columns_[at] == wanted) return at;
  }
  known.push_back(static_cast<std::uint32_t>(columns_.size()));
  columns_.push_back(wanted);
  return known.back();
}

void Program::add_steps(const BlockFeature& feature, std::size_t stride) {
  // A missing value lies below all cuts, or above all of them; in the rare third case it gets a
  // step of its own.
  const bool missing_high = feature.missing_digit != feature.digits.front();
  for (std::size_t i = 0; i < feature.cuts.size(); ++i) {
    const std::int32_t plane = (feature.cuts[i] - 1) / kPlaneCodes;
    const std::int32_t code = feature.cuts[i] - plane * kPlaneCodes;  // 1 … 254
    steps_.push_back({column({feature.feature, plane, missing_high}),
                      static_cast<std::int8_t>(code - 1 - kBias),
                      delta(feature.digits[i], feature.digits[i + 1], stride)});
  }
  if (missing_high && feature.missing_digit != feature.digits.back()) {
    steps_.push_back({column({feature.feature, 0, true}),
                      static_cast<std::int8_t>(kHighest - 1 - kBias),
                      delta(feature.digits.back(), feature.missing_digit, stride)});
  }
}

void Program::add(std::span<const PlannedBlock> blocks) {
  for (const PlannedBlock& planned : blocks) {
    Block block;
    block.first_step = static_cast<std::uint32_t>(steps_.size());
    block.first_line = static_cast<std::uint32_t>(lines_.size());
    block.width = static_cast<std::uint8_t>(planned.shape.width());
    std::size_t stride = 1;
    for (const BlockFeature& feature : planned.shape.features) {
      block.feature[block.features++] = feature.feature;
      add_steps(feature, stride);
      stride *= feature.signatures.size();
    }
    block.steps = static_cast<std::uint32_t>(steps_.size()) - block.first_step;
    const std::vector<float> table = table_of(planned.leaves, planned.shape);
    lines_.resize(lines_.size() + (table.size() + 7) / 8);
    for (std::size_t i = 0; i < table.size(); ++i) {
      lines_[block.first_line + i / 8].values[i % 8] = table[i];
    }
    blocks_.push_back(block);
  }
}

}  // namespace retainwise::score
