#pragma once
/// Who is calling. Safe to call from any thread; calls may block on the database.
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "service/auth/way_in.h"
#include "service/store/store.h"
#include "service/store/users.h"

namespace retainwise::auth {

/// What a request carried: at most one of each; the http room refuses doubled ones.
struct Credentials {
  std::string_view authorization;   ///< the header's value, "" where absent
  std::string_view session_cookie;  ///< the value of our cookie, "" where absent
};

struct Caller {
  TenantId tenant;
  UserId user;
  store::Role role = store::Role::kViewer;
  std::string email;       ///< "" where it is not known
  bool by_cookie = false;  ///< then changes need a same-origin proof
};

/// Whether callers can be told apart now, and what an operator should know about it ("": nothing).
struct IdentityHealth {
  bool usable = true;
  std::string message = {};
};

class Identity {
 public:
  virtual ~Identity() = default;
  /// kDenied "invalid_token" for every cause alike, the cause is in `detail`; kDenied with another
  /// code where the caller is known and something else is missing.
  virtual Result<Caller> who(const Credentials& credentials) = 0;
  /// A new one-time link's secret: 256 bits, base64url. kNotFound where nobody signs in by link.
  virtual Result<std::string> make_link() = 0;
  /// Spends a one-time link; gives the secret of a new page session. kDenied where it is spent,
  /// older than 10 min or never was; kNotFound where nobody signs in by link.
  virtual Result<std::string> sign_in(std::string_view link_secret) = 0;
  virtual Result<void> sign_out(std::string_view session_secret) = 0;
  /// "local", "clerk" or "oidc".
  virtual std::string_view kind() const = 0;
  virtual IdentityHealth health() = 0;
  /// How the page signs somebody in. Asks nobody and does not wait.
  virtual WayIn way_in() = 0;
};

struct LocalOptions {
  std::string owner_key;  ///< "rw_owner_…", as in <data-dir>/owner.key
  int session_idle_hours = 12;
  int session_days = 7;
  int link_minutes = 10;
};

/// One tenant, one owner: the owner key as a bearer, one-time links, page sessions.
Result<std::unique_ptr<Identity>> make_local_identity(store::Store& store, Random& random,
                                                      Clock& clock, LocalOptions options);
/// A new owner key from 256 random bits.
std::string make_owner_key(Random& random);

}  // namespace retainwise::auth
