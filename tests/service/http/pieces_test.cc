/// The small parts of the room, one sentence each.
#include <gtest/gtest.h>

#include "service/http/conditions.h"
#include "service/http/cookies.h"
#include "service/http/disposition.h"
#include "service/http/origin.h"
#include "service/http/parameters.h"
#include "service/http/prefer.h"
#include "service/http/problem.h"
#include "service/http/router.h"
#include "service/http/signer.h"
#include "service/http/target.h"
#include "service/http/turns.h"
#include "tests/service/http/live_server.h"

namespace retainwise::http {
namespace {

Result<Reply> nothing(const Request&, Context&) {
  return empty_reply(204);
}

const Route kRoutes[] = {
    {GET, "/a/{id}", nothing, Needs::kRead},
    {DELETE, "/a/{id}", nothing, Needs::kRead},
    {GET, "/a/new", nothing, Needs::kRead},
    {GET, "/a/{id}/b/{row}", nothing, Needs::kRead},
};

TEST(Router, PutsLiteralsBeforeParameters) {
  const Router router({kRoutes});
  EXPECT_EQ(router.find(GET, "/a/new").route->pattern, "/a/new");
  EXPECT_EQ(router.find(GET, "/a/new/").route->pattern, "/a/new");
  EXPECT_EQ(router.find(GET, "/a/7").params, std::vector<std::string>{"7"});
  EXPECT_EQ(router.find(Method::kHead, "/a/7").route->pattern, "/a/{id}");
  EXPECT_EQ(router.find(GET, "/a/7/b/8").params, (std::vector<std::string>{"7", "8"}));
}

TEST(Router, SaysWhichMethodsAnAddressTakes) {
  const Router router({kRoutes});
  EXPECT_EQ(router.find(POST, "/a/7").route, nullptr);
  EXPECT_EQ(router.find(POST, "/a/7").allow, "GET, HEAD, DELETE");
  EXPECT_EQ(router.find(DELETE, "/a/new").allow, "GET, HEAD");
  EXPECT_EQ(router.find(GET, "/b").allow, "");
  EXPECT_EQ(router.find(GET, "/a").allow, "");
}

TEST(Attachment, HoldsNoRawByteOfAName) {
  EXPECT_EQ(attachment("a b.csv"), "attachment; filename=\"a b.csv\"; filename*=UTF-8''a%20b.csv");
  EXPECT_EQ(attachment("ä\"\r\n\xE2\x80\xAE.csv"),
            "attachment; filename=\"___.csv\"; filename*=UTF-8''%C3%A4%22%E2%80%AE.csv");
  EXPECT_EQ(attachment("../../etc/passwd"),
            "attachment; filename=\"passwd\"; filename*=UTF-8''passwd");
  EXPECT_EQ(attachment("C:\\x.csv"), "attachment; filename=\"x.csv\"; filename*=UTF-8''x.csv");
  EXPECT_EQ(attachment(".htaccess"),
            "attachment; filename=\"download.htaccess\"; filename*=UTF-8''download.htaccess");
  EXPECT_LT(attachment(std::string(5000, 'x')).size(), 700U);
}

TEST(Signer, OpensWhatItSignedForTheSamePurposeOnly) {
  RealRandom random;
  const Signer signer(random);
  const std::string text = signer.sign("list", "hello");
  EXPECT_EQ(signer.open("list", text), "hello");
  EXPECT_EQ(signer.open("other", text), std::nullopt);
  EXPECT_EQ(Signer(random).open("list", text), std::nullopt);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_EQ(signer.open("list", changed), std::nullopt) << i;
  }
  EXPECT_EQ(signer.open("list", ""), std::nullopt);
  EXPECT_EQ(signer.open("list", text + "="), std::nullopt);
}

TEST(Cookies, AreReadByExactNameAndOnce) {
  Head head;
  head.fields = {{"cookie", "a=1; session=x.y=; xsession=2;broken"}};
  EXPECT_EQ(cookie_of(head, "session"), "x.y=");
  EXPECT_EQ(cookie_of(head, "ession"), "");
  head.fields = {{"cookie", "s=1; s=1"}};
  EXPECT_EQ(cookie_of(head, "s"), std::nullopt);
  EXPECT_EQ(cookie_of(Head(), "s"), "");
}

TEST(AllowedHosts, TakeAddressesOnlyWhereTheServerListensBeyondLoopback) {
  ServerOptions options;
  EXPECT_FALSE(AllowedHosts(options).allow("192.168.1.5:8080"));
  options.host = "0.0.0.0";
  EXPECT_TRUE(AllowedHosts(options).allow("192.168.1.5:8080"));
  EXPECT_FALSE(AllowedHosts(options).allow("evil.test"));
  options.allowed_hosts = {"Churn.Example", "other.example:8443"};
  EXPECT_TRUE(AllowedHosts(options).allow("churn.example:1"));
  EXPECT_TRUE(AllowedHosts(options).allow("other.example:8443"));
  EXPECT_FALSE(AllowedHosts(options).allow("other.example"));
  options.public_url = "https://public.example/";
  EXPECT_TRUE(AllowedHosts(options).allow("public.example"));
}

TEST(Prefer, ReadsAWaitOfAtMostAMinute) {
  EXPECT_EQ(preferred_wait("wait=5"), 5);
  EXPECT_EQ(preferred_wait("respond-async, Wait=99999999999"), 60);
  EXPECT_EQ(preferred_wait("wait=-1"), std::nullopt);
  EXPECT_EQ(preferred_wait("wait=1.5"), std::nullopt);
  EXPECT_EQ(preferred_wait(""), std::nullopt);
}

TEST(Query, DecodesOnceAndRefusesWhatIsNoText) {
  const auto query = Query::parse("a=1%2B1&b=x+y&a=2&c&=d&%61%20=%C3%A4");
  ASSERT_TRUE(query.has_value());
  EXPECT_EQ(query->get("a"), "1+1");
  EXPECT_EQ(query->get("b"), "x y");
  EXPECT_EQ(query->get("c"), "");
  EXPECT_EQ(query->get("a "), "ä");
  EXPECT_EQ(query->get("none"), std::nullopt);
  for (const auto* raw : {"a=%", "a=%4", "a=%gg", "a=%00", "a=%0d", "a=%ff"})
    EXPECT_FALSE(Query::parse(raw).has_value()) << raw;
}

TEST(ListOf, TellsEveryChoiceApart) {
  EXPECT_EQ(list_of("a", {"x", ""}), list_of("a", {"x", ""}));
  EXPECT_NE(list_of("a", {"x", ""}), list_of("a", {"", "x"}));
  EXPECT_NE(list_of("a", {"x?1:y", ""}), list_of("a", {"x", "y"}));
}

TEST(Wanted, ReadsOneRangeOfBytes) {
  const auto part = [](const std::string& range, std::int64_t size) {
    Head head;
    head.method = Method::kGet;
    head.fields = {{"range", range}};
    return wanted(head, "\"e\"", size);
  };
  EXPECT_EQ(std::get<FilePart>(part("bytes=0-0", 9)), (FilePart{0, 1}));
  EXPECT_EQ(std::get<FilePart>(part("BYTES= 4-99999999999999999999 ", 9)), (FilePart{4, 5}));
  EXPECT_EQ(std::get<FilePart>(part("bytes=-99", 9)), (FilePart{0, 9}));
  for (const auto* none : {"bytes=9-", "bytes=-0", "bytes=99999999999999999999-"})
    EXPECT_TRUE(std::holds_alternative<NoSuchPart>(part(none, 9))) << none;
  EXPECT_TRUE(std::holds_alternative<NoSuchPart>(part("bytes=-1", 0)));
  for (const auto* whole :
       {"", "bytes=", "bytes=-", "bytes=1", "bytes=+1-2", "bytes=1-2-3", "b=0-1"})
    EXPECT_TRUE(std::holds_alternative<WholeFile>(part(whole, 9))) << whole;
}

TEST(Turns, AreCountedByUserAndComeBack) {
  Turns turns(2);
  auto one = turns.take(UserId{1});
  const auto two = turns.take(UserId{1});
  EXPECT_EQ(turns.take(UserId{1}), nullptr);
  EXPECT_NE(turns.take(UserId{2}), nullptr);
  EXPECT_EQ(turns.open(), 2);
  one.reset();
  EXPECT_NE(turns.take(UserId{1}), nullptr);
}

TEST(Problem, MapsEveryKindAndKeepsDetailBack) {
  const auto status = [](ErrorKind kind) { return status_of({kind, "x", "", "", ""}); };
  EXPECT_EQ(status(ErrorKind::kBadFile), 400);
  EXPECT_EQ(status(ErrorKind::kBadRequest), 422);
  EXPECT_EQ(status(ErrorKind::kNotFound), 404);
  EXPECT_EQ(status(ErrorKind::kConflict), 409);
  EXPECT_EQ(status(ErrorKind::kDenied), 403);
  EXPECT_EQ(status(ErrorKind::kStorageFull), 507);
  EXPECT_EQ(status(ErrorKind::kUnavailable), 503);
  EXPECT_EQ(status(ErrorKind::kBug), 500);
  EXPECT_EQ(status_of(bad_file("unsupported_container", "")), 415);
  EXPECT_EQ(status_of(bad_request("too_large", "")), 413);
  const Reply reply = problem(bug("/secret/path: select"), "id");
  EXPECT_EQ(reply.body.find("secret"), std::string::npos);
  const Reply full = problem({ErrorKind::kStorageFull, "storage_full", "No room.", "", ""}, "id");
  EXPECT_NE(full.body.find("urn:retainwise:problem:storage-full"), std::string::npos);
}

TEST(ImfDate, IsTheDateOfHttp) {
  EXPECT_EQ(imf_date(Time{784'111'777'000}), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(imf_date(Time{0}), "Thu, 01 Jan 1970 00:00:00 GMT");
}

}  // namespace
}  // namespace retainwise::http
