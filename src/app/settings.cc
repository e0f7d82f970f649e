#include "app/settings.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <span>

#include "app/identity_settings.h"
#include "base/text.h"
#include "service/auth/clerk_host.h"
#include "service/auth/provider_url.h"
#include "service/auth/public_key.h"
#include "service/store/store.h"

namespace retainwise::app {
namespace {

using telemetry::Level;

constexpr std::string_view kKnownLater[] = {"CLERK_WEBHOOK_SECRET", "TLS_CERT", "TLS_KEY",
                                            "TRUSTED_PROXIES", "RETAINWISE_ADMIN_LISTEN"};

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

template <class Int>
bool read_number(std::string_view text, std::int64_t low, std::int64_t high, Int& out) {
  const auto value = whole_number(text);
  if (!value || *value < low || *value > high) return false;
  out = static_cast<Int>(*value);
  return true;
}

bool read_listen(std::string_view text, Listen& out) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  std::string_view host = text.substr(0, colon);
  if (host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  out.host = host;
  return read_number(text.substr(colon + 1), 0, 65535, out.port);
}

bool read_url(std::string_view text, std::string& out) {
  if (!starts_with(text, "http://") && !starts_with(text, "https://")) return text.empty();
  while (ends_with(text, "/")) text.remove_suffix(1);
  out = text;
  return true;
}

bool read_database(std::string_view text, std::string& out) {
  out = text;
  if (text.empty()) return true;
  const bool postgresql = starts_with(text, "postgresql://") || starts_with(text, "postgres://");
  return postgresql && store::check_postgresql_url(out).ok();
}

bool read_level(std::string_view text, Level& out) {
  constexpr std::pair<std::string_view, Level> kLevels[] = {{"debug", Level::kDebug},
                                                            {"info", Level::kInfo},
                                                            {"warning", Level::kWarning},
                                                            {"error", Level::kError}};
  for (const auto& [name, level] : kLevels) {
    if (name == text) return out = level, true;
  }
  return false;
}

bool read_bool(std::string_view text, bool& out) {
  out = text == "true";
  return out || text == "false";
}

bool read_hosts(std::string_view text, std::vector<std::string>& out) {
  out.clear();
  if (text.empty()) return true;
  for (const std::string& host : split(text, ',')) out.emplace_back(lower(trim(host)));
  return std::none_of(out.begin(), out.end(), [](const std::string& host) {
    return host.empty() || host.find_first_of(" /@") != std::string::npos;
  });
}

/// An issuer is kept as it stands: tokens name it to the last slash.
bool read_issuer(std::string_view text, std::string& out) {
  out = text;
  return text.empty() || auth::is_provider_url(text);
}

bool read_public_key(std::string_view text, std::string& out) {
  out = text;
  return text.empty() || auth::PublicKey::from_pem(text).ok();
}

bool read_parties(std::string_view text, std::vector<std::string>& out) {
  out.clear();
  if (text.empty()) return true;
  for (const std::string& party : split(text, ',')) out.emplace_back(trim(party));
  return std::none_of(out.begin(), out.end(),
                      [](const std::string& party) { return party.empty(); });
}

bool read_publishable_key(std::string_view text, std::string& out) {
  out = text;
  return text.empty() || auth::clerk_host(text);
}

/// RFC 6749 appendix A.1: printable ASCII.
bool read_client_id(std::string_view text, std::string& out) {
  out = text;
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

/// RFC 6749 §3.3; without openid it would be no sign-in.
bool read_scope(std::string_view text, std::string& out) {
  out = text;
  const auto words = split(text, ' ');
  return std::find(words.begin(), words.end(), "openid") != words.end() &&
         std::none_of(words.begin(), words.end(), [](const std::string& word) {
           return word.empty() || word.find_first_of("\"\\\t\r\n") != std::string::npos;
         });
}

enum class Shown { kYes, kSecret };

struct Setting {
  std::string_view name;
  std::string_view standard;  ///< value where nobody said anything
  std::string_view allowed;
  std::string_view what;
  bool (*read)(std::string_view text, Settings& settings);
  Shown shown = Shown::kYes;
};

const Setting kSettings[] = {
    {"RETAINWISE_DATA_DIR", "./retainwise-data", "a folder", "where database and files are kept",
     [](std::string_view t, Settings& s) { return s.data_dir = t, !t.empty(); }},
    {"RETAINWISE_LISTEN", "127.0.0.1:8080", "HOST:PORT with a port from 0 to 65535",
     "where to listen; port 0 takes a free one",
     [](std::string_view t, Settings& s) { return read_listen(t, s.listen); }},
    {"RETAINWISE_WORKERS", "1", "a whole number from 0 to 64", "predictions run at the same time",
     [](std::string_view t, Settings& s) { return read_number(t, 0, 64, s.workers); }},
    {"RETAINWISE_PUBLIC_URL", "", "an address that begins with http:// or https://",
     "how browsers reach the page, where that is not the listening address",
     [](std::string_view t, Settings& s) { return read_url(t, s.public_url); }},
    {"RETAINWISE_ALLOWED_HOSTS", "", "host names with commas between them",
     "further names under which requests may come in",
     [](std::string_view t, Settings& s) { return read_hosts(t, s.allowed_hosts); }},
    {"RETAINWISE_IDENTITY", "",
     "local, clerk or oidc; empty: clerk where CLERK_ISSUER is set, oidc where OIDC_ISSUER is, "
     "else "
     "local",
     "who tells callers apart: this program by its owner's key and sign-in link, Clerk, or an "
     "OpenID Connect provider",
     [](std::string_view t, Settings& s) { return read_identity(t, s.identity); }},
    {"CLERK_ISSUER", "",
     "an address that begins with https:// (on this machine also http://), exactly as tokens name "
     "it",
     "the Clerk instance whose session tokens let callers in",
     [](std::string_view t, Settings& s) { return read_issuer(t, s.clerk_issuer); }},
    {"CLERK_JWT_KEY", "",
     "empty: fetched from CLERK_ISSUER; or a text that begins with -----BEGIN PUBLIC KEY----- "
     "(RSA, "
     "2048 bits or more), whose line breaks may stand as \\n",
     "Clerk's public key, so that nothing is fetched; CLERK_JWT_KEY_FILE may name a file that "
     "holds "
     "it",
     [](std::string_view t, Settings& s) { return read_public_key(t, s.clerk_jwt_key); },
     Shown::kSecret},
    {"CLERK_PUBLISHABLE_KEY", "",
     "empty: nobody signs in on the page; or a key that begins with pk_live_ or pk_test_, of the "
     "instance that CLERK_ISSUER names",
     "lets users sign in on the page by Clerk",
     [](std::string_view t, Settings& s) {
       return read_publishable_key(t, s.clerk_publishable_key);
     }},
    {"OIDC_ISSUER", "",
     "an address that begins with https:// (on this machine also http://), exactly as tokens name "
     "it",
     "the OpenID Connect provider whose access tokens let callers in",
     [](std::string_view t, Settings& s) { return read_issuer(t, s.oidc_issuer); }},
    {"OIDC_AUDIENCE", "", "a name, exactly as tokens say it (aud); empty: any",
     "what the provider calls this service",
     [](std::string_view t, Settings& s) { return s.oidc_audience = t, true; }},
    {"OIDC_CLIENT_ID", "",
     "empty: nobody signs in on the page; or a name of printable ASCII characters",
     "what the provider calls this page, a public client, so that users sign in on it",
     [](std::string_view t, Settings& s) { return read_client_id(t, s.oidc_client_id); }},
    {"OIDC_SCOPE", "openid", "words with one blank between them, openid among them",
     "what the page asks the provider for; many give tokens that can be renewed only for "
     "offline_access",
     [](std::string_view t, Settings& s) { return read_scope(t, s.oidc_scope); }},
    {"AUTHORIZED_PARTIES", "",
     "names with commas between them, exactly as tokens say them (azp); empty: any",
     "the pages (at Clerk: their origins) whose tokens let callers in",
     [](std::string_view t, Settings& s) { return read_parties(t, s.authorized_parties); }},
    {"DATABASE_URL", "",
     "empty: SQLite in the data folder; or postgresql://USER:PASSWORD@HOST:PORT/DATABASE, where "
     "other characters than letters and digits in USER and PASSWORD are written as %XX",
     "the database; DATABASE_URL_FILE may name a file that holds it",
     [](std::string_view t, Settings& s) { return read_database(t, s.database_url); },
     Shown::kSecret},
    {"PREDICTIONS_BUCKET", "", "a bucket's name; empty: files stay in the data folder",
     "the bucket of S3, or of a store that speaks like it, where files are kept",
     [](std::string_view t, Settings& s) { return s.bucket = t, true; }},
    {"PREDICTIONS_QUEUE_URL", "", "an address as CreateQueue gave it; empty: the database wakes",
     "the queue of SQS that wakes the workers",
     [](std::string_view t, Settings& s) {
       std::string checked;
       return s.queue_url = t, read_url(t, checked);
     }},
    {"AWS_REGION", "", "a region such as eu-central-1", "where bucket and queue are",
     [](std::string_view t, Settings& s) { return s.aws_region = t, true; }},
    {"AWS_ENDPOINT_URL", "", "an address that begins with http:// or https://",
     "what answers in the place of AWS",
     [](std::string_view t, Settings& s) { return read_url(t, s.aws_endpoint_url); }},
    {"ENVIRONMENT", "development", "development or production",
     "named in the start log; production refuses to start on what would lose data",
     [](std::string_view t, Settings& s) {
       s.environment = t;
       return t == "development" || t == "production";
     }},
    {"LOG_LEVEL", "info", "debug, info, warning or error", "what is logged (JSON lines on stderr)",
     [](std::string_view t, Settings& s) { return read_level(t, s.log_level); }},
    {"DEMO_MODE", "false", "true or false", "allows POST /api/predictions/{id}/process-demo",
     [](std::string_view t, Settings& s) { return read_bool(t, s.demo_mode); }},
    {"MAX_UPLOAD_BYTES", "1073741824", "a whole number from 1 to 1099511627776",
     "the largest file that is taken",
     [](std::string_view t, Settings& s) {
       return read_number(t, 1, 1LL << 40U, s.max_upload_bytes);
     }},
    {"RETAINWISE_LEASE_SECONDS", "30", "a whole number from 1 to 600",
     "a worker that is not heard of for so long has lost its prediction",
     [](std::string_view t, Settings& s) { return read_number(t, 1, 600, s.lease_seconds); }},
    {"RETAINWISE_JOB_DEADLINE_SECONDS", "1800", "a whole number from 1 to 86400",
     "the longest a prediction may run",
     [](std::string_view t, Settings& s) {
       return read_number(t, 1, 86400, s.job_deadline_seconds);
     }},
    {"RETAINWISE_JOB_MEMORY_BYTES", "4294967296", "a whole number from 268435456 up",
     "address space of one prediction's process",
     [](std::string_view t, Settings& s) {
       return read_number(t, 256LL << 20U, 1LL << 50U, s.job_memory_bytes);
     }},
    {"RETAINWISE_FREE_SPACE_FLOOR_BYTES", "268435456", "a whole number from 0 up",
     "uploads are refused (507) while the disk has less room than this",
     [](std::string_view t, Settings& s) {
       return read_number(t, 0, 1LL << 50U, s.free_space_floor_bytes);
     }},
};

const Setting* find_setting(std::string_view name) {
  const auto* found = std::find_if(std::begin(kSettings), std::end(kSettings),
                                   [&](const Setting& each) { return each.name == name; });
  return found == std::end(kSettings) ? nullptr : found;
}

Error wrong(std::string_view source, const Setting& setting, std::string_view value) {
  const std::string shown =
      setting.shown == Shown::kSecret ? std::string() : "=" + shortened(value, 100);
  return bad_request(
      "wrong_setting",
      std::string(setting.name) + shown + " (" + std::string(source) + ") is not allowed.",
      "Allowed: " + std::string(setting.allowed) + ".");
}

Result<void> check_names(std::string_view source, const Names& names) {
  for (const auto& [name, value] : names) {
    if (find_setting(name) != nullptr) continue;
    return bad_request(
        "unknown_setting",
        "There is no setting " + shortened(name, 100) + " (" + std::string(source) + ").",
        "`retainwise serve --help` lists all settings.");
  }
  return {};
}

/// Settings of a later version: silence would lose data, so they are refused.
Result<void> check_later(const Names& environment) {
  for (const std::string_view name : kKnownLater) {
    const auto found = environment.find(name);
    if (found == environment.end() || found->second.empty()) continue;
    return bad_request(
        "unsupported_setting",
        std::string(name) +
            " is set, but this version does not have what it asks "
            "for.",
        "Unset " + std::string(name) + ": this version speaks plain HTTP and takes no web hooks.");
  }
  return {};
}

}  // namespace

Result<Settings> load_settings(const Names& file, const Names& environment, const Names& flags) {
  RW_CHECK_OK(check_names("settings file", file));
  RW_CHECK_OK(check_names("command line", flags));
  RW_CHECK_OK(check_later(environment));
  Settings settings;
  for (const Setting& setting : kSettings) {
    std::string_view value = setting.standard;
    std::string_view source = "default";
    for (const auto& [name, names] :
         {std::pair<std::string_view, const Names*>{"settings file", &file},
          {"environment", &environment},
          {"command line", &flags}}) {
      const auto found = names->find(setting.name);
      if (found == names->end()) continue;
      value = found->second;
      source = name;
    }
    if (!setting.read(value, settings)) return wrong(source, setting, value);
  }
  RW_CHECK_OK(settle_identity(settings));
  for (const auto& [name, value] : environment) {
    if (starts_with(name, "RETAINWISE_") && find_setting(name) == nullptr)
      settings.unknown.push_back(name);
  }
  return settings;
}

std::vector<std::string_view> secret_settings() {
  std::vector<std::string_view> names;
  for (const Setting& setting : kSettings) {
    if (setting.shown == Shown::kSecret) names.push_back(setting.name);
  }
  return names;
}

Result<Names> parse_settings_file(std::string_view text) {
  Names names;
  int line_number = 0;
  for (const std::string& line : split(text, '\n')) {
    ++line_number;
    std::string_view rest = trim(line);
    if (rest.empty() || rest.front() == '#') continue;
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos)
      return bad_request("settings_file",
                         "Line " + std::to_string(line_number) + " of the settings file, \"" +
                             shortened(rest, 60) + "\", is not NAME=value.",
                         "Write one NAME=value a line; # begins a comment line.");
    std::string_view value = trim(rest.substr(equals + 1));
    if (value.size() >= 2 && value.front() == value.back() &&
        (value.front() == '"' || value.front() == '\''))
      value = value.substr(1, value.size() - 2);
    names.insert_or_assign(std::string(trim(rest.substr(0, equals))), std::string(value));
  }
  return names;
}

Names environment() {
  Names names;
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string_view entry = *each;
    const std::size_t equals = entry.find('=');
    if (equals == std::string_view::npos) continue;
    names.insert_or_assign(std::string(entry.substr(0, equals)),
                           std::string(entry.substr(equals + 1)));
  }
  return names;
}

std::string describe_settings() {
  std::string out = "Settings (default < settings file < environment < flag):\n";
  for (const Setting& setting : kSettings) {
    out += "  " + std::string(setting.name) + "=" + std::string(setting.standard) + "\n      " +
           std::string(setting.what) + "; " + std::string(setting.allowed) + "\n";
  }
  return out;
}

}  // namespace retainwise::app
