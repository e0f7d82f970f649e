/// Every file under tests/cases/csv and xlsx is read and compared with the JSON beside it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "tests/engine/csv/cases.h"
#include "tests/engine/csv/described.h"

namespace retainwise::csv {
namespace {

void check(const std::filesystem::path& input) {
  const std::string expected = file_text(expectation_of(input));
  ASSERT_FALSE(expected.empty()) << "no expectation yet: run test_engine_csv --rewrite-cases";
  const std::string text = file_text(input);
  EXPECT_EQ(pretty(described(read_text(text))), expected);
}

class Case : public testing::TestWithParam<std::string> {};

TEST_P(Case, ReadsAsItsExpectationSays) {
  check(cases_folder() / GetParam());
}

class Workbook : public testing::TestWithParam<std::string> {};

TEST_P(Workbook, ReadsAsItsExpectationSays) {
  check(workbooks_folder() / GetParam());
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace_if(
      name.begin(), name.end(),
      [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Csv, Case, testing::ValuesIn(case_names()), test_name);

INSTANTIATE_TEST_SUITE_P(Xlsx, Workbook, testing::ValuesIn(workbook_names()), test_name);

TEST(Cases, AreThere) {
  EXPECT_GE(workbook_names().size(), 7U);
  EXPECT_GE(case_names().size(), 300U);
}

}  // namespace
}  // namespace retainwise::csv
