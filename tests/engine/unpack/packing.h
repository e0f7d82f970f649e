#pragma once
/// Packs what the tests unpack.
#include <zlib.h>

#include <cstdlib>
#include <string>
#include <string_view>

namespace retainwise::unpack {

/// `window_bits` as zlib takes them: the sort of wrapping.
inline std::string packed(std::string_view text, int window_bits) {
  z_stream stream{};
  if (::deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    std::abort();
  std::string out(::deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  if (::deflate(&stream, Z_FINISH) != Z_STREAM_END) std::abort();
  out.resize(stream.total_out);
  ::deflateEnd(&stream);
  return out;
}

/// One gzip member.
inline std::string gzipped(std::string_view text) {
  return packed(text, 16 + MAX_WBITS);
}

/// A raw DEFLATE stream.
inline std::string deflated(std::string_view text) {
  return packed(text, -MAX_WBITS);
}

}  // namespace retainwise::unpack
