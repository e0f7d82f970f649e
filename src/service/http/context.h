#pragma once
/// What every handler may use; one a server, outlives all requests.
#include <string>

#include "service/auth/identity.h"
#include "service/flows/preview.h"
#include "service/flows/ready_models.h"
#include "service/flows/services.h"
#include "service/http/server.h"
#include "service/http/signer.h"
#include "service/http/turns.h"

namespace retainwise::http {

struct Context {
  flows::Services& services;
  auth::Identity& identity;
  flows::Previews& previews;
  ServerOptions options;  ///< set once; `port` is the real one
  Signer signer;
  flows::ReadyModels models = {};  ///< of answers that are given at once
  Turns streams{8};                ///< event streams a user
  Turns demos{1};                  ///< demo runs a user
  std::string cookie_name() const { return "retainwise_session_" + std::to_string(options.port); }
};

}  // namespace retainwise::http
