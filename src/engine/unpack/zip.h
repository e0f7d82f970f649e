#pragma once
/// ZIP archives (APPNOTE 6.3, with ZIP64) that lie in memory: enough of them for workbooks. Names
/// are keys and never paths. What the directory says is checked against the bytes: entries lie
/// behind one another, bear the same name in both places, and unpack to the size and checksum said.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "engine/unpack/inflater.h"

namespace retainwise::unpack {

bool is_zip(ByteSpan bytes);

struct ZipEntry {
  std::string name;  ///< '/' between folders, none in front
  bool deflated = false;
  std::uint32_t checksum = 0;
  std::uint64_t size = 0;  ///< unpacked, as said
  ByteSpan packed;
};

/// Refers to the bytes it was opened on.
class ZipArchive {
 public:
  /// kBadFile "workbook_damaged"; "workbook_encrypted" where an entry needs a password.
  static Result<ZipArchive> open(ByteSpan bytes);

  /// Whatever the case of its letters; null where there is none.
  const ZipEntry* find(std::string_view name) const;
  std::span<const ZipEntry> entries() const { return entries_; }

 private:
  std::vector<ZipEntry> entries_;
  std::unordered_map<std::string, std::size_t> places_;  ///< by name in lower case
};

/// One entry, unpacked piece by piece. Refers to the entry.
class ZipReader {
 public:
  explicit ZipReader(const ZipEntry& entry);
  /// Fills `out` or reaches the end: 0 only there, and only if size and checksum are right.
  Result<std::size_t> read(std::span<char> out);

 private:
  Result<std::size_t> next(std::span<char> out);
  Result<void> check(std::span<const char> made);

  const ZipEntry& entry_;
  Inflater inflater_;
  std::uint64_t made_ = 0;
  std::uint32_t checksum_ = 0;
  bool ended_ = false;
};

}  // namespace retainwise::unpack
