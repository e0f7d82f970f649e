#include "service/net/sigv4.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/json.h"
#include "base/text.h"
#include "service/net/digest.h"

namespace retainwise::net {
namespace {

constexpr std::string_view kEmptySha256 =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const Secret kExample = {"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"};
const SigningScope kScope = {"us-east-1", "service",
                             parse_rfc3339("2015-08-30T12:36:00Z").value_or(Time{})};

std::string contents(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(text).str();
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size();
    out += escape ? static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16))
                  : text[i];
    i += escape ? 2 : 0;
  }
  return out;
}

void read_target(std::string_view target, Signable& out) {
  const std::size_t mark = target.find('?');
  out.path = target.substr(0, mark);
  if (mark == std::string_view::npos) return;
  for (const std::string& pair : split(target.substr(mark + 1), '&')) {
    const std::size_t equals = pair.find('=');
    out.query.emplace_back(
        decoded(pair.substr(0, equals)),
        equals == std::string::npos ? "" : decoded(std::string_view(pair).substr(equals + 1)));
  }
}

/// A request as the vectors write it; `body` gets what stands after the head.
Signable read_request(const std::string& text, std::string& body) {
  Signable out;
  const std::size_t end = text.find("\n\n");
  body = end == std::string::npos ? "" : text.substr(end + 2);
  std::vector<std::string> lines = split(text.substr(0, end), '\n');
  const std::size_t first = lines[0].find(' '), last = lines[0].rfind(' ');
  out.method = lines[0].substr(0, first);
  read_target(std::string_view(lines[0]).substr(first + 1, last - first - 1), out);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::size_t colon = lines[i].find(':');
    if (starts_with(lines[i], " ")) {
      out.headers.back().second += "\n" + lines[i];
    } else if (colon != std::string::npos) {
      out.headers.emplace_back(lines[i].substr(0, colon), lines[i].substr(colon + 1));
    }
  }
  return out;
}

struct Vector {
  std::filesystem::path folder;
  Json context;
  Signable request;
  Secret secret;
  SigningScope scope;

  explicit Vector(const std::filesystem::path& from) : folder(from) {
    context = parse_json(contents(folder / "context.json")).value();
    std::string body;
    request = read_request(contents(folder / "request.txt"), body);
    request.body_sha256 = hex(sha256(body));
    if (context.value("normalize", false)) request.signed_path = SignedPath::kNormalised;
    const Json& keys = context["credentials"];
    secret = {keys["access_key_id"], keys["secret_access_key"], keys.value("token", "")};
    scope = {context["region"], context["service"],
             parse_rfc3339(context["timestamp"].get<std::string>()).value()};
    if (context.value("omit_session_token", false)) secret.session_token.clear();
  }
};

TEST(Sigv4, SignsAsAwsPublished) {
  const std::filesystem::path all =
      std::filesystem::path(RETAINWISE_SOURCE_DIR) / "../shared/data/sigv4";
  if (!std::filesystem::exists(all)) GTEST_SKIP() << "skipped: needs ../shared/data";
  int held = 0;
  for (const auto& entry : std::filesystem::directory_iterator(all)) {
    SCOPED_TRACE(entry.path().filename().native());
    const Vector vector(entry.path());
    Signable request = vector.request;
    if (vector.context.value("sign_body", false))
      request.headers.emplace_back("x-amz-content-sha256", request.body_sha256);
    sign_headers(request, vector.secret, vector.scope);
    const std::string expected(trim(contents(vector.folder / "header-signature.txt")));
    EXPECT_TRUE(ends_with(request.headers.back().second, "Signature=" + expected))
        << canonical_request(request);
    Signable link = vector.request;
    sign_query(link, vector.secret, vector.scope, vector.context["expiration_in_seconds"]);
    EXPECT_EQ(link.query.back().second, trim(contents(vector.folder / "query-signature.txt")))
        << canonical_request(link);
    ++held;
  }
  EXPECT_GE(held, 38);
}

/// Three of them, for a machine without the others.
TEST(Sigv4, SignsAHeadAndALinkWithATemporaryKey) {
  Secret secret = kExample;
  secret.session_token = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";
  Signable request;
  request.headers = {{"Host", "example.amazonaws.com"}};
  request.body_sha256 = kEmptySha256;
  Signable link = request;
  sign_headers(request, secret, kScope);
  EXPECT_EQ(request.headers.back().second,
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
            "SignedHeaders=host;x-amz-date;x-amz-security-token, Signature="
            "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8");
  sign_query(link, secret, kScope, 3600);
  EXPECT_EQ(link.query.back().second,
            "7ff2b50b376cb4d151970630573d6291dc128cc5c2a12ffb237f73cc53f67b6c");
}

TEST(Sigv4, LeavesTheSlashesOfAKeyAsTheyAre) {
  Signable request;
  request.path = "//example//";
  request.headers = {{"Host", "example.amazonaws.com"}};
  request.body_sha256 = kEmptySha256;
  sign_headers(request, kExample, kScope);
  EXPECT_TRUE(ends_with(request.headers.back().second,
                        "Signature="
                        "87cca117541a147f6df867677d98a7d80dff226d2bfca9e4ffa899665623c7e5"));
}

TEST(Sigv4, EncodesAllButUnreservedCharacters) {
  EXPECT_EQ(percent_encoded("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(percent_encoded("a/b c+ü", "/"), "a/b%20c%2B%C3%BC");
}

}  // namespace
}  // namespace retainwise::net
