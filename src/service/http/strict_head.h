#pragma once
/// The first thing that sees a request's bytes: reads a request head (RFC 9112 §2–5) and refuses
/// whatever two servers might read differently, before anything else looks at it. A pure machine:
/// bytes in, a Head or a Refusal out; never reads past the end of the head.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace retainwise::http {

enum class Method { kGet, kHead, kPost, kPut, kPatch, kDelete, kOptions };
std::string_view name_of(Method method);

struct HeadLimits {
  std::size_t bytes = 16U << 10U;
  std::size_t fields = 100;
  std::size_t target = 8U << 10U;
};

/// Why the bytes are no request; the connection closes after the answer.
struct Refusal {
  int status = 400;
  std::string_view code;
  std::string_view what;
};

struct Field {
  std::string name;  ///< lower case in a request
  std::string value;
};

/// How the body is delimited (RFC 9112 §6).
enum class Framing { kNone, kLength, kChunked };

struct Head {
  Method method = Method::kGet;
  std::string path;   ///< percent-decoded once; begins with "/", holds no dot segments
  std::string query;  ///< as sent, without the "?"
  int minor = 1;      ///< HTTP/1.minor
  std::string host;   ///< lower case, with its port; "" only in HTTP/1.0
  std::vector<Field> fields;
  Framing framing = Framing::kNone;
  std::int64_t content_length = 0;  ///< of kLength
  bool keep_alive = true;
  bool expects_continue = false;

  /// The value of the field of that lower-case name; "" where absent.
  std::string_view field(std::string_view name) const;
};

/// One head. After it is done or refused, feed() takes nothing more.
class HeadReader {
 public:
  explicit HeadReader(HeadLimits limits = {}) : limits_(limits) {}
  /// Takes bytes up to the end of the head; gives how many it took.
  std::size_t feed(std::string_view bytes);
  bool done() const { return done_; }
  bool started() const { return read_ > 0; }
  const std::optional<Refusal>& refusal() const { return refusal_; }
  /// Call once, when done().
  Head take() { return std::move(head_); }

 private:
  void end_line();
  void read_request_line(std::string_view line);
  void read_version(std::string_view version);
  void read_method(std::string_view method);
  void read_target(std::string_view target);
  void read_field(std::string_view line);
  void finish();
  void check_host();
  void check_framing();
  void check_connection();
  void check_expect();
  void refuse(int status, std::string_view code, std::string_view what);

  HeadLimits limits_;
  std::size_t read_ = 0;
  std::size_t lines_ = 0;
  bool skipped_empty_line_ = false;
  bool done_ = false;
  std::string line_;
  std::string authority_;  ///< of a target in absolute form
  Head head_;
  std::optional<Refusal> refusal_;
};

}  // namespace retainwise::http
