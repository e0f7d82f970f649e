#include "service/http/router.h"

#include <algorithm>

#include "base/text.h"

namespace retainwise::http {
namespace {

std::vector<std::string> segments_of(std::string_view path) {
  if (ends_with(path, "/")) path.remove_suffix(1);
  if (path.empty()) return {};
  return split(path.substr(1), '/');
}

bool is_param(std::string_view segment) {
  return starts_with(segment, "{");
}

bool matches(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  return std::equal(
      pattern.begin(), pattern.end(), path.begin(), path.end(),
      [](const std::string& a, const std::string& b) { return is_param(a) ? !b.empty() : a == b; });
}

bool by_text(const std::string& a, const std::string& b) {
  return is_param(a) == is_param(b) ? a < b : is_param(b);
}

std::string allowed(const std::vector<Method>& methods) {
  std::string text;
  for (const Method method : methods) {
    if (!text.empty()) text += ", ";
    text += name_of(method);
    if (method == Method::kGet) text += ", HEAD";
  }
  return text;
}

}  // namespace

Router::Router(const std::vector<std::span<const Route>>& tables) {
  for (const auto& table : tables) {
    for (const Route& route : table) entries_.push_back({segments_of(route.pattern), &route});
  }
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::lexicographical_compare(a.segments.begin(), a.segments.end(), b.segments.begin(),
                                        b.segments.end(), by_text);
  });
}

Router::Match Router::find(Method method, std::string_view path) const {
  if (method == Method::kHead) method = Method::kGet;
  const auto segments = segments_of(path);
  Match match;
  std::vector<Method> methods;
  const std::vector<std::string>* pattern = nullptr;  // only the best pattern counts
  for (const Entry& entry : entries_) {
    if (!matches(entry.segments, segments)) continue;
    if (pattern != nullptr && *pattern != entry.segments) continue;
    pattern = &entry.segments;
    methods.push_back(entry.route->method);
    if (entry.route->method == method) match.route = entry.route;
  }
  match.allow = allowed(methods);
  if (match.route == nullptr) return match;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (is_param((*pattern)[i])) match.params.push_back(segments[i]);
  }
  return match;
}

std::vector<const Route*> Router::routes() const {
  std::vector<const Route*> routes;
  for (const Entry& entry : entries_) routes.push_back(entry.route);
  return routes;
}

}  // namespace retainwise::http
