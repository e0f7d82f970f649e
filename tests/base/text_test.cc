#include "base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace retainwise {
namespace {

using testing::ElementsAre;

TEST(Trim, TakesBlanksOfEveryKindFromBothEnds) {
  EXPECT_EQ(trim("  a b\t\r\n"), "a b");
  EXPECT_EQ(trim("\xC2\xA0x\xC2\xA0"), "x");          // NBSP
  EXPECT_EQ(trim("\xE2\x80\x8Bx\xE2\x80\xAF"), "x");  // zero-width, narrow NBSP
  EXPECT_EQ(trim("\xEF\xBB\xBFx"), "x");              // BOM
}

TEST(Trim, LeavesOtherCharactersWhole) {
  EXPECT_EQ(trim("é"), "é");
  EXPECT_EQ(trim("à"), "à");  // ends in the byte A0, as NBSP does
  EXPECT_EQ(trim("€"), "€");
}

TEST(Trim, OfNothingButBlanksIsEmpty) {
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim(" \t\xC2\xA0\v\f"), "");
}

TEST(Lower, FoldsAsciiOnly) {
  EXPECT_EQ(lower("AbZ-9 É"), "abz-9 É");
}

TEST(Parts, AreFoundAtStartAndEndAndInside) {
  EXPECT_TRUE(starts_with("churn_date", "churn"));
  EXPECT_FALSE(starts_with("ch", "churn"));
  EXPECT_TRUE(ends_with("file.csv", ".csv"));
  EXPECT_FALSE(ends_with("csv", ".csv"));
  EXPECT_TRUE(contains("churn_date", "n_d"));
  EXPECT_FALSE(contains("churn", "date"));
  EXPECT_TRUE(starts_with("", "") && ends_with("", "") && contains("", ""));
}

TEST(Split, KeepsEmptyParts) {
  EXPECT_THAT(split("a,,b,", ','), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(split("", ','), ElementsAre(""));
}

TEST(NormalisedName, IsTheSameForEveryWayToWriteAName) {
  for (const std::string_view name :
       {"MonthlyCharges", "monthlyCharges", "monthly charges", "Monthly_Charges",
        " monthly-charges ", "Monthly  Charges?", "MONTHLY CHARGES",
        "monthly\xC2\xA0"
        "charges"}) {
    EXPECT_EQ(normalised_name(name), "monthly_charges") << name;
  }
}

TEST(NormalisedName, PartsAnAbbreviationFromTheWordAfterIt) {
  EXPECT_EQ(normalised_name("CustomerID"), "customer_id");
  EXPECT_EQ(normalised_name("HTTPServer"), "http_server");
  EXPECT_EQ(normalised_name("Q3Revenue"), "q3_revenue");
}

TEST(NormalisedName, TakesAccentsOff) {
  EXPECT_EQ(normalised_name("Résilié"), "resilie");
  EXPECT_EQ(normalised_name("Kündigung"), "kundigung");
  EXPECT_EQ(normalised_name("Straße"), "strasse");
  EXPECT_EQ(normalised_name("Łódź"), "lodz");
  EXPECT_EQ(normalised_name("ŒUVRE"), "oeuvre");
}

TEST(NormalisedName, KeepsLettersOfOtherScripts) {
  EXPECT_EQ(normalised_name("Отток клиентов"), "Отток_клиентов");
  EXPECT_EQ(normalised_name("解約 日"), "解約_日");
}

TEST(NormalisedName, OfSignsAloneIsEmpty) {
  EXPECT_EQ(normalised_name(""), "");
  EXPECT_EQ(normalised_name("?!-"), "");
}

TEST(NormalisedName, LeavesOutApostrophes) {
  EXPECT_EQ(normalised_name("Customer's plan"), "customers_plan");
}

TEST(NameWords, AreTheWordsOfTheNormalisedName) {
  EXPECT_THAT(name_words("ChurnReasonCode"), ElementsAre("churn", "reason", "code"));
  EXPECT_TRUE(name_words("").empty());
}

TEST(IsUtf8, TakesEveryLengthOfCharacter) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("aé€😀"));
  EXPECT_TRUE(is_utf8("\xF4\x8F\xBF\xBF"));  // U+10FFFF
}

TEST(IsUtf8, RefusesWhatTheStandardForbids) {
  for (const std::string_view text : {
           "\x80",              // tail without a head
           "\xC3",              // cut short
           "\xE2\x82",          // cut short
           "\xF0\x9F\x98",      // cut short
           "\xC0\xAF",          // overlong
           "\xE0\x80\xAF",      // overlong
           "\xF0\x80\x80\xAF",  // overlong
           "\xED\xA0\x80",      // surrogate
           "\xF4\x90\x80\x80",  // above U+10FFFF
           "\xFF",
           "a\xC3(",
       }) {
    EXPECT_FALSE(is_utf8(text));
  }
}

TEST(Shortened, LeavesWhatFits) {
  EXPECT_EQ(shortened("abc", 3), "abc");
  EXPECT_EQ(shortened("", 0), "");
}

TEST(Shortened, NeverExceedsTheLimitNorCutsACharacter) {
  const std::string text = "aé€😀aé€😀aé€😀";
  for (std::size_t limit = 3; limit < text.size(); ++limit) {
    const std::string cut = shortened(text, limit);
    EXPECT_LE(cut.size(), limit);
    EXPECT_TRUE(is_utf8(cut)) << limit;
    EXPECT_TRUE(ends_with(cut, "…"));
  }
}

TEST(FormatNumber, IsTheShortestThatReadsBack) {
  EXPECT_EQ(format_number(0.1), "0.1");
  EXPECT_EQ(format_number(3.0), "3");
  EXPECT_EQ(format_number(-0.25), "-0.25");
  EXPECT_EQ(format_number(1e300), "1e+300");
  EXPECT_EQ(format_number(std::nan("")), "");
}

TEST(FormatFixed, HasExactlyTheDigitsAskedFor) {
  EXPECT_EQ(format_fixed(0.5, 3), "0.500");
  EXPECT_EQ(format_fixed(2.0 / 3.0, 2), "0.67");
  EXPECT_EQ(format_fixed(-1.005, 0), "-1");
  EXPECT_EQ(format_fixed(1e300, 1).size(), 303U);
}

TEST(Utf8, SeesABadByteAtEveryPlaceOfALongText) {
  for (const std::size_t length : {7U, 8U, 9U, 63U, 64U, 65U, 200U}) {
    const std::string text(length, 'a');
    EXPECT_TRUE(is_utf8(text));
    for (std::size_t at = 0; at < length; ++at) {
      std::string bad = text;
      bad[at] = '\xE9';
      EXPECT_FALSE(is_utf8(bad)) << length << " " << at;
      std::string letter = text;
      letter.replace(at, 1, "é");
      EXPECT_TRUE(is_utf8(letter)) << length << " " << at;
    }
  }
}

}  // namespace
}  // namespace retainwise
