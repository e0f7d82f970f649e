#pragma once
/// The server that runs on a data folder, as the other commands speak to it: `server.json` there
/// says where, `owner.key` as whom.
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "service/net/http_client.h"

namespace retainwise::app {

class RunningServer {
 public:
  /// `data_dir`: "" takes the one that RETAINWISE_DATA_DIR names, or the default. kUnavailable
  /// where no server left its address.
  static Result<RunningServer> find(const std::string& data_dir);

  const std::string& url() const { return url_; }
  /// The JSON of a 200. kBadRequest where it refuses (an unknown id too), kUnavailable where it
  /// does not answer; here and below.
  Result<Json> get(const std::string& target) const;
  /// All pages of a list: the items under `key`. `target` has a question mark.
  Result<Json> list(const std::string& target, const std::string& key) const;
  Result<std::string> download(const std::string& target) const;
  /// The JSON of a 201 to a POST without a body.
  Result<Json> post(const std::string& target) const;

 private:
  Result<std::string> send(const std::string& method, const std::string& target, int wanted) const;
  RunningServer(std::string url, std::string key) : url_(std::move(url)), key_(std::move(key)) {}

  std::string url_, key_;
};

/// The data folder of a command: what it was given, or RETAINWISE_DATA_DIR, or the default.
Result<std::string> data_folder(const std::string& given);
/// True where a server left its address in that folder.
bool has_server_file(const std::string& data_dir);

}  // namespace retainwise::app
