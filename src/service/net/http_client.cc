#include "service/net/http_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

#include "base/text.h"

namespace retainwise::net {
namespace {

constexpr std::size_t kMostWaiting = 1U << 18U;  // then the connection is paused
constexpr int kWaitMs = 1'000;                   // curl's own timers are heard at least so often
constexpr std::size_t kMostHeaderBytes = 1U << 16U;
constexpr std::size_t kMostIdleLines = 16;

struct FreeEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct FreeMulti {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

}  // namespace

/// One connection at a time, and the call that is on it.
class Line {
 public:
  explicit Line(std::weak_ptr<Lines> home)
      : home_(std::move(home)), easy_(curl_easy_init()), multi_(curl_multi_init()) {}
  ~Line() { end_call(); }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  Result<void> begin(const HttpRequest& request, const HttpLimits& limits);
  Result<void> await_head();
  Result<std::size_t> read(std::span<std::byte> out);
  /// Takes the call off; true where the connection can serve another.
  bool end_call();

  const HttpReply& head() const { return reply_; }
  std::size_t most_body() const { return limits_.body; }
  std::shared_ptr<Lines> home() const { return home_.lock(); }

 private:
  void set_up(const HttpRequest& request);
  void set_method(const HttpRequest& request);
  Result<void> set_headers(const HttpRequest& request);
  /// One round: waits for something to happen.
  Result<void> turn();
  Result<void> wait();
  Error broken(CURLcode code) const;
  std::size_t take_body(std::string_view bytes);
  std::size_t take_header(std::string_view line);

  static std::size_t on_body(char* bytes, std::size_t, std::size_t count, void* line) {
    return static_cast<Line*>(line)->take_body({bytes, count});
  }
  static std::size_t on_header(char* bytes, std::size_t, std::size_t count, void* line) {
    return static_cast<Line*>(line)->take_header({bytes, count});
  }

  std::weak_ptr<Lines> home_;
  std::unique_ptr<CURL, FreeEasy> easy_;
  std::unique_ptr<CURLM, FreeMulti> multi_;
  std::unique_ptr<curl_slist, FreeList> headers_;
  std::array<char, CURL_ERROR_SIZE> said_{};
  HttpLimits limits_;
  HttpReply reply_;
  std::string host_;  // for messages
  std::string waiting_;
  std::size_t taken_ = 0;  // of waiting_
  std::size_t header_bytes_ = 0;
  bool on_multi_ = false, head_done_ = false, paused_ = false;
  std::optional<CURLcode> ended_;
};

class Lines {
 public:
  std::unique_ptr<Line> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return nullptr;
    std::unique_ptr<Line> line = std::move(idle_.back());
    idle_.pop_back();
    return line;
  }

  void give_back(std::unique_ptr<Line> line) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < kMostIdleLines) idle_.push_back(std::move(line));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Line>> idle_;  // under mutex_
};

void CallStop::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  for (void* multi : waiting_) curl_multi_wakeup(multi);
}

std::string_view HttpReply::header(std::string_view name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view() : found->second;
}

Result<void> Line::begin(const HttpRequest& request, const HttpLimits& limits) {
  if (!easy_ || !multi_) return unavailable("No memory for a call.");
  limits_ = limits;
  reply_ = {};
  waiting_.clear();
  taken_ = header_bytes_ = 0;
  head_done_ = paused_ = false;
  ended_.reset();
  const std::size_t host = request.url.find("://");
  host_ = request.url.substr(
      0, request.url.find_first_of("/?", host == std::string::npos ? 0 : host + 3));
  set_up(request);
  set_method(request);
  RW_CHECK_OK(set_headers(request));
  if (curl_multi_add_handle(multi_.get(), easy_.get()) != CURLM_OK)
    return bug("libcurl does not take the call");
  on_multi_ = true;
  return {};
}

void Line::set_up(const HttpRequest& request) {
  CURL* easy = easy_.get();
  curl_easy_reset(easy);  // keeps the connection
  said_.front() = '\0';
  curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_PROXY, "");
  curl_easy_setopt(easy, CURLOPT_NETRC, long{CURL_NETRC_IGNORED});
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits_.connect_ms));
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(limits_.total_ms));
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
                   std::max(1L, static_cast<long>(limits_.idle_ms) / 1'000));
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, said_.data());
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Line::on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Line::on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
}

void Line::set_method(const HttpRequest& request) {
  CURL* easy = easy_.get();
  if (request.method == "HEAD") {
    curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    return;
  }
  if (request.method == "POST" || request.method == "PUT") {
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.empty() ? "" : request.body.data());
  }
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

Result<void> Line::set_headers(const HttpRequest& request) {
  headers_.reset();
  HeaderList all = request.headers;
  all.emplace_back("Expect", "");  // no round trip before a body
  const auto has = [&](std::string_view name) {
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& each) { return lower(each.first) == name; });
  };
  if (!has("content-type")) all.emplace_back("Content-Type", "");
  if (!has("accept")) all.emplace_back("Accept", "");
  for (const auto& [name, value] : all) {
    const std::string line = name + (value.empty() ? ":" : ": " + value);
    if (line.find_first_of("\r\n") != std::string::npos) return bug("a header of two lines");
    curl_slist* longer = curl_slist_append(headers_.get(), line.c_str());
    if (longer == nullptr) return unavailable("No memory for a call.");
    static_cast<void>(headers_.release());
    headers_.reset(longer);
  }
  curl_easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, headers_.get());
  return {};
}

Result<void> Line::turn() {
  int running = 0;
  if (curl_multi_perform(multi_.get(), &running) != CURLM_OK) return bug("curl_multi_perform");
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
    if (message->msg == CURLMSG_DONE) ended_ = message->data.result;
  }
  return {};
}

Result<void> Line::wait() {
  if (limits_.stop == nullptr) {
    curl_multi_poll(multi_.get(), nullptr, 0, kWaitMs, nullptr);
    return {};
  }
  CallStop& stop = *limits_.stop;
  {
    const std::lock_guard lock(stop.mutex_);
    stop.waiting_.insert(multi_.get());
  }
  if (!stop.stopped_) curl_multi_poll(multi_.get(), nullptr, 0, kWaitMs, nullptr);
  const std::lock_guard lock(stop.mutex_);
  stop.waiting_.erase(multi_.get());
  if (!stop.stopped_) return {};
  Error cancelled = unavailable("The call was ended.");
  cancelled.kind = ErrorKind::kCancelled;
  return cancelled;
}

Error Line::broken(CURLcode code) const {
  return unavailable(host_ + " gave no whole answer.",
                     said_.front() != '\0' ? said_.data() : curl_easy_strerror(code));
}

Result<void> Line::await_head() {
  while (true) {
    RW_CHECK_OK(turn());
    if (ended_ && *ended_ != CURLE_OK) return broken(*ended_);
    if (head_done_ || ended_) return {};
    RW_CHECK_OK(wait());
  }
}

Result<std::size_t> Line::read(std::span<std::byte> out) {
  if (out.empty()) return std::size_t{0};
  while (taken_ == waiting_.size()) {
    waiting_.clear();
    taken_ = 0;
    if (ended_ && *ended_ != CURLE_OK) return broken(*ended_);
    if (ended_) return std::size_t{0};
    if (std::exchange(paused_, false)) curl_easy_pause(easy_.get(), CURLPAUSE_CONT);
    RW_CHECK_OK(turn());
    if (taken_ == waiting_.size() && !ended_) RW_CHECK_OK(wait());
  }
  const std::size_t count = std::min(out.size(), waiting_.size() - taken_);
  std::memcpy(out.data(), waiting_.data() + taken_, count);
  taken_ += count;
  return count;
}

bool Line::end_call() {
  if (!on_multi_) return false;
  on_multi_ = false;
  curl_multi_remove_handle(multi_.get(), easy_.get());
  return ended_ == CURLE_OK;
}

std::size_t Line::take_body(std::string_view bytes) {
  if (waiting_.size() - taken_ > kMostWaiting) {
    paused_ = true;
    return CURL_WRITEFUNC_PAUSE;
  }
  waiting_.append(bytes);
  return bytes.size();
}

std::size_t Line::take_header(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > kMostHeaderBytes) return 0;
  const std::string_view text = trim(line);
  if (starts_with(text, "HTTP/")) {  // a head begins; one of 1xx may stand before the real one
    reply_ = {};
    const std::size_t space = text.find(' ');
    const std::string_view rest = space == std::string_view::npos ? "" : text.substr(space + 1);
    std::from_chars(rest.data(), rest.data() + rest.size(), reply_.status);
  } else if (text.empty()) {
    head_done_ = reply_.status >= 200;
  } else if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    reply_.headers.insert_or_assign(lower(text.substr(0, colon)),
                                    std::string(trim(text.substr(colon + 1))));
  }
  return line.size();
}

HttpStream::HttpStream(std::unique_ptr<Line> line) : line_(std::move(line)) {}

HttpStream::~HttpStream() {
  const auto home = line_->home();
  if (line_->end_call() && home) home->give_back(std::move(line_));
}

const HttpReply& HttpStream::head() const {
  return line_->head();
}

Result<std::size_t> HttpStream::read(std::span<std::byte> out) {
  return line_->read(out);
}

Result<std::string> HttpStream::rest() {
  std::string body;
  std::array<std::byte, 1U << 14U> chunk{};
  while (true) {
    RW_TRY(const std::size_t count, read(chunk));
    if (count == 0) return body;
    body += as_text(std::span(chunk).first(count));
    if (body.size() > line_->most_body())
      return unavailable("An answer is longer than " + std::to_string(line_->most_body()) +
                         " bytes.");
  }
}

HttpClient::HttpClient() : lines_(std::make_shared<Lines>()) {
  // Counts its calls; the first one sets up TLS.
  curl_global_init(CURL_GLOBAL_DEFAULT);
}

HttpClient::~HttpClient() {
  lines_.reset();
  curl_global_cleanup();
}

Result<std::unique_ptr<HttpStream>> HttpClient::open(const HttpRequest& request,
                                                     const HttpLimits& limits) {
  std::unique_ptr<Line> line = lines_->take();
  if (!line) line = std::make_unique<Line>(lines_);
  RW_CHECK_OK(line->begin(request, limits));
  RW_CHECK_OK(line->await_head());
  return std::make_unique<HttpStream>(std::move(line));
}

Result<HttpReply> HttpClient::send(const HttpRequest& request, const HttpLimits& limits) {
  RW_TRY(const auto stream, open(request, limits));
  HttpReply reply = stream->head();
  RW_TRY(reply.body, stream->rest());
  return reply;
}

}  // namespace retainwise::net
