#include "engine/unpack/inflater.h"

#include <zlib.h>

#include <algorithm>
#include <new>

namespace retainwise::unpack {
namespace {

/// zlib counts its input and output in 32 bits.
constexpr std::size_t kMostAtOnce = std::size_t{1} << 30U;

/// zlib's inflateInit2: negative for no wrapping, 16 and more for gzip.
int window_bits(Wrapping wrapping) {
  return wrapping == Wrapping::kGzip ? 16 + MAX_WBITS : -MAX_WBITS;
}

}  // namespace

struct Inflater::Stream {
  explicit Stream(ByteSpan bytes) : packed(bytes) {}
  ~Stream() { ::inflateEnd(&state); }

  void give_input() {
    const std::size_t count = std::min(packed.size() - given, kMostAtOnce);
    // zlib does not write to its input.
    state.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(packed.data())) + given;
    state.avail_in = static_cast<uInt>(count);
    given += count;
  }

  ByteSpan packed;
  std::size_t given = 0;
  z_stream state{};
};

Inflater::Inflater(ByteSpan packed, Wrapping wrapping) : stream_(std::make_unique<Stream>(packed)) {
  if (::inflateInit2(&stream_->state, window_bits(wrapping)) != Z_OK) throw std::bad_alloc();
}

Inflater::~Inflater() = default;
Inflater::Inflater(Inflater&&) noexcept = default;

Inflater::Step Inflater::read(std::span<char> out) {
  z_stream& state = stream_->state;
  const std::size_t room = std::min(out.size(), kMostAtOnce);
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(room);
  while (true) {
    if (state.avail_in == 0) stream_->give_input();
    const int code = ::inflate(&state, Z_NO_FLUSH);
    const std::size_t made = room - state.avail_out;
    if (code == Z_STREAM_END) return {made, Inflated::kEnd};
    if (code == Z_MEM_ERROR) throw std::bad_alloc();
    if (code != Z_OK && code != Z_BUF_ERROR) return {made, Inflated::kDamaged};
    if (state.avail_out == 0) return {made, Inflated::kMore};
    const bool used_up = state.avail_in == 0 && stream_->given == stream_->packed.size();
    if (used_up) return {made, Inflated::kCut};
  }
}

std::size_t Inflater::consumed() const {
  return stream_->given - stream_->state.avail_in;
}

}  // namespace retainwise::unpack
