#pragma once
/// Finds the body's bytes in what follows a head: by Content-Length or by the chunked coding
/// (RFC 9112 §7.1), read strictly. Extensions and trailers are checked, bounded and dropped; a
/// trailer is never read as a header. A pure machine.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/http/strict_head.h"

namespace retainwise::http {

class BodyReader {
 public:
  explicit BodyReader(const Head& head);
  struct Step {
    std::size_t taken = 0;  ///< bytes of the input that are dealt with
    std::string_view body;  ///< the part of them that is body; points into the input
  };
  /// Takes some of `bytes`, at least one unless done or refused; call again with the rest.
  Step feed(std::string_view bytes);
  bool done() const { return at_ == At::kEnd; }
  const std::optional<Refusal>& refusal() const { return refusal_; }

 private:
  enum class At { kLength, kSize, kChunk, kAfterChunk, kTrailer, kEnd };
  Step take_body(std::string_view bytes);
  Step take_line(std::string_view bytes);
  void end_line(std::string_view line);
  void read_size(std::string_view line);
  void refuse(std::string_view code, std::string_view what);

  At at_ = At::kEnd;
  std::uint64_t left_ = 0;  ///< of the body or the chunk
  std::string line_;        ///< of a size, a chunk's end or a trailer
  std::size_t trailer_bytes_ = 0;
  std::optional<Refusal> refusal_;
};

}  // namespace retainwise::http
