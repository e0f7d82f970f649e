#include "engine/unpack/gzip.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "engine/unpack/inflater.h"
#include "engine/unpack/limits.h"

namespace retainwise::unpack {
namespace {

constexpr std::size_t kStep = std::size_t{1} << 16U;
/// Header and trailer alone.
constexpr std::size_t kSmallestFile = 18;

Error cut(std::size_t made) {
  return bad_file("gzip_cut",
                  "This gzip file ends too early: after " + std::to_string(made) +
                      " unpacked bytes the rest is missing.",
                  "It was cut on the way. Send it again, or pack it again.");
}

Error damaged(std::size_t made) {
  return bad_file("gzip_damaged",
                  "This gzip file is damaged behind " + std::to_string(made) + " unpacked bytes.",
                  "Pack it again, and check it with \"gzip -t\"; or send the CSV as it is.");
}

/// The size of the last member's text, modulo 2^32: what the file says, so never more than a hint.
std::uint64_t said_size(std::string_view packed) {
  std::uint64_t size = 0;
  if (packed.size() < kSmallestFile) return size;
  for (std::size_t i = 1; i <= 4; ++i)
    size = size << 8U | static_cast<unsigned char>(packed[packed.size() - i]);
  return size;
}

/// Some programs fill up the last block of a file.
bool is_padding(std::string_view rest) {
  return std::all_of(rest.begin(), rest.end(), [](char c) { return c == '\0'; });
}

class Unpacking {
 public:
  Unpacking(std::uint64_t limit, const Progress& progress) : limit_(limit), progress_(progress) {}

  /// One member; how many bytes of `packed` it took.
  Result<std::size_t> member(ByteSpan packed) {
    Inflater inflater(packed, Wrapping::kGzip);
    while (true) {
      if (progress_.cancelled()) return cancelled();
      const Inflater::Step step = inflater.read(buffer_);
      if (text_.size() + step.bytes > limit_) return unpacked_too_large(limit_);
      text_.append(buffer_.data(), step.bytes);
      switch (step.state) {
        case Inflated::kMore: break;
        case Inflated::kEnd: return inflater.consumed();
        case Inflated::kCut: return cut(text_.size());
        case Inflated::kDamaged: return damaged(text_.size());
      }
    }
  }

  std::string& text() { return text_; }

 private:
  std::uint64_t limit_;
  const Progress& progress_;
  std::string text_;
  std::string buffer_ = std::string(kStep, '\0');
};

}  // namespace

bool is_gzip(ByteSpan bytes) {
  return starts_with(as_text(bytes), "\x1F\x8B");
}

Result<std::string> gunzip(ByteSpan packed, std::uint64_t most, const Progress& progress) {
  const std::uint64_t limit = unpacked_limit(packed.size(), most);
  Unpacking unpacking(limit, progress);
  unpacking.text().reserve(std::min(said_size(as_text(packed)), limit));
  while (true) {
    RW_TRY(const std::size_t used, unpacking.member(packed));
    packed = packed.subspan(used);
    if (is_padding(as_text(packed))) return std::move(unpacking.text());
    if (!is_gzip(packed)) return damaged(unpacking.text().size());
  }
}

std::string gunzip_head(ByteSpan head, std::size_t room) {
  std::string text(room, '\0');
  Inflater inflater(head, Wrapping::kGzip);
  text.resize(inflater.read(text).bytes);
  return text;
}

}  // namespace retainwise::unpack
