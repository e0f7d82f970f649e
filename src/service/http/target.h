#pragma once
/// A request target's path and query, decoded once and never twice (RFC 3986 §2.1).
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace retainwise::http {

/// The path with its percent escapes decoded; nullopt where it holds what could mean another path
/// to somebody else: "%2f", "%5c", "%00" and other controls, "\", "//", "#", dot segments, raw
/// 8-bit, a broken escape, or bytes that are no UTF-8.
std::optional<std::string> decode_path(std::string_view raw);

/// The parameters of a query, in order, decoded ("+" is a space).
class Query {
 public:
  /// nullopt for a broken escape, a control character or bytes that are no UTF-8.
  static std::optional<Query> parse(std::string_view raw);
  /// The first value under `name`; nullopt where absent.
  std::optional<std::string_view> get(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& all() const { return parameters_; }

 private:
  std::vector<std::pair<std::string, std::string>> parameters_;
};

}  // namespace retainwise::http
