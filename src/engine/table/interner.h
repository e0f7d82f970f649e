#pragma once
/// Texts → codes by first appearance. The hash is seeded, so that nobody who does not know the seed
/// can write a file whose cells all collide; codes do not depend on the seed.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace retainwise::table {

/// Not cryptographic; differs with the seed.
std::uint64_t hash_of(std::string_view text, std::uint64_t seed);

class Interner {
 public:
  explicit Interner(std::uint64_t seed = 0);
  std::uint32_t code(std::string_view text);
  std::size_t size() const { return texts_.size(); }
  const std::vector<std::string>& texts() const { return texts_; }
  std::vector<std::string> take() { return std::move(texts_); }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t code = 0;
    bool used = false;
  };
  void grow();

  std::uint64_t seed_;
  std::vector<Slot> slots_;
  std::vector<std::string> texts_;
};

}  // namespace retainwise::table
