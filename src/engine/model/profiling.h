#pragma once
/// Tables → profiles. The bins are chosen once, where a model is learned; later files are counted
/// in the same bins.
#include <cstdint>
#include <span>
#include <vector>

#include "engine/model/encode.h"
#include "engine/model/model.h"
#include "engine/model/profile.h"

namespace retainwise::model {

/// About twenty bins of equal weight; a value that many rows share has a bin of its own. NaN counts
/// as no value. Empty where there is none.
Histogram histogram_of(std::span<const double> values);
/// `values` counted in the bins of `like`, NaN left out.
Histogram counted_like(const Histogram& like, std::span<const double> values);

/// Of the view's `rows`; `left` and the out-of-fold `log_odds` stand beside them.
Profile profile_of(std::span<const InputColumn> inputs, const InputView& view,
                   std::span<const std::uint32_t> rows, std::span<const std::uint8_t> left,
                   std::span<const double> log_odds);
/// All rows of the view in the bins of `like`, whose columns stand beside the view's; what `like`
/// says of who left is nothing that another file has: 0.
Profile counted_like(const Profile& like, std::span<const InputColumn> inputs,
                     const InputView& view, std::span<const double> log_odds);

}  // namespace retainwise::model
