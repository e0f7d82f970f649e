#pragma once
/// Puts the parts together as the settings say; the only place that knows which implementation
/// stands behind a seam.
#include <memory>
#include <optional>
#include <string>

#include "app/foundation.h"
#include "app/settings.h"
#include "service/auth/identity.h"
#include "service/flows/preview.h"
#include "service/http/server.h"
#include "service/jobs/worker.h"
#include "service/net/http_client.h"
#include "service/store/file_lock.h"

namespace retainwise::app {

/// A running server with its worker. Parts are declared lowest first, so that they end in the
/// opposite order.
class House {
 public:
  /// Takes the data folder (kConflict where another process has it), then starts everything.
  static Result<std::unique_ptr<House>> open(const Settings& settings, std::string program);
  /// Ends: no new requests, children stopped and their predictions handed back. Idempotent.
  void stop();

  std::uint16_t port() const { return server_->port(); }
  /// "" where callers come with a provider's tokens.
  const std::string& owner_key_file() const { return owner_key_file_; }
  /// A one-time link's secret; "" where nobody signs in by link.
  Result<std::string> make_link();

 private:
  House() = default;
  Result<void> start(const Settings& settings, std::string program);
  Result<void> open_identity(const Settings& settings);
  void log_start(const Settings& settings);

  std::string owner_key_file_;
  std::optional<store::FileLock> folder_lock_;  ///< where the database does not lie in the folder
  std::unique_ptr<Foundation> foundation_;
  std::unique_ptr<net::HttpClient> provider_client_;  ///< where there is a provider to ask
  std::unique_ptr<auth::Identity> identity_;
  std::unique_ptr<jobs::Worker> worker_;
  std::unique_ptr<flows::JobRunner> part_previewer_, upload_previewer_;
  std::unique_ptr<flows::Previews> previews_;
  std::unique_ptr<http::Server> server_;
};

/// The host part of an address as it stands in a URL ("[::1]").
std::string url_host(const std::string& host);

}  // namespace retainwise::app
