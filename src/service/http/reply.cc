#include "service/http/reply.h"

#include <array>
#include <cstdio>

namespace retainwise::http {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 32> kReasons = {{
    {100, "Continue"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {411, "Length Required"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
    {507, "Insufficient Storage"},
}};

constexpr std::string_view kApiPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

bool has(const Reply& reply, std::string_view name) {
  for (const auto& header : reply.headers) {
    if (header.name == name) return true;
  }
  return false;
}

std::size_t length_of(const Reply& reply) {
  if (reply.stream) return static_cast<std::size_t>(reply.stream->size());
  return reply.kept.empty() ? reply.body.size() : reply.kept.size();
}

}  // namespace

Reply& Reply::with(std::string name, std::string value) & {
  headers.push_back({std::move(name), std::move(value)});
  return *this;
}

Reply Reply::with(std::string name, std::string value) && {
  headers.push_back({std::move(name), std::move(value)});
  return std::move(*this);
}

Reply json_reply(const Json& json, int status) {
  Reply reply = text_reply(to_text(json), "application/json");
  reply.status = status;
  return reply;
}

Reply text_reply(std::string text, std::string content_type) {
  Reply reply;
  reply.body = std::move(text);
  return std::move(reply).with("Content-Type", std::move(content_type));
}

Reply empty_reply(int status) {
  Reply reply;
  reply.status = status;
  return reply;
}

std::string_view reason_of(int status) {
  for (const auto& [each, reason] : kReasons) {
    if (each == status) return reason;
  }
  return "";
}

std::string head_text(const Reply& reply, const ReplyFrame& frame) {
  std::string out = "HTTP/1.1 " + std::to_string(reply.status) + " ";
  out += reason_of(reply.status);
  const auto line = [&out](std::string_view name, std::string_view value) {
    ((((out += "\r\n") += name) += ": ") += value);
  };
  line("Date", frame.date);
  for (const auto& header : reply.headers) line(header.name, header.value);
  line("X-Request-Id", frame.request_id);
  line("X-Content-Type-Options", "nosniff");
  line("Referrer-Policy", "no-referrer");
  line("Cross-Origin-Resource-Policy", "same-origin");
  line("Content-Security-Policy", reply.policy.empty() ? kApiPolicy : reply.policy);
  if (!has(reply, "Cache-Control")) line("Cache-Control", "no-store");
  if (reply.events && frame.minor == 1)
    line("Transfer-Encoding", "chunked");
  else if (!reply.events && reply.status != 204 && reply.status != 304)
    line("Content-Length", std::to_string(length_of(reply)));
  if (!frame.keep_alive) line("Connection", "close");
  return out += "\r\n\r\n";
}

std::string imf_date(Time time) {
  constexpr std::array<const char*, 7> kDays = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
  constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Date date = date_of(time);
  const CivilDate day = civil(date);
  const auto second = static_cast<int>((time.unix_ms - date.days * 86'400'000LL) / 1000);
  std::array<char, 64> text{};
  const int length = std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                   kDays[static_cast<std::size_t>((date.days % 7 + 7) % 7)],
                                   day.day, kMonths[static_cast<std::size_t>(day.month - 1)],
                                   day.year, second / 3600, second / 60 % 60, second % 60);
  return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace retainwise::http
