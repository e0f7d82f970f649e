#pragma once
/// Where everything lies in a customers file: shared by its writer and its reader.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace retainwise::report {

static_assert(std::endian::native == std::endian::little, "the file is little-endian");

inline constexpr std::string_view kCustomersMagic = "RWCUST1\n";

/// The first bytes of the file, as they lie there.
struct CustomersHead {
  char magic[8];
  std::uint32_t head_bytes;  ///< with the inputs' names, a multiple of 8
  std::uint32_t inputs;
  std::uint64_t rows;
  std::uint64_t ids_bytes;
  double threshold;
  double medium_from;
  std::uint32_t own_cells;
  char delimiter;
  std::uint8_t has_ids;
  std::uint16_t unit;  ///< of contributions: 0 log-odds, 1 points
  std::uint64_t file_bytes;
};
static_assert(sizeof(CustomersHead) == 64);

/// In front of an input's name.
struct CustomersInput {
  std::int64_t place;
  std::uint32_t name_bytes;
  std::uint32_t zero;
};
static_assert(sizeof(CustomersInput) == 16);

/// In file order, each beginning at a multiple of 8.
enum Section : std::size_t {
  kProbability,
  kRank,
  kState,
  kLevel,
  kKind,
  kFold,
  kBase,
  kRecordOffset,
  kRecordLength,
  kContributions,
  kIdOffset,
  kIds,
  kSections
};

inline constexpr std::uint64_t kMostRows = std::uint64_t{1} << 32U;
inline constexpr std::uint32_t kMostInputs = 1U << 20U;
inline constexpr std::uint32_t kMostHeadBytes = 1U << 26U;
inline constexpr std::uint64_t kMostIdsBytes = std::uint64_t{1} << 40U;

constexpr std::uint64_t padded(std::uint64_t bytes) {
  return (bytes + 7) / 8 * 8;
}

/// Bytes of each section; no overflow within the limits above.
inline std::vector<std::uint64_t> section_bytes(std::uint64_t rows, std::uint64_t inputs,
                                                std::uint64_t ids_bytes) {
  return {rows * 8, rows * 4,          rows,           rows,     rows, rows, rows * 4, rows * 8,
          rows * 4, rows * inputs * 4, (rows + 1) * 8, ids_bytes};
}

}  // namespace retainwise::report
