#pragma once
/// What a handler answers; the connection turns it into bytes.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "service/flows/export_result.h"
#include "service/http/strict_head.h"

namespace retainwise::http {

struct Reply;

/// An answer that is not there yet: asked again after each change of the store, on handler threads.
class Later {
 public:
  virtual ~Later() = default;
  virtual std::optional<Reply> now() = 0;
  /// The answer when the time is over.
  virtual Reply late() = 0;
  int wait_ms = 0;
};

/// A stream of server-sent events: asked for more after each change of the store and at every
/// heartbeat, on handler threads.
class EventStream {
 public:
  virtual ~EventStream() = default;
  /// The text of the events since the last call; "" where there are none; nullopt: the stream ends.
  virtual std::optional<std::string> next() = 0;
};

struct Reply {
  int status = 200;
  std::vector<Field> headers;  ///< with Content-Type; without the ones that every answer has
  std::string body;
  std::string_view kept;                     ///< instead of `body`: bytes that outlive the server
  std::unique_ptr<blob::BlobReader> stream;  ///< instead of `body`
  std::unique_ptr<EventStream> events;       ///< instead of `body`
  std::unique_ptr<Later> later;              ///< instead of everything else
  bool close = false;                        ///< the connection ends after this answer
  std::string policy;                        ///< of content; "": nothing may be loaded

  Reply& with(std::string name, std::string value) &;
  Reply with(std::string name, std::string value) &&;
};

Reply json_reply(const Json& json, int status = 200);
Reply text_reply(std::string text, std::string content_type);
/// 204, or 304.
Reply empty_reply(int status);

/// "OK", "Not Found" …
std::string_view reason_of(int status);

struct ReplyFrame {
  int minor = 1;
  bool keep_alive = true;
  std::string_view request_id;
  std::string_view date;  ///< IMF-fixdate
};
/// The head of the answer, to its empty line: status, headers, security headers, framing.
std::string head_text(const Reply& reply, const ReplyFrame& frame);
/// RFC 9110 §5.6.7: "Tue, 24 Nov 2026 20:56:16 GMT".
std::string imf_date(Time time);

}  // namespace retainwise::http
