#include "service/http/page.h"

#include <sodium.h>

#include <array>

#include "base/text.h"
#include "service/http/conditions.h"
#include "service/http/grammar.h"
#include "service/http/page_policy.h"

namespace retainwise::http {
namespace {

constexpr std::string_view kNonceMark = "__CSP_NONCE__";
constexpr std::string_view kIndex = "/index.html";

std::string hash_of(std::string_view bytes) {
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size(), nullptr, 0);
  std::array<char, 33> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return {hex.data(), 32};
}

std::string make_nonce(Random& random) {
  std::array<std::byte, 16> bytes{};
  random.fill(bytes);
  std::array<char, 32> text{};
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

bool accepts_gzip(const Head& head) {
  for (const auto& each : split(head.field("accept-encoding"), ',')) {
    const auto parts = split(each, ';');
    if (!same_word(without_blanks(parts[0]), "gzip")) continue;
    return parts.size() == 1 || parts[1].find_first_of("123456789") != std::string::npos;
  }
  return false;
}

/// "/predictions/1", "/": a place in the page; "/favicon.png" is a file that is not there.
bool is_place(std::string_view path) {
  return !contains(path.substr(path.rfind('/')), ".") && path != "/api" &&
         !starts_with(path, "/api/") && !starts_with(path, "/assets/");
}

}  // namespace

Page::Page(const std::vector<Asset>& assets, Random& random, auth::Identity& identity)
    : random_(random), identity_(identity) {
  for (const Asset& asset : assets)
    files_.emplace(std::string(asset.path), File{asset, hash_of(asset.bytes)});
}

std::optional<Reply> Page::get(const Head& head) const {
  if (!files_.contains(kIndex)) return std::nullopt;
  if (head.path == kIndex) return index();
  const auto found = files_.find(head.path);
  if (found != files_.end()) return file(found->second, head);
  if (is_place(head.path)) return index();
  return std::nullopt;
}

Reply Page::index() const {
  const File& file = files_.find(kIndex)->second;
  std::string html(file.asset.bytes);
  const std::string nonce = make_nonce(random_);
  for (auto at = html.find(kNonceMark); at != std::string::npos; at = html.find(kNonceMark, at))
    html.replace(at, kNonceMark.size(), nonce);
  Reply reply = text_reply(std::move(html), std::string(file.asset.content_type));
  reply.policy = page_policy(nonce, identity_.way_in());
  return reply;
}

Reply Page::file(const File& file, const Head& head) const {
  const bool packed = !file.asset.gzip.empty() && accepts_gzip(head);
  const std::string etag = "\"" + file.etag + (packed ? "-gz\"" : "\"");
  const bool known = is_known(head, etag);
  Reply reply = empty_reply(known ? 304 : 200);
  // Vite puts a hash of the bytes into the names under /assets/.
  reply.with("Cache-Control", starts_with(head.path, "/assets/")
                                  ? "public, max-age=31536000, immutable"
                                  : "no-cache");
  reply.with("ETag", etag).with("Vary", "Accept-Encoding");
  if (known) return reply;
  reply.with("Content-Type", std::string(file.asset.content_type));
  if (packed) reply.with("Content-Encoding", "gzip");
  reply.kept = packed ? file.asset.gzip : file.asset.bytes;
  return reply;
}

}  // namespace retainwise::http
