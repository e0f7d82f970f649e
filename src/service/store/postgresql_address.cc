#include "service/store/postgresql_address.h"

#include <libpq-fe.h>

#include <array>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "service/store/store.h"

namespace retainwise::store {
namespace {

/// Where the address does not say otherwise. A peer that vanished is noticed within 15 s, a primary
/// that became a standby is left.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kBehaviour = {{
    {"connect_timeout", "5"},
    {"keepalives_idle", "5"},
    {"keepalives_interval", "3"},
    {"keepalives_count", "3"},
    {"tcp_user_timeout", "10000"},
    {"target_session_attrs", "read-write"},
    {"client_encoding", "UTF8"},
    {"application_name", "retainwise"},
}};

/// RFC 3986, so that a value may hold anything.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
  }
  return out;
}

using Keywords = std::map<std::string, std::string, std::less<>>;

Error unreadable() {
  return bad_request("bad_database", "The address of the database cannot be read.",
                     "It is postgresql://user:password@host:port/database; other characters than "
                     "letters and digits in user or password are written as %XX.");
}

Result<Keywords> keywords_of(const std::string& url) {
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(url.c_str(), &message), PQconninfoFree);
  PQfreemem(message);  // it may quote a password that was not encoded
  if (!options) return unreadable();
  Keywords out;
  for (const PQconninfoOption* each = options.get(); each->keyword != nullptr; ++each) {
    if (each->val != nullptr) out[each->keyword] = each->val;
  }
  return out;
}

std::string value_or(const Keywords& keywords, std::string_view name, std::string_view standard) {
  const auto found = keywords.find(name);
  return std::string(found == keywords.end() ? standard : std::string_view(found->second));
}

/// A password that holds '/' and is not encoded is taken for port and database by libpq.
bool holds_a_password(const std::string& port, const std::string& database) {
  return port.find_first_not_of("0123456789,") != std::string::npos ||
         database.find('@') != std::string::npos;
}

}  // namespace

Result<PostgresqlAddress> PostgresqlAddress::parse(const std::string& url) {
  RW_TRY(Keywords keywords, keywords_of(url));
  for (const auto& [name, value] : kBehaviour)
    keywords.try_emplace(std::string(name), std::string(value));
  const std::string port = value_or(keywords, "port", "5432");
  const std::string database = value_or(keywords, "dbname", "");
  if (holds_a_password(port, database)) return unreadable();
  PostgresqlAddress address;
  address.shown = value_or(keywords, "host", "localhost") + ":" + port + "/" + database;
  // As an address again: SOCI cuts other connection strings at their blanks.
  address.connection = "postgresql://";
  for (const auto& [name, value] : keywords)
    address.connection +=
        (ends_with(address.connection, "/") ? "?" : "&") + name + "=" + percent_encoded(value);
  return address;
}

Result<void> check_postgresql_url(const std::string& url) {
  RW_CHECK_OK(PostgresqlAddress::parse(url));
  return {};
}

}  // namespace retainwise::store
