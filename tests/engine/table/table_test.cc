#include "engine/table/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <vector>

#include "engine/table/builder.h"
#include "engine/table/interner.h"

namespace retainwise::table {
namespace {

using testing::ElementsAre;

TEST(Column, NumbersTextsByFirstAppearanceAndCountsWhatIsMissing) {
  const Column column = text_column("Plan", {"Pro", "Basic", "", "Pro"});
  EXPECT_EQ(column.type(), Type::kText);
  EXPECT_EQ(column.rows(), 4U);
  EXPECT_EQ(column.missing(), 1U);
  EXPECT_EQ(column.distinct(), 2U);
  EXPECT_THAT(column.codes(), ElementsAre(0U, 1U, kMissing, 0U));
  EXPECT_THAT(column.dictionary().texts(), ElementsAre("Pro", "Basic"));
  EXPECT_TRUE(column.numbers().empty());
}

TEST(Column, KeepsTheTextsOfNumbersWhileTheyAreFew) {
  const Column few = number_column("Seats", {1, 2.5, std::nan(""), 1});
  EXPECT_TRUE(few.has_codes());
  EXPECT_EQ(few.missing(), 1U);
  EXPECT_EQ(few.distinct(), 2U);
  EXPECT_THAT(few.dictionary().texts(), ElementsAre("1", "2.5"));
  EXPECT_THAT(few.codes(), ElementsAre(0U, 1U, kMissing, 0U));
}

TEST(Column, DropsTheTextsOfNumbersWhereTheyAreMany) {
  std::vector<double> values(kMaxNumericLevels + 1);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i);
  const Column many = number_column("Revenue", values);
  EXPECT_FALSE(many.has_codes());
  EXPECT_TRUE(many.codes().empty());
  EXPECT_EQ(many.distinct(), kMaxNumericLevels + 1);
  values.pop_back();
  EXPECT_TRUE(number_column("Revenue", values).has_codes());
}

TEST(Column, HoldsBooleansAsOneAndZeroWithTheirTexts) {
  const Column column = boolean_column("Churn", {"Yes", "No", ""}, "Yes");
  EXPECT_EQ(column.type(), Type::kBoolean);
  EXPECT_EQ(column.numbers()[0], 1.0);
  EXPECT_EQ(column.numbers()[1], 0.0);
  EXPECT_TRUE(std::isnan(column.numbers()[2]));
  EXPECT_THAT(column.dictionary().texts(), ElementsAre("Yes", "No"));
}

TEST(Column, HoldsDatesAsDays) {
  const std::vector<std::optional<Date>> days = {Date{1}, std::nullopt};
  const Column column = date_column("Since", days);
  EXPECT_EQ(column.type(), Type::kDate);
  EXPECT_EQ(column.numbers()[0], 1.0);
  EXPECT_EQ(column.missing(), 1U);
  EXPECT_THAT(column.dictionary().texts(), ElementsAre("1970-01-02"));
}

TEST(Column, MayBeEmpty) {
  const Column column = ColumnBuilder("Notes").empty(3);
  EXPECT_EQ(column.type(), Type::kEmpty);
  EXPECT_EQ(column.missing(), 3U);
  EXPECT_EQ(column.distinct(), 0U);
}

TEST(Table, FindsColumnsByExactName) {
  auto table =
      TableBuilder().add(text_column("City", {"Rome"})).add(number_column("Age", {40})).build();
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table->rows(), 1U);
  EXPECT_EQ(table->find("Age"), 1U);
  EXPECT_EQ(table->find("age"), std::nullopt);
}

TEST(Table, RefusesColumnsOfUnequalLengthOrEqualName) {
  auto uneven = TableBuilder().add(number_column("a", {1})).add(number_column("b", {1, 2})).build();
  ASSERT_FALSE(uneven.ok());
  EXPECT_EQ(uneven.error().kind, ErrorKind::kBug);
  auto twice = TableBuilder().add(number_column("a", {1})).add(number_column("a", {2})).build();
  EXPECT_FALSE(twice.ok());
}

TEST(Type, HasANameEach) {
  EXPECT_EQ(name_of(Type::kEmpty), "empty");
  EXPECT_EQ(name_of(Type::kNumber), "number");
  EXPECT_EQ(name_of(Type::kBoolean), "boolean");
  EXPECT_EQ(name_of(Type::kDate), "date");
  EXPECT_EQ(name_of(Type::kDateAmbiguous), "date_ambiguous");
  EXPECT_EQ(name_of(Type::kText), "text");
}

TEST(Interner, GivesTheSameCodesWhateverTheSeed) {
  Interner a(1);
  Interner b(0x1234567890abcdefULL);
  for (int i = 0; i < 5000; ++i) {
    const std::string text = "customer number " + std::to_string(i % 1700);
    const std::uint32_t code = a.code(text);
    EXPECT_EQ(code, static_cast<std::uint32_t>(i % 1700));
    EXPECT_EQ(code, b.code(text));
  }
  EXPECT_EQ(a.size(), 1700U);
}

TEST(Interner, KnowsATextAgainWhateverItsLength) {
  Interner interner(42);
  std::vector<std::string> texts;
  for (std::size_t length = 0; length < 70; ++length) {
    for (const char last : {'a', 'b', '\0'}) {
      texts.push_back(std::string(length, 'x') + last);
      texts.push_back(last + std::string(length, 'y'));
      if (length > 2)
        texts.push_back(std::string(length / 2, 'z') + last + std::string(length, 'z'));
    }
  }
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  for (std::uint32_t i = 0; i < texts.size(); ++i) EXPECT_EQ(interner.code(texts[i]), i);
  for (std::uint32_t i = 0; i < texts.size(); ++i) EXPECT_EQ(interner.code(texts[i]), i);
  EXPECT_EQ(interner.texts(), texts);
}

TEST(Interner, GivesAReservedWordItsOwnCode) {
  Interner interner(7);
  for (const char* word : {"", "NA", "NULL"}) interner.reserve_word(ShortText::of(word), kMissing);
  EXPECT_EQ(interner.code("NA"), kMissing);
  EXPECT_EQ(interner.code(""), kMissing);
  EXPECT_EQ(interner.code("NAN"), 0U);
  EXPECT_EQ(interner.code("NULL"), kMissing);
  EXPECT_EQ(interner.size(), 1U);
}

TEST(Column, CountDifferentValuesWithZeroOnce) {
  std::vector<double> values = {0.0, -0.0, std::nan(""), 1.5};
  for (int i = 0; i < 5000; ++i) values.push_back(i % 4000 + 2);
  const Column column = ColumnBuilder("n").values(Type::kNumber, values, std::nullopt);
  EXPECT_EQ(column.distinct(), 4002U);
  EXPECT_EQ(column.missing(), 1U);
}

/// Values whose places in a table of 4,096 are all the same: chosen by who knows the table.
TEST(Column, CountDifferentValuesThatCollide) {
  std::vector<double> values;
  for (double value = 1; values.size() < 3000; ++value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    if ((folded_product(bits ^ 0xa0761d6478bd642fULL, 0xe7037ed1a0b428dbULL) & 4095U) == 0)
      values.insert(values.end(), {value, value});
  }
  const std::size_t distinct = values.size() / 2;
  const Column column = ColumnBuilder("n").values(Type::kNumber, values, std::nullopt);
  EXPECT_EQ(column.distinct(), distinct);
}

TEST(Interner, HashesDifferWithSeedLengthAndEveryByte) {
  EXPECT_NE(hash_of("abc", 1), hash_of("abc", 2));
  EXPECT_NE(hash_of("", 1), hash_of(std::string_view("\0", 1), 1));
  const std::string text(37, 'x');
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string other = text;
    other[i] = 'y';
    EXPECT_NE(hash_of(text, 7), hash_of(other, 7)) << i;
  }
}

}  // namespace
}  // namespace retainwise::table
