#include "engine/unpack/zip.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>

#include "base/text.h"
#include "engine/unpack/damaged_workbook.h"

namespace retainwise::unpack {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kLocalHead = "PK\x03\x04"sv;
constexpr std::string_view kDirectoryHead = "PK\x01\x02"sv;
constexpr std::string_view kEnd = "PK\x05\x06"sv;
constexpr std::string_view kEnd64 = "PK\x06\x06"sv;
constexpr std::string_view kEnd64Locator = "PK\x06\x07"sv;
constexpr std::size_t kLocalHeadBytes = 30;
constexpr std::size_t kDirectoryHeadBytes = 46;
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kEnd64Bytes = 56;
constexpr std::size_t kEnd64LocatorBytes = 20;
constexpr std::size_t kLongestComment = 0xFFFF;
constexpr std::uint16_t kExtra64 = 1;
constexpr std::uint16_t kEncryptedFlag = 1;
constexpr std::uint64_t kIn64 = 0xFFFFFFFF;  ///< the true number stands in the ZIP64 part
constexpr std::uint64_t kMostEntries = 20'000;

/// Little-endian numbers of `bytes` characters; 0 beyond the end.
std::uint64_t number(std::string_view text, std::uint64_t at, std::size_t bytes) {
  std::uint64_t value = 0;
  if (at > text.size() || text.size() - at < bytes) return 0;
  for (std::size_t i = bytes; i-- > 0;)
    value = value << 8U | static_cast<unsigned char>(text[at + i]);
  return value;
}

std::string_view part(std::string_view text, std::uint64_t at, std::uint64_t size) {
  if (at > text.size() || text.size() - at < size) return {};
  return text.substr(at, size);
}

struct Directory {
  std::uint64_t entries = 0, size = 0, offset = 0;
};

Error no_directory() {
  return damaged_workbook("its list of contents, which stands at the end, is missing");
}

std::optional<std::size_t> find_end(std::string_view text) {
  const std::size_t reach = kEndBytes + kLongestComment;
  const std::size_t from = text.size() > reach ? text.size() - reach : 0;
  const std::size_t found = text.substr(from).rfind(kEnd);
  if (found == text.npos || text.size() - from - found < kEndBytes) return std::nullopt;
  return from + found;
}

Result<Directory> find_directory(std::string_view text) {
  const auto end = find_end(text);
  if (!end) return no_directory();
  Directory found{number(text, *end + 10, 2), number(text, *end + 12, 4),
                  number(text, *end + 16, 4)};
  const bool is_64 = found.entries == 0xFFFF || found.size == kIn64 || found.offset == kIn64;
  if (is_64 && *end >= kEnd64LocatorBytes &&
      part(text, *end - kEnd64LocatorBytes, 4) == kEnd64Locator) {
    const std::uint64_t at = number(text, *end - kEnd64LocatorBytes + 8, 8);
    if (part(text, at, kEnd64Bytes).substr(0, 4) != kEnd64) return no_directory();
    found = {number(text, at + 32, 8), number(text, at + 40, 8), number(text, at + 48, 8)};
  }
  if (found.entries > kMostEntries)
    return damaged_workbook("it lists more than " + std::to_string(kMostEntries) + " parts");
  if (found.offset > *end || *end - found.offset < found.size) return no_directory();
  return found;
}

/// One line of the directory as it stands there.
struct Listed {
  ZipEntry entry;
  std::uint64_t packed_size = 0, offset = 0, next = 0;
};

/// The sizes and the offset that did not fit into 32 bits, in this order.
void read_extra_64(std::string_view extra, Listed& listed) {
  while (extra.size() >= 4) {
    const std::uint64_t size = number(extra, 2, 2);
    if (number(extra, 0, 2) == kExtra64) {
      std::uint64_t at = 4;
      for (std::uint64_t* each : {&listed.entry.size, &listed.packed_size, &listed.offset}) {
        if (*each != kIn64 || at + 8 > 4 + size) continue;
        *each = number(extra, at, 8);
        at += 8;
      }
    }
    extra.remove_prefix(std::min<std::size_t>(extra.size(), 4 + size));
  }
}

Result<Listed> read_listed(std::string_view text, std::uint64_t at, std::uint64_t end) {
  const std::string_view head = part(text, at, kDirectoryHeadBytes);
  if (head.substr(0, 4) != kDirectoryHead) return no_directory();
  const std::uint64_t name_size = number(head, 28, 2);
  const std::uint64_t extra_size = number(head, 30, 2);
  Listed listed;
  listed.entry.name = part(text, at + kDirectoryHeadBytes, name_size);
  listed.next = at + kDirectoryHeadBytes + name_size + extra_size + number(head, 32, 2);
  if (listed.next > end || listed.entry.name.empty()) return no_directory();
  if ((number(head, 8, 2) & kEncryptedFlag) != 0)
    return bad_file("workbook_encrypted", "This workbook is protected by a password.",
                    "Take the password off in your spreadsheet program, or save the sheet as CSV.");
  const std::uint64_t method = number(head, 10, 2);
  if (method != 0 && method != Z_DEFLATED)
    return damaged_workbook("the part \"" + shortened(listed.entry.name, 80) +
                            "\" is packed in a way that workbooks do not use");
  listed.entry.deflated = method == Z_DEFLATED;
  listed.entry.checksum = static_cast<std::uint32_t>(number(head, 16, 4));
  listed.packed_size = number(head, 20, 4);
  listed.entry.size = number(head, 24, 4);
  listed.offset = number(head, 42, 4);
  read_extra_64(part(text, at + kDirectoryHeadBytes + name_size, extra_size), listed);
  return listed;
}

/// Where the entry's bytes lie, if its own head agrees with the directory.
Result<void> place(ByteSpan bytes, std::uint64_t end, Listed& listed) {
  const std::string_view text = as_text(bytes);
  const auto wrong = [&listed] {
    return damaged_workbook("the part \"" + shortened(listed.entry.name, 80) +
                            "\" is not where its list of contents says");
  };
  const std::string_view head = part(text, listed.offset, kLocalHeadBytes);
  if (head.substr(0, 4) != kLocalHead) return wrong();
  const std::uint64_t name_size = number(head, 26, 2);
  if (part(text, listed.offset + kLocalHeadBytes, name_size) != listed.entry.name) return wrong();
  const std::uint64_t start = listed.offset + kLocalHeadBytes + name_size + number(head, 28, 2);
  if (start > end || end - start < listed.packed_size) return wrong();
  listed.entry.packed = bytes.subspan(start, listed.packed_size);
  return {};
}

/// No two entries share bytes: else a small file could unpack to any size.
bool overlap(std::vector<Listed>& all) {
  std::sort(all.begin(), all.end(),
            [](const Listed& a, const Listed& b) { return a.offset < b.offset; });
  for (std::size_t i = 1; i < all.size(); ++i) {
    const ByteSpan before = all[i - 1].entry.packed;
    const ByteSpan here = all[i].entry.packed;
    if (before.data() + before.size() > here.data() || all[i - 1].offset == all[i].offset)
      return true;
  }
  return false;
}

}  // namespace

bool is_zip(ByteSpan bytes) {
  return starts_with(as_text(bytes), kLocalHead) || starts_with(as_text(bytes), kEnd);
}

Result<ZipArchive> ZipArchive::open(ByteSpan bytes) {
  const std::string_view text = as_text(bytes);
  RW_TRY(const Directory directory, find_directory(text));
  std::vector<Listed> all;
  std::uint64_t at = directory.offset;
  const std::uint64_t end = directory.offset + directory.size;
  for (std::uint64_t i = 0; i < directory.entries; ++i) {
    RW_TRY(Listed listed, read_listed(text, at, end));
    at = listed.next;
    RW_CHECK_OK(place(bytes, directory.offset, listed));
    all.push_back(std::move(listed));
  }
  if (overlap(all)) return damaged_workbook("two of its parts lie on the same bytes");
  ZipArchive archive;
  for (Listed& listed : all) {
    if (!archive.places_.emplace(lower(listed.entry.name), archive.entries_.size()).second)
      return damaged_workbook("two of its parts have one name");
    archive.entries_.push_back(std::move(listed.entry));
  }
  return archive;
}

const ZipEntry* ZipArchive::find(std::string_view name) const {
  const auto found = places_.find(lower(name));
  return found == places_.end() ? nullptr : &entries_[found->second];
}

ZipReader::ZipReader(const ZipEntry& entry)
    : entry_(entry), inflater_(entry.packed, Wrapping::kNone) {}

Result<std::size_t> ZipReader::next(std::span<char> out) {
  if (!entry_.deflated) {
    const std::size_t left = entry_.packed.size() - made_;
    const std::size_t count = std::min(out.size(), left);
    if (count > 0) std::memcpy(out.data(), entry_.packed.data() + made_, count);
    ended_ = count == left;
    return count;
  }
  const Inflater::Step step = inflater_.read(out);
  ended_ = step.state == Inflated::kEnd;
  if (step.state == Inflated::kCut || step.state == Inflated::kDamaged)
    return damaged_workbook("the part \"" + shortened(entry_.name, 80) + "\" cannot be unpacked");
  return step.bytes;
}

Result<void> ZipReader::check(std::span<const char> made) {
  made_ += made.size();
  checksum_ = static_cast<std::uint32_t>(
      ::crc32_z(checksum_, reinterpret_cast<const Bytef*>(made.data()), made.size()));
  const bool right = made_ == entry_.size && checksum_ == entry_.checksum;
  if (made_ <= entry_.size && (!ended_ || right)) return {};
  return damaged_workbook("the part \"" + shortened(entry_.name, 80) +
                          "\" does not have the size or the checksum that it should have");
}

Result<std::size_t> ZipReader::read(std::span<char> out) {
  if (ended_) return std::size_t{0};
  RW_TRY(const std::size_t count, next(out));
  RW_CHECK_OK(check(out.first(count)));
  // A stream may end without another byte; only its end is told by 0.
  return count > 0 || ended_ ? count : read(out);
}

}  // namespace retainwise::unpack
