#pragma once
/// How much a packed file may become. A few kilobytes can unpack to gigabytes, so what is packed is
/// never trusted about its size; what it may become grows with what was sent.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/error.h"

namespace retainwise::unpack {

inline constexpr std::uint64_t kMostUnpacked = std::uint64_t{1} << 30U;
/// Real files shrink to a hundredth at the most; DEFLATE can do a thousandth.
inline constexpr std::uint64_t kMostRatio = 200;
/// Below this size a file is no danger whatever its ratio.
inline constexpr std::uint64_t kAlwaysFine = std::uint64_t{64} << 20U;

/// What a workbook may list of each kind. Elements of five bytes become objects of forty, so the
/// limit on bytes is none on memory. The first is the most that a spreadsheet program itself
/// allows.
inline constexpr std::size_t kMostStyles = 65'490;
inline constexpr std::size_t kMostSheets = 10'000;
inline constexpr std::size_t kMostRelations = 20'000;

/// Bytes that `packed` bytes may become where the caller allows at most `most`.
inline std::uint64_t unpacked_limit(std::uint64_t packed, std::uint64_t most) {
  return std::min(most, std::max(kAlwaysFine, kMostRatio * packed));
}

inline std::string mebibytes(std::uint64_t bytes) {
  return std::to_string(bytes >> 20U) + " MiB";
}

/// Code "unpacked_too_large".
inline Error unpacked_too_large(std::uint64_t limit) {
  return bad_file("unpacked_too_large",
                  "Unpacked, this file is larger than " + mebibytes(limit) +
                      ", the most that a packed file of its size may become.",
                  "Leave out columns or rows that are not needed, or send the table as plain CSV.");
}

}  // namespace retainwise::unpack
