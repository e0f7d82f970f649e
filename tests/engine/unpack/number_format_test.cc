#include "engine/unpack/number_format.h"

#include <gtest/gtest.h>

namespace retainwise::unpack {
namespace {

std::string shown(std::string_view value, std::string_view code, Epoch epoch = Epoch::k1900) {
  return shown_text(value, format_of(code), epoch);
}

TEST(NumberFormat, KnowsADateByItsCode) {
  for (const char* code : {"yyyy-mm-dd", "DD/MM/YY", "[$-407]d. mmmm yyyy;@", "mmm-yy", "m/d/yy",
                           "yyyy\"年\"m\"月\"d\"日\"", "mmmm"})
    EXPECT_EQ(format_of(code).shown, Shown::kDate) << code;
  for (const char* code : {"h:mm", "HH:MM AM/PM", "mm:ss.0", "h \"h\""})
    EXPECT_EQ(format_of(code).shown, Shown::kTime) << code;
  for (const char* code : {"yyyy-mm-dd hh:mm", "m/d/yy h:mm AM/PM"})
    EXPECT_EQ(format_of(code).shown, Shown::kDateTime) << code;
  for (const char* code : {"[h]:mm:ss", "[mm]:ss", "[HH]:MM"})
    EXPECT_EQ(format_of(code).shown, Shown::kDuration) << code;
}

TEST(NumberFormat, TakesNoNumberForADate) {
  for (const char* code : {"General", "Standard", "0", "0.00", "#,##0", "#,##0.00 \"days\"",
                           "[Red]0", "[$$-409]#,##0.00", "0\\d", "_-* #,##0_-", "0.00E+00", "@", "",
                           "# ?/?", "0;[Red]\"deadline\"", "[Yellow]General", "0\" kg\""})
    EXPECT_EQ(format_of(code).shown, Shown::kNumber) << code;
}

TEST(NumberFormat, CountsDaysAsSpreadsheetsDo) {
  EXPECT_EQ(shown("45000", "yyyy-mm-dd"), "2023-03-15");
  EXPECT_EQ(shown("61", "yyyy-mm-dd"), "1900-03-01");
  EXPECT_EQ(shown("59", "yyyy-mm-dd"), "1900-02-28");
  EXPECT_EQ(shown("1", "yyyy-mm-dd"), "1900-01-01");
  EXPECT_EQ(shown("2958465", "yyyy-mm-dd"), "9999-12-31");
  EXPECT_EQ(shown("0", "yyyy-mm-dd"), "0000-00-00");
  EXPECT_EQ(shown("0", "yyyy-mm-dd", Epoch::k1904), "1904-01-01");
  EXPECT_EQ(shown("40000", "yyyy-mm-dd", Epoch::k1904), "2013-07-07");
}

TEST(NumberFormat, ShowsTimesToTheMillisecond) {
  EXPECT_EQ(shown("45000.5", "yyyy-mm-dd"), "2023-03-15 12:00:00");
  EXPECT_EQ(shown("45000", "yyyy-mm-dd hh:mm"), "2023-03-15 00:00:00");
  EXPECT_EQ(shown("45000.354895833334", "yyyy-mm-dd hh:mm"), "2023-03-15 08:31:03");
  EXPECT_EQ(shown("45000.99999999999", "yyyy-mm-dd hh:mm"), "2023-03-16 00:00:00");
  EXPECT_EQ(shown("0.3125", "h:mm"), "07:30:00");
  EXPECT_EQ(shown("0.000011585648", "mm:ss.000"), "00:00:01.001");
  EXPECT_EQ(shown("1.5", "[h]:mm"), "36:00:00");
}

TEST(NumberFormat, LeavesWhatIsNoDayANumber) {
  EXPECT_EQ(shown("-3", "yyyy-mm-dd"), "-3");
  EXPECT_EQ(shown("2958466", "yyyy-mm-dd"), "2958466");
}

TEST(NumberFormat, KeepsEveryDigitOfANumber) {
  EXPECT_EQ(shown("0.30000000000000004", "0.00"), "0.30000000000000004");
  EXPECT_EQ(shown("0.10000000000000001", "General"), "0.1");
  EXPECT_EQ(shown("1E+3", "General"), "1000");
  EXPECT_EQ(shown("1234567890123456", "General"), "1234567890123456");
  EXPECT_EQ(shown("1.2345678901234501E+17", "General"), "123456789012345008");
  EXPECT_EQ(shown("-5.25", "0"), "-5.25");
  EXPECT_EQ(shown("not a number", "0"), "not a number");
}

TEST(NumberFormat, ShowsCodesWithTheirLeadingZeros) {
  EXPECT_EQ(shown("1067", "00000"), "01067");
  EXPECT_EQ(shown("123456789", "000\\-00\\-0000"), "123-45-6789");
  EXPECT_EQ(shown("1234567", "00000"), "1234567");
  EXPECT_EQ(shown("10.5", "00000"), "10.5");
  EXPECT_EQ(shown("5", "0"), "5");
  EXPECT_EQ(shown("5", "00\" kg\""), "5");
}

TEST(NumberFormat, MovesThePointOfAPercentExactly) {
  EXPECT_EQ(percent_text("0.07"), "7%");
  EXPECT_EQ(percent_text("0.2537"), "25.37%");
  EXPECT_EQ(percent_text("-1.5"), "-150%");
  EXPECT_EQ(percent_text("0"), "0%");
  EXPECT_EQ(percent_text("?"), "?");
}

TEST(NumberFormat, KnowsTheFormatsWithoutACode) {
  EXPECT_EQ(built_in_format(0).shown, Shown::kNumber);
  EXPECT_EQ(built_in_format(10).shown, Shown::kPercent);
  EXPECT_EQ(built_in_format(14).shown, Shown::kDate);
  EXPECT_EQ(built_in_format(21).shown, Shown::kTime);
  EXPECT_EQ(built_in_format(22).shown, Shown::kDateTime);
  EXPECT_EQ(built_in_format(46).shown, Shown::kDuration);
  EXPECT_EQ(built_in_format(49).shown, Shown::kNumber);
}

}  // namespace
}  // namespace retainwise::unpack
