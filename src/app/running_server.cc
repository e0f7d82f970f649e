#include "app/running_server.h"

#include <filesystem>

#include "app/input_file.h"
#include "app/settings.h"
#include "base/text.h"

namespace retainwise::app {
namespace {

constexpr std::size_t kMostJson = 64U << 20U;
constexpr std::size_t kMostFile = std::size_t{4} << 30U;

std::string server_file(const std::string& data_dir) {
  return data_dir + "/server.json";
}

Error no_server(const std::string& data_dir) {
  return {ErrorKind::kUnavailable, "no_server",
          "No server runs on the data folder " + data_dir + ".",
          "Start it (`retainwise serve --data-dir " + data_dir +
              "`), or name the folder of one that runs with --data-dir.",
          ""};
}

Error no_answer(const std::string& url, const Error& cause) {
  return {ErrorKind::kUnavailable, "no_answer", "The server at " + url + " does not answer.",
          "Check that it still runs.", cause.detail.empty() ? cause.what : cause.detail};
}

Result<std::string> read_text(const std::string& path) {
  RW_TRY(const auto file, InputFile::open(path));
  return std::string(as_text(file.bytes()));
}

/// What the server said, as an error of ours.
Error refusal(int status, const std::string& body) {
  std::string what = "The server answered " + std::to_string(status) + ".", hint;
  if (const auto problem = parse_json(body, {.depth = 64, .bytes = kMostJson}); problem.ok()) {
    what = problem->value("detail", what);
    hint = problem->value("hint", hint);
  }
  const ErrorKind kind = status >= 500 ? ErrorKind::kUnavailable : ErrorKind::kBadRequest;
  return {kind, "server_refused", std::move(what), std::move(hint), ""};
}

}  // namespace

Result<std::string> data_folder(const std::string& given) {
  if (!given.empty()) return given;
  RW_TRY(const Settings settings, load_settings({}, environment(), {}));
  return settings.data_dir;
}

bool has_server_file(const std::string& data_dir) {
  std::error_code ignored;  // a folder that cannot be looked into has none
  return std::filesystem::exists(server_file(data_dir), ignored);
}

Result<RunningServer> RunningServer::find(const std::string& data_dir) {
  RW_TRY(const std::string folder, data_folder(data_dir));
  if (!has_server_file(folder)) return no_server(folder);
  RW_TRY(const std::string text, read_text(server_file(folder)));
  const auto json = parse_json(text);
  if (!json.ok() || !json->is_object() || !json->contains("url") || !(*json)["url"].is_string())
    return no_server(folder);
  RW_TRY(const std::string key, read_text(folder + "/owner.key"));
  return RunningServer((*json)["url"].get<std::string>(), std::string(trim(key)));
}

Result<std::string> RunningServer::send(const std::string& method, const std::string& target,
                                        int wanted) const {
  net::HttpClient client;
  net::HttpLimits limits;
  limits.body = kMostFile;
  const net::HttpRequest request{method, url_ + target, {{"authorization", "Bearer " + key_}}};
  auto reply = client.send(request, limits);
  if (!reply.ok()) return no_answer(url_, reply.error());
  if (reply->status != wanted) return refusal(reply->status, reply->body);
  return std::move(reply->body);
}

Result<std::string> RunningServer::download(const std::string& target) const {
  return send("GET", target, 200);
}

Result<Json> RunningServer::post(const std::string& target) const {
  RW_TRY(const std::string body, send("POST", target, 201));
  return parse_json(body);
}

Result<Json> RunningServer::list(const std::string& target, const std::string& key) const {
  Json items = Json::array();
  const std::string first = target + "&limit=100";
  for (std::string page = first; !page.empty();) {
    RW_TRY(const Json answer, get(page));
    for (const Json& each : answer.value(key, Json::array())) items.push_back(each);
    const Json next = answer.value("next_cursor", Json());
    page = next.is_string() ? first + "&cursor=" + next.get<std::string>() : "";
  }
  return items;
}

Result<Json> RunningServer::get(const std::string& target) const {
  RW_TRY(const std::string body, download(target));
  return parse_json(body, {.depth = 64, .bytes = kMostJson});
}

}  // namespace retainwise::app
