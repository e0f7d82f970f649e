#pragma once
/// How far a distribution has moved, from two files' counts in the same bins.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace retainwise::metric {

/// Population stability index: Σ (p − q) · ln(p ÷ q) over the bins, with half a row added to each
/// so that an empty bin is no infinity; bins empty on both sides are left out. `before` and `now`
/// are of one length. nullopt where either has no rows.
std::optional<double> psi(std::span<const std::uint32_t> before,
                          std::span<const std::uint32_t> now);

/// What psi() exceeds once in a thousand times where nothing has moved: (1/n + 1/m) · χ² of the
/// used bins less one (Yurdakul 2018), χ² after Wilson and Hilferty (1931). 0 where psi() says
/// nothing.
double psi_by_chance(std::span<const std::uint32_t> before, std::span<const std::uint32_t> now);

}  // namespace retainwise::metric
