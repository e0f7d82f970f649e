#pragma once
/// The page's files, embedded in the program. Paths without a file of their own and without a dot
/// in their last part are places inside the page and get index.html, whose __CSP_NONCE__ becomes a
/// fresh nonce at every answer. There are no directory listings: there are no directories.
#include <map>
#include <optional>
#include <string>

#include "base/random.h"
#include "service/auth/identity.h"
#include "service/http/reply.h"
#include "service/http/server.h"

namespace retainwise::http {

class Page {
 public:
  /// `identity`: whose page it is to sign in on.
  Page(const std::vector<Asset>& assets, Random& random, auth::Identity& identity);
  /// nullopt where nothing of the page is at `head.path`.
  std::optional<Reply> get(const Head& head) const;

 private:
  struct File {
    Asset asset;
    std::string etag;  ///< without quotes
  };
  Reply index() const;
  Reply file(const File& file, const Head& head) const;

  std::map<std::string, File, std::less<>> files_;
  Random& random_;
  auth::Identity& identity_;
};

}  // namespace retainwise::http
