#include "base/ids.h"

#include <gtest/gtest.h>

#include <unordered_set>

namespace retainwise {
namespace {

/// Fills with one byte, so that the fixed bits of an id can be seen.
class OneByte final : public Random {
 public:
  explicit OneByte(std::byte byte) : byte_(byte) {}
  void fill(std::span<std::byte> out) override {
    for (std::byte& each : out) each = byte_;
  }

 private:
  std::byte byte_;
};

class Seeded final : public Random {
 public:
  void fill(std::span<std::byte> out) override {
    for (std::byte& each : out) each = static_cast<std::byte>(random_.next() & 0xFFU);
  }

 private:
  SeededRandom random_{1};
};

constexpr std::string_view kId = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";  // RFC 9562, A.6

TEST(Uuid, TakesTheCanonicalForm) {
  const auto id = PredictionId::parse(kId);
  ASSERT_TRUE(id.has_value());
  EXPECT_EQ(id->text(), kId);
}

TEST(Uuid, RefusesEverythingElse) {
  for (const std::string_view text :
       {"", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "017f22e279b07cc398c4dc0c0c07398f",
        "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398f ", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
        "017f22e2079b0-7cc3-98c4-dc0c0c07398f", "../../../../../../../../../etc/passwd"}) {
    EXPECT_FALSE(PredictionId::parse(text).has_value()) << text;
  }
}

TEST(Uuid, RefusesANulInside) {
  std::string text(kId);
  text[3] = '\0';
  EXPECT_FALSE(PredictionId::parse(text).has_value());
}

TEST(Uuid, MadeHasTimeVersionAndVariant) {
  OneByte zeros{std::byte{0}};
  OneByte ones{std::byte{0xFF}};
  const Time now{0x017F22E279B0};
  EXPECT_EQ(PredictionId::make(zeros, now).text(), "017f22e2-79b0-7000-8000-000000000000");
  EXPECT_EQ(PredictionId::make(ones, now).text(), "017f22e2-79b0-7fff-bfff-ffffffffffff");
}

TEST(Uuid, MadeReadsBack) {
  Seeded random;
  const ModelId id = ModelId::make(random, Time{1'700'000'000'000});
  EXPECT_EQ(ModelId::parse(id.text()), id);
}

TEST(Uuid, MadeLaterSortsLater) {
  Seeded random;
  EXPECT_LT(TenantId::make(random, Time{1'700'000'000'000}),
            TenantId::make(random, Time{1'700'000'000'001}));
}

TEST(Uuid, MadeInOneMillisecondDiffer) {
  Seeded random;
  std::unordered_set<PredictionId> ids;
  for (int i = 0; i < 1000; ++i) ids.insert(PredictionId::make(random, Time{5}));
  EXPECT_EQ(ids.size(), 1000U);
}

TEST(Number, TakesDecimalDigits) {
  EXPECT_EQ(UploadId::parse("1")->value, 1);
  EXPECT_EQ(UploadId::parse("9223372036854775807")->value, INT64_MAX);
}

TEST(Number, RefusesEverythingElse) {
  for (const std::string_view text : {"", "0", "-1", "+1", "01", " 1", "1 ", "1.0", "1e3", "0x10",
                                      "9223372036854775808", "99999999999999999999999", "seven"}) {
    EXPECT_FALSE(UploadId::parse(text).has_value()) << text;
  }
}

TEST(BlobKey, TakesKeysOfOurs) {
  for (const std::string_view text :
       {"uploads/0190/20261124T205616123-0a1b2c3d-customers.csv", "results/x", "a", "a/b-c_d.E9"}) {
    ASSERT_TRUE(BlobKey::parse(text).has_value()) << text;
    EXPECT_EQ(BlobKey::parse(text)->text(), text);
  }
}

TEST(BlobKey, NeverLeavesItsFolder) {
  for (const std::string_view text :
       {"", "/", "/etc/passwd", "..", ".", "uploads/..", "uploads/../x", "uploads/./x", "a//b",
        "a/", "uploads/.hidden", "a\\b", "a b", "a\nb", "ä", "a%2e", "~"}) {
    EXPECT_FALSE(BlobKey::parse(text).has_value()) << text;
  }
}

TEST(BlobKey, RefusesANulInside) {
  EXPECT_FALSE(BlobKey::parse(std::string_view("uploads/a\0b", 11)).has_value());
}

TEST(BlobKey, HasAtMost512Bytes) {
  EXPECT_TRUE(BlobKey::parse(std::string(512, 'a')).has_value());
  EXPECT_FALSE(BlobKey::parse(std::string(513, 'a')).has_value());
}

}  // namespace
}  // namespace retainwise
