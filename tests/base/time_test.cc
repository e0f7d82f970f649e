#include "base/time.h"

#include <gtest/gtest.h>

namespace retainwise {
namespace {

TEST(Date, CountsFromTheEpoch) {
  EXPECT_EQ(date_of(1970, 1, 1)->days, 0);
  EXPECT_EQ(date_of(1969, 12, 31)->days, -1);
  EXPECT_EQ(date_of(2000, 3, 1)->days, 11'017);
  EXPECT_EQ(date_of(2026, 11, 24)->days, 20'781);
}

TEST(Date, ThatDoesNotExistIsNone) {
  EXPECT_FALSE(date_of(2023, 2, 29).has_value());
  EXPECT_FALSE(date_of(1900, 2, 29).has_value());
  EXPECT_FALSE(date_of(2024, 4, 31).has_value());
  EXPECT_FALSE(date_of(2024, 0, 1).has_value());
  EXPECT_FALSE(date_of(2024, 13, 1).has_value());
  EXPECT_FALSE(date_of(2024, 1, 0).has_value());
  EXPECT_FALSE(date_of(2024, 1, 32).has_value());
  EXPECT_FALSE(date_of(2024, 1, -1).has_value());
  EXPECT_FALSE(date_of(100'000, 1, 1).has_value());
}

TEST(Date, KnowsLeapYears) {
  EXPECT_TRUE(date_of(2024, 2, 29).has_value());
  EXPECT_TRUE(date_of(2000, 2, 29).has_value());
}

TEST(Date, BecomesYearMonthDayAndBack) {
  for (std::int32_t days = -200'000; days < 200'000; days += 97) {
    const CivilDate day = civil(Date{days});
    ASSERT_EQ(date_of(day.year, day.month, day.day), Date{days});
  }
}

TEST(Date, IsWrittenAsIsoAndReadBack) {
  EXPECT_EQ(iso(*date_of(2026, 11, 4)), "2026-11-04");
  EXPECT_EQ(parse_iso_date("2026-11-04"), date_of(2026, 11, 4));
  EXPECT_EQ(parse_iso_date("0001-01-01"), date_of(1, 1, 1));
}

TEST(Date, OtherTextIsNoIsoDate) {
  for (const std::string_view text : {"", "2026-11-4", "2026/11/04", "26-11-04", "2026-11-04 ",
                                      "2026-02-30", "2026-1a-04", "+026-11-04", "20261104"}) {
    EXPECT_FALSE(parse_iso_date(text).has_value()) << text;
  }
}

TEST(Date, OfATimeIsItsUtcDay) {
  EXPECT_EQ(date_of(Time{0}).days, 0);
  EXPECT_EQ(date_of(Time{86'399'999}).days, 0);
  EXPECT_EQ(date_of(Time{86'400'000}).days, 1);
  EXPECT_EQ(date_of(Time{-1}).days, -1);
  EXPECT_EQ(date_of(Time{-86'400'000}).days, -1);
  EXPECT_EQ(date_of(Time{-86'400'001}).days, -2);
}

TEST(Rfc3339, IsWrittenInUtcWithMilliseconds) {
  EXPECT_EQ(rfc3339(Time{0}), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(rfc3339(Time{1'795'553'776'123}), "2026-11-24T20:56:16.123Z");
  EXPECT_EQ(rfc3339(Time{-1}), "1969-12-31T23:59:59.999Z");
}

TEST(Rfc3339, ReadsBackWhatItWrites) {
  for (const std::int64_t ms : {std::int64_t{0}, std::int64_t{1'795'553'776'123}, std::int64_t{-1},
                                std::int64_t{-62'000}}) {
    EXPECT_EQ(parse_rfc3339(rfc3339(Time{ms})), Time{ms});
  }
}

TEST(Rfc3339, TakesWholeSeconds) {
  EXPECT_EQ(parse_rfc3339("1970-01-01T00:01:00Z"), Time{60'000});
}

TEST(Rfc3339, RefusesEverythingElse) {
  for (const std::string_view text :
       {"", "2026-11-24", "2026-11-24T20:56:16", "2026-11-24T20:56:16+01:00",
        "2026-11-24 20:56:16Z", "2026-11-24T24:00:00Z", "2026-11-24T20:60:00Z",
        "2026-11-24T20:56:61Z", "2026-02-30T00:00:00Z", "2026-11-24T20:56:16.1Z",
        "2026-11-24T20:56:16.1234Z", "2026-11-24T20:56:16.12xZ", "2026-11-24T20:56:16xZ",
        "2026-11-24Tab:56:16Z"}) {
    EXPECT_FALSE(parse_rfc3339(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace retainwise
