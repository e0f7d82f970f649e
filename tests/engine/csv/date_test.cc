#include "engine/csv/date.h"

#include <gtest/gtest.h>

namespace retainwise::csv {
namespace {

std::optional<double> days(std::string_view cell, DateOrder order = DateOrder::kMonthFirst) {
  const std::optional<DateText> date = date_text(cell);
  return date ? days_of(*date, order, *date_of(2026, 11, 24)) : std::nullopt;
}

TEST(Date, IsNoLongNumber) {
  EXPECT_FALSE(date_text("98765432109876mixed").has_value());
  EXPECT_FALSE(date_text("9876543210-01-02").has_value());
  EXPECT_FALSE(days_of_serial("98765432109876").has_value());
  EXPECT_FALSE(date_text("2023-01-05T10:00:00.1234567890").has_value());
  EXPECT_TRUE(date_text("2023-01-05T10:00:00.123456789").has_value());
}

TEST(Date, IsADayThatExists) {
  EXPECT_FALSE(days("2023-02-29").has_value());
  EXPECT_TRUE(days("2024-02-29").has_value());
  EXPECT_FALSE(days("13/13/2023").has_value());
  EXPECT_FALSE(days("2023-01-05T24:01").has_value());
  EXPECT_FALSE(days("1/5/23 13:00 PM").has_value());
}

TEST(Date, IsMovedToUtc) {
  EXPECT_EQ(*days("2023-01-05T02:00+03:00"), *days("2023-01-04 23:00"));
  EXPECT_EQ(*days("2023-01-05T23:30:00-0130"), *days("2023-01-06T01:00Z"));
}

TEST(Date, TakesTheOrderOnlyWhereItIsOpen) {
  EXPECT_NE(*days("05/06/2023"), *days("05/06/2023", DateOrder::kDayFirst));
  EXPECT_EQ(*days("05.06.2023"), *days("05.06.2023", DateOrder::kDayFirst));
  EXPECT_EQ(*days("5 Jun 2023"), *days("05.06.2023"));
}

}  // namespace
}  // namespace retainwise::csv
