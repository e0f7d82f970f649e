#include "engine/unpack/gzip.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/unpack/limits.h"
#include "tests/engine/unpack/packing.h"

namespace retainwise::unpack {
namespace {

constexpr std::uint64_t kPlenty = 1U << 30U;

Result<std::string> unpacked(std::string_view packed, std::uint64_t most = kPlenty) {
  return gunzip(as_bytes(packed), most, NoProgress());
}

std::string code_of(std::string_view packed, std::uint64_t most = kPlenty) {
  const auto text = unpacked(packed, most);
  return text.ok() ? "" : text.error().code;
}

TEST(Gzip, GivesTheTextBack) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += std::to_string(i * 7919) + ",Ben\n";
  for (const std::string& each : {std::string(), std::string("a,b\n1,2\n"), text}) {
    const auto back = unpacked(gzipped(each));
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(*back, each);
  }
}

TEST(Gzip, ReadsAllMembersAndPassesOverPadding) {
  const auto back =
      unpacked(gzipped("a,b\n") + gzipped("") + gzipped("1,2\n") + std::string(512, '\0'));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*back, "a,b\n1,2\n");
}

TEST(Gzip, IsKnownByItsBytes) {
  EXPECT_TRUE(is_gzip(as_bytes(gzipped("x"))));
  for (const char* text : {"", "\x1F", "a,b\n", "PK\x03\x04"})
    EXPECT_FALSE(is_gzip(as_bytes(text)));
}

TEST(Gzip, SaysWhereverItIsCut) {
  const std::string packed = gzipped("id,churn\n1,yes\n2,no\n");
  for (std::size_t size = 2; size < packed.size(); ++size)
    EXPECT_EQ(code_of(packed.substr(0, size)), "gzip_cut") << size;
}

TEST(Gzip, NeverGivesOtherTextWhereAByteIsWrong) {
  const std::string text = "id,churn\n1,yes\n2,no\n3,yes\n";
  const std::string packed = gzipped(text);
  for (std::size_t at = 0; at < packed.size(); ++at) {
    for (const int flip : {1, 16, 128}) {
      std::string wrong = packed;
      wrong[at] = static_cast<char>(wrong[at] ^ flip);
      const auto back = unpacked(wrong);
      // Time, system and flags of the head say nothing about the text.
      EXPECT_TRUE(!back.ok() || *back == text) << at;
    }
  }
}

TEST(Gzip, RefusesWhatFollowsTheLastMember) {
  EXPECT_EQ(code_of(gzipped("a,b\n1,2\n") + "rest"), "gzip_damaged");
  EXPECT_EQ(code_of(gzipped("a,b\n1,2\n") + "\x1F\x8B"), "gzip_cut");
}

TEST(Gzip, SaysWhatIsWrongAndWhatToDo) {
  const auto back = unpacked(gzipped("id,churn\n1,yes\n").substr(0, 25));
  ASSERT_FALSE(back.ok());
  EXPECT_EQ(back.error().kind, ErrorKind::kBadFile);
  EXPECT_NE(back.error().what.find("ends too early"), std::string::npos);
  EXPECT_NE(back.error().hint.find("again"), std::string::npos);
}

TEST(Gzip, StopsABombAtItsLimitAndNamesIt) {
  const std::string member = gzipped(std::string(std::size_t{1} << 20U, 'a'));
  std::string bomb;
  for (int i = 0; i < 65; ++i) bomb += member;
  ASSERT_LT(bomb.size(), 100'000U);
  const auto back = unpacked(bomb);
  ASSERT_FALSE(back.ok());
  EXPECT_EQ(back.error().code, "unpacked_too_large");
  EXPECT_NE(back.error().what.find("64 MiB"), std::string::npos);
}

TEST(Gzip, CountsAllMembersAgainstTheLimit) {
  const std::string member = gzipped(std::string(1000, 'a'));
  EXPECT_EQ(code_of(member + member, 1999), "unpacked_too_large");
  EXPECT_EQ(code_of(member + member, 2000), "");
}

TEST(Gzip, AllowsMoreForALargerFile) {
  EXPECT_EQ(unpacked_limit(1, kMostUnpacked), kAlwaysFine);
  EXPECT_EQ(unpacked_limit(1U << 20U, kMostUnpacked), kMostRatio << 20U);
  EXPECT_EQ(unpacked_limit(1U << 30U, kMostUnpacked), kMostUnpacked);
  EXPECT_EQ(unpacked_limit(1U << 30U, 5), 5U);
}

TEST(Gzip, StopsWhenItIsCancelled) {
  class Cancelled final : public Progress {
   public:
    void at(Stage, double) override {}
    void rows(std::int64_t) override {}
    bool cancelled() const override { return true; }
  } progress;
  const auto back = gunzip(as_bytes(gzipped("a")), kPlenty, progress);
  ASSERT_FALSE(back.ok());
  EXPECT_EQ(back.error().kind, ErrorKind::kCancelled);
}

TEST(Gzip, ShowsItsHeadFromItsOwnHead) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += std::to_string(i * 7919) + "\n";
  const std::string packed = gzipped(text);
  EXPECT_EQ(gunzip_head(as_bytes(packed.substr(0, 4096)), 100), text.substr(0, 100));
  EXPECT_EQ(gunzip_head(as_bytes("\x1F\x8Bnonsense"), 100), "");
}

}  // namespace
}  // namespace retainwise::unpack
