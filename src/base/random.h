#pragma once
/// Randomness of two kinds: `Random` is a seam (unguessable, from the system, wired in app) for ids
/// and secrets; `SeededRandom` is arithmetic (the same numbers for the same seed on every machine)
/// for folds and samples.
#include <cstddef>
#include <cstdint>
#include <span>

namespace retainwise {

/// Safe to call from any thread.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::byte> out) = 0;
};

inline std::uint64_t random_word(Random& random) {
  std::uint64_t word = 0;
  random.fill(std::as_writable_bytes(std::span(&word, 1)));
  return word;
}

/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). Not for secrets.
class SeededRandom {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  /// Uniform in [0, bound); bound ≥ 1.
  std::uint64_t below(std::uint64_t bound) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(next()) * bound) >> 64U);
  }
  /// Uniform in [0, 1).
  double uniform() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

 private:
  std::uint64_t state_;
};

}  // namespace retainwise
