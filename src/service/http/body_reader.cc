#include "service/http/body_reader.h"

#include <algorithm>

#include "base/text.h"
#include "service/http/grammar.h"

namespace retainwise::http {
namespace {

constexpr std::size_t kLineLimit = 8U << 10U;
/// 16 hexadecimal digits and the sign bit free.
constexpr std::size_t kSizeDigits = 16;
constexpr std::uint64_t kSizeLimit = std::uint64_t{1} << 63U;

}  // namespace

BodyReader::BodyReader(const Head& head) {
  if (head.framing == Framing::kChunked) at_ = At::kSize;
  if (head.framing == Framing::kLength && head.content_length > 0) {
    at_ = At::kLength;
    left_ = static_cast<std::uint64_t>(head.content_length);
  }
}

void BodyReader::refuse(std::string_view code, std::string_view what) {
  refusal_ = Refusal{400, code, what};
}

BodyReader::Step BodyReader::feed(std::string_view bytes) {
  if (done() || refusal_ || bytes.empty()) return {};
  if (at_ == At::kLength || at_ == At::kChunk) return take_body(bytes);
  return take_line(bytes);
}

BodyReader::Step BodyReader::take_body(std::string_view bytes) {
  const auto body =
      bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size())));
  left_ -= body.size();
  if (left_ == 0) at_ = at_ == At::kLength ? At::kEnd : At::kAfterChunk;
  return {body.size(), body};
}

BodyReader::Step BodyReader::take_line(std::string_view bytes) {
  const auto newline = bytes.find('\n');
  const auto part = bytes.substr(0, newline == std::string_view::npos ? newline : newline + 1);
  if (at_ == At::kTrailer) trailer_bytes_ += part.size();
  if (line_.size() + part.size() > kLineLimit || trailer_bytes_ > kLineLimit) {
    refuse("chunk_too_long", "A chunk's header or the trailer is longer than 8 KiB.");
    return {part.size(), {}};
  }
  line_ += part;
  // After a chunk only CRLF may stand: said at the first other byte, not at the next line's end.
  if (at_ == At::kAfterChunk && !starts_with("\r\n", line_))
    refuse("bad_chunk", "A chunk is not followed by CRLF.");
  else if (newline != std::string_view::npos && !ends_with(line_, "\r\n"))
    refuse("bad_chunk", "A line of the chunked body ends with LF alone.");
  else if (newline != std::string_view::npos)
    end_line(std::string_view(line_).substr(0, line_.size() - 2));
  if (newline != std::string_view::npos) line_.clear();
  return {part.size(), {}};
}

void BodyReader::end_line(std::string_view line) {
  if (!is_field_value(line))
    return refuse("bad_chunk", "A chunk's header holds a control character.");
  switch (at_) {
    case At::kSize: return read_size(line);
    case At::kAfterChunk: at_ = At::kSize; return;
    case At::kTrailer:
      if (line.empty())
        at_ = At::kEnd;
      else if (!is_token(line.substr(0, line.find(':'))) || !contains(line, ":"))
        refuse("bad_trailer", "A trailer line is not: name, colon, value.");
      return;
    case At::kLength:
    case At::kChunk:
    case At::kEnd: return;
  }
}

void BodyReader::read_size(std::string_view line) {
  std::uint64_t size = 0;
  std::size_t digits = 0;
  while (digits < line.size() && digits <= kSizeDigits && hex_value(line[digits]) >= 0) {
    size = size * 16 + static_cast<std::uint64_t>(hex_value(line[digits]));
    ++digits;
  }
  const auto rest = line.substr(digits);
  const bool extension = starts_with(without_blanks(rest), ";");
  if (digits == 0 || digits > kSizeDigits || size >= kSizeLimit || (!rest.empty() && !extension))
    return refuse("bad_chunk", "A chunk's size is not a hexadecimal number.");
  left_ = size;
  at_ = size == 0 ? At::kTrailer : At::kChunk;
}

}  // namespace retainwise::http
