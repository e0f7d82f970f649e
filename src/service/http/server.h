#pragma once
/// The wire: accepts connections, reads strict heads (RFC 9112) before anything else looks at them,
/// finds the route, asks who is calling, runs handlers off the I/O thread, writes answers.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "service/auth/identity.h"
#include "service/flows/preview.h"
#include "service/flows/services.h"
#include "service/http/connection_limits.h"

namespace retainwise::http {

/// One file of the page or of the samples, embedded in the program.
struct Asset {
  std::string_view path;  ///< "/assets/index-abc.js", "/index.html"
  std::string_view content_type;
  std::string_view bytes;  ///< as is
  std::string_view gzip;   ///< the same, gzipped; may be empty
};

struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;               ///< 0: any free one
  std::vector<std::string> allowed_hosts;  ///< besides the listening address and localhost
  std::int64_t max_upload_bytes = 1LL << 30U;
  bool demo_mode = false;
  std::vector<Asset> page;     ///< empty: no page
  std::vector<Asset> samples;  ///< path = file name
  std::string version;         ///< of the program
  std::string commit;
  std::string public_url;  ///< "https://…"; empty: by the request's Host
  int threads = 6;         ///< for handlers, two of which previews may hold; one more does I/O
  int max_connections = 1024;
  int max_connections_per_address = 64;
  ConnectionLimits limits;  ///< watched every half second
};

class Server {
 public:
  virtual ~Server() = default;
  virtual std::uint16_t port() const = 0;
  /// Stops accepting, lets answers under way end (≤ 5 s), closes, joins. Idempotent.
  virtual void stop() = 0;
};

/// kUnavailable "address_in_use" where somebody listens there.
Result<std::unique_ptr<Server>> start_server(flows::Services& services, auth::Identity& identity,
                                             flows::Previews& previews, ServerOptions options);

}  // namespace retainwise::http
