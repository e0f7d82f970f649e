#include "app/doctor/machine.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>

#include "app/copy_bar.h"
#include "app/database.h"
#include "app/deployment.h"
#include "app/wiring.h"
#include "base/json.h"
#include "base/text.h"
#include "service/http/listen_address.h"
#include "service/net/http_client.h"

namespace retainwise::app {
namespace {

constexpr mode_t kOthers = 077;
constexpr std::size_t kShortestKey = 40;

std::string text_in(const std::string& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

bool there(const std::string& path, struct stat& found) {
  return ::stat(path.c_str(), &found) == 0;
}

bool needs_folder(const Settings& settings) {
  return settings.database_url.empty() || settings.bucket.empty();
}

std::string port_of(const Settings& settings) {
  return url_host(settings.listen.host) + ":" + std::to_string(settings.listen.port);
}

void look_at_owner_key(const Settings& settings, Findings& out) {
  const std::string file = settings.data_dir + "/owner.key";
  struct stat found {};
  if (settings.identity != IdentityKind::kLocal || !there(file, found)) return;
  if ((found.st_mode & kOthers) != 0)
    out.push_back(failed("permissions",
                         file + " may be read by other users of this machine: whoever has the key "
                                "may do everything.",
                         "chmod 600 " + file));
  else if (::access(file.c_str(), R_OK) != 0)
    out.push_back(failed("permissions", file + " cannot be read: " + system_words(errno) + ".",
                         "Start the program as the user to whom the file belongs."));
  else if (trim(text_in(file)).size() < kShortestKey)
    out.push_back(failed("permissions", file + " holds no owner key.",
                         "rm " + file + "   (the next start writes a new key)"));
}

void look_at_database_file(const Settings& settings, Findings& out) {
  const std::string file = database_file(settings);
  struct stat found {};
  if (!settings.database_url.empty() || !there(file, found)) return;
  if (::access(file.c_str(), R_OK | W_OK) != 0)
    out.push_back(failed("permissions", file + " cannot be written: " + system_words(errno) + ".",
                         "chown $(id -u) " + file + " && chmod 600 " + file));
  else if ((found.st_mode & kOthers) != 0)
    out.push_back(failed("permissions", file + " may be read by other users of this machine.",
                         "chmod 600 " + file));
}

struct ServerFile {
  std::string url;
  pid_t pid = 0;
};

/// What a running server, or one that was killed, left; url "" where there is nothing.
ServerFile server_file(const Settings& settings) {
  const auto json = parse_json(text_in(settings.data_dir + "/server.json"));
  if (!json.ok()) return {};
  const Json pid = member_or_null(*json, "pid");
  return {text_member(*json, "url"), pid.is_number_integer() ? pid.get<pid_t>() : 0};
}

Result<net::HttpReply> ask(const std::string& url) {
  net::HttpClient client;
  net::HttpLimits limits;
  limits.connect_ms = 2'000;
  limits.total_ms = 10'000;
  return client.send({"GET", url, {}}, limits);
}

/// A part of /ready that is not ready: "queue: The queue does not answer."
std::string unready(const std::string& body) {
  std::string out;
  const auto json = parse_json(body);
  if (!json.ok()) return out;
  const Json checks = member_or_null(*json, "checks");
  for (const auto& [name, check] : checks.items()) {
    if (member_or_null(check, "ok") != Json(false)) continue;
    out += (out.empty() ? "" : " ") + name + ": " + text_member(check, "message");
  }
  return out;
}

Finding free_or_taken(const Settings& settings) {
  if (settings.listen.port == 0) return fine("port", "The server takes any free port.");
  const auto tried = http::try_address(settings.listen.host, settings.listen.port);
  if (tried.ok()) return fine("port", port_of(settings) + " is free; no server runs.");
  const std::string port = std::to_string(settings.listen.port);
  if (tried.error().code == "address_in_use")
    return failed("port", "Another program listens on " + port_of(settings) + ".",
                  "ss -ltnp 'sport = :" + port +
                      "' shows it: stop it, or choose another port with "
                      "--listen (RETAINWISE_LISTEN).");
  return failed("port", tried.error());
}

}  // namespace

Findings look_at_settings(const Settings& settings) {
  Findings out;
  for (const std::string& name : settings.unknown)
    out.push_back(warning("settings", name + " is set, but there is no such setting.",
                          "`retainwise serve --help` lists all; unset it, or write it as there."));
  const auto doubts = check_server_settings(settings);
  if (!doubts.ok()) out.push_back(failed("settings", doubts.error()));
  if (doubts.ok()) {
    for (const Error& each : *doubts) out.push_back(warning("settings", each.what, each.hint));
  }
  if (out.empty()) out.push_back(fine("settings", "All settings are known and fit each other."));
  return out;
}

Findings look_at_folder(const Settings& settings) {
  const std::string& folder = settings.data_dir;
  struct stat found {};
  if (!there(folder, found)) {
    if (!needs_folder(settings)) return {fine("permissions", "No data folder is needed.")};
    return {warning("permissions", "There is no data folder " + folder + " yet.",
                    "The first start makes it; if there should be one, name it with --data-dir "
                    "(RETAINWISE_DATA_DIR).")};
  }
  if (!S_ISDIR(found.st_mode))
    return {failed("permissions", folder + " is no folder.", "Name a folder with --data-dir.")};
  if (::access(folder.c_str(), R_OK | W_OK | X_OK) != 0)
    return {failed("permissions",
                   "The data folder " + folder + " cannot be written: " + system_words(errno) + ".",
                   "chown -R $(id -u) " + folder + " && chmod 700 " + folder)};
  Findings out;
  if (found.st_uid != ::geteuid())
    out.push_back(warning("permissions",
                          "The data folder " + folder + " belongs to another user (id " +
                              std::to_string(found.st_uid) + ").",
                          "Start the server as that user, or: chown -R $(id -u) " + folder));
  if ((found.st_mode & kOthers) != 0)
    out.push_back(warning("permissions",
                          "The data folder " + folder + " may be looked into by other users.",
                          "chmod 700 " + folder));
  look_at_owner_key(settings, out);
  look_at_database_file(settings, out);
  if (out.empty())
    out.push_back(fine("permissions", "The data folder " + folder + " is ours alone."));
  return out;
}

Findings look_at_port(const Settings& settings) {
  const ServerFile server = server_file(settings);
  if (server.url.empty()) return {free_or_taken(settings)};
  const std::string process = "process " + std::to_string(server.pid);
  const auto reply = ask(server.url + "/ready");
  if (reply.ok() && reply->status == 200)
    return {
        fine("port", "The server (" + process + ") answers at " + server.url + " and is ready.")};
  if (reply.ok())
    return {failed("port",
                   "The server (" + process + ") answers at " + server.url + ", but is not ready" +
                       (unready(reply->body).empty() ? "." : ": " + unready(reply->body)),
                   "See the other checks, and its log.")};
  if (server.pid > 0 && (::kill(server.pid, 0) == 0 || errno == EPERM))
    return {failed("port", "The server (" + process + ") does not answer at " + server.url + ".",
                   "See its log; kill " + std::to_string(server.pid) + " ends it, and " +
                       "`retainwise serve` starts it again. Nothing is lost.")};
  Finding then = free_or_taken(settings);
  if (then.verdict == Verdict::kOk)
    then = warning("port", "The server (" + process + ") was killed; none runs now.",
                   "retainwise serve --data-dir " + settings.data_dir);
  return {then};
}

Findings look_at_disk(const Settings& settings) {
  if (!needs_folder(settings)) return {fine("disk", "Rows and files lie elsewhere.")};
  struct statvfs disk {};
  if (::statvfs(settings.data_dir.c_str(), &disk) != 0) {
    if (errno == ENOENT) return {fine("disk", "Nothing is kept yet.")};
    return {failed(
        "disk",
        "The disk of " + settings.data_dir + " cannot be asked: " + system_words(errno) + ".",
        "df " + settings.data_dir)};
  }
  Findings out;
  const auto free = static_cast<std::int64_t>(disk.f_bavail * disk.f_frsize);
  const std::int64_t floor = settings.free_space_floor_bytes;
  const std::string room = in_megabytes(free) + " are free, the floor is " + in_megabytes(floor);
  const std::string mend = "df -h " + settings.data_dir +
                           " shows the disk: free some space, or lower "
                           "RETAINWISE_FREE_SPACE_FLOOR_BYTES.";
  if (free <= floor) {
    out.push_back(failed("disk", room + ": uploads are refused.", mend));
  } else if (free / 2 <= floor) {
    out.push_back(warning("disk", room + ": soon uploads are refused.", mend));
  }
  struct stat found {};
  if (settings.database_url.empty() && there(database_file(settings), found) &&
      !there(ballast_file(settings), found))
    out.push_back(warning("disk",
                          "There is no ballast: on a full disk the last states could not be "
                          "written.",
                          "A running server makes it by itself once there is room for it."));
  const auto doubts = check_data_disk(settings);
  if (!doubts.ok()) out.push_back(failed("disk", doubts.error()));
  if (doubts.ok()) {
    for (const Error& each : *doubts) out.push_back(warning("disk", each.what, each.hint));
  }
  if (out.empty()) out.push_back(fine("disk", room + "."));
  return out;
}

}  // namespace retainwise::app
