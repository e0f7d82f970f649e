#pragma once
/// What an operator may decide: default < file < environment < flag. Every setting has one name,
/// the environment's. A wrong value is refused at start with its name, its value and what is
/// allowed.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "service/telemetry/log.h"

namespace retainwise::app {

/// By name: "RETAINWISE_LISTEN" → "127.0.0.1:8080".
using Names = std::map<std::string, std::string, std::less<>>;

struct Listen {
  std::string host;
  std::uint16_t port = 0;
};

/// Who tells callers apart: this program, Clerk, or an OpenID Connect provider.
enum class IdentityKind { kLocal, kClerk, kOidc };

struct Settings {
  std::string data_dir;
  std::string database_url;  ///< holds a password; "" = SQLite in the data folder
  Listen listen;
  int workers = 1;
  std::string public_url;  ///< without a slash at the end; "" = by `listen`
  std::vector<std::string> allowed_hosts;
  std::optional<IdentityKind> identity;         ///< always there once the settings are loaded
  std::string clerk_issuer, clerk_jwt_key;      ///< "" = not Clerk; "" = fetched from there
  std::string clerk_publishable_key;            ///< "" = nobody signs in on the page
  std::string oidc_issuer, oidc_audience;       ///< "" = no provider; "" = any
  std::string oidc_client_id, oidc_scope;       ///< "" = nobody signs in on the page
  std::vector<std::string> authorized_parties;  ///< empty: any
  std::string bucket, aws_region, aws_endpoint_url, queue_url;  ///< "" = kept here
  std::string environment;                                      ///< "development" or "production"
  telemetry::Level log_level = telemetry::Level::kInfo;
  bool demo_mode = false;
  std::int64_t max_upload_bytes = 0;
  int lease_seconds = 0;
  int job_deadline_seconds = 0;
  std::int64_t job_memory_bytes = 0;
  std::int64_t free_space_floor_bytes = 0;
  /// Names in the environment that begin with RETAINWISE_ and are no setting: mistyped, or another
  /// program's.
  std::vector<std::string> unknown;
};

/// kBadRequest where a name is unknown in `file` or `flags` (the environment holds others'), a
/// value is wrong, or a setting is asked for that this version does not have.
Result<Settings> load_settings(const Names& file, const Names& environment, const Names& flags);

/// NAME=value lines, `#` comments, blank lines; quotes around a value fall away.
Result<Names> parse_settings_file(std::string_view text);

/// The settings that are secrets: their value is never shown, and NAME_FILE may name a file that
/// holds it (secret_files.h).
std::vector<std::string_view> secret_settings();

/// The process's environment; the one place where it is read.
Names environment();

/// A line each for `--help`: name, default, what it is.
std::string describe_settings();

}  // namespace retainwise::app
