#pragma once
/// A real server on a free port, on a real database and folder, without a worker: what it queues
/// stays QUEUED until a test ends it. And a client that sends bytes as they are.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "service/auth/identity.h"
#include "service/http/server.h"

namespace retainwise::http {

/// CLOCK_REALTIME and getrandom.
class RealClock final : public Clock {
 public:
  Time now() const override;
  std::int64_t steady_ms() const override;
};
class RealRandom final : public Random {
 public:
  void fill(std::span<std::byte> out) override;
};

struct Answer {
  int status = 0;
  std::string head;
  std::string body;
  std::string field(std::string_view name) const;  ///< any case; "" where absent
  Json json() const;
};

/// One connection.
class Wire {
 public:
  explicit Wire(std::uint16_t port);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;
  void send(std::string_view bytes) const;
  /// The next answer by its Content-Length; status 0 where the connection ended instead.
  Answer receive(bool head_only = false);
  /// Bytes until `text` has come; false where the connection ended first.
  bool receive_until(std::string_view text);
  /// True where the server closes (or has closed) without another byte.
  bool is_closed();
  const std::string& unread() const { return inbox_; }

 private:
  bool more();
  int socket_ = -1;
  std::string inbox_;
};

/// The child of a preview: answers with what it was given, or refuses what begins with "%PDF".
class EchoingRunner final : public flows::JobRunner {
 public:
  flows::JobEnd run(const flows::JobFiles& files, const BeatFn& beat) override;
};

class LiveServer {
 public:
  explicit LiveServer(ServerOptions options = {});
  ~LiveServer();
  LiveServer(const LiveServer&) = delete;
  LiveServer& operator=(const LiveServer&) = delete;

  std::uint16_t port() const { return server_->port(); }
  std::string host() const { return "127.0.0.1:" + std::to_string(port()); }
  std::string bearer() const { return "Authorization: Bearer " + key_ + "\r\n"; }
  flows::Services& services() { return *services_; }
  auth::Identity& identity() { return *identity_; }
  flows::Previews& previews() { return *previews_; }
  /// "METHOD target HTTP/1.1", Host, the fields, the body with its length.
  std::string request(std::string_view line, std::string_view fields = {},
                      std::string_view body = {}) const;
  /// The same on a connection of its own, with the owner key.
  Answer ask(std::string_view line, std::string_view fields = {}, std::string_view body = {}) const;
  /// The same without a key.
  Answer ask_openly(std::string_view line, std::string_view fields = {},
                    std::string_view body = {}) const;
  /// POST /api/csv of a small table.
  Answer upload(std::string_view fields = {}, std::string_view more_parts = {}) const;
  /// A prediction of the owner, COMPLETED with this result.
  std::string completed(std::string_view result_csv);
  /// What a fresh session's cookie field is.
  std::string cookie();

 private:
  std::string directory_;
  std::string key_;
  RealClock clock_;
  RealRandom random_;
  std::unique_ptr<telemetry::Log> log_;
  std::unique_ptr<telemetry::Counters> counters_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<blob::BlobStore> blobs_;
  std::unique_ptr<queue::TaskQueue> queue_;
  std::unique_ptr<auth::Identity> identity_;
  std::unique_ptr<flows::Services> services_;
  EchoingRunner previewer_;
  std::unique_ptr<flows::Previews> previews_;
  std::unique_ptr<Server> server_;
};

/// A form with one file.
std::string form_of(std::string_view csv, std::string_view more_parts = {},
                    std::string_view filename = "a.csv");
inline constexpr std::string_view kFormType = "Content-Type: multipart/form-data; boundary=b\r\n";

}  // namespace retainwise::http
