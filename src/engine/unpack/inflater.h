#pragma once
/// A DEFLATE stream that lies in memory (RFC 1951; RFC 1952 around it), pulled piece by piece, so
/// that whoever pulls decides how much it may become.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "base/bytes.h"

namespace retainwise::unpack {

enum class Wrapping : std::uint8_t { kNone, kGzip };

enum class Inflated : std::uint8_t {
  kMore,     ///< the stream goes on
  kEnd,      ///< its last byte was given; where it is wrapped, its checksum was right
  kCut,      ///< the bytes end before the stream does
  kDamaged,  ///< these bytes are no such stream, or their checksum is wrong
};

/// One thread. After anything but kMore nothing more comes.
class Inflater {
 public:
  Inflater(ByteSpan packed, Wrapping wrapping);
  ~Inflater();
  Inflater(Inflater&&) noexcept;

  struct Step {
    std::size_t bytes = 0;  ///< how much of `out` was filled
    Inflated state = Inflated::kMore;
  };
  Step read(std::span<char> out);
  /// Bytes of the input that were used up.
  std::size_t consumed() const;

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
};

}  // namespace retainwise::unpack
