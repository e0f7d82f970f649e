#include "engine/csv/checker.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/engine/csv/cases.h"

namespace retainwise::csv {
namespace {

std::string judged(std::string_view bytes, std::size_t step) {
  Checker checker;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    const auto result = checker.feed(as_bytes(bytes.substr(at, step)));
    if (!result.ok()) return result.error().code;
  }
  const auto result = checker.finish();
  return result.ok() ? "" : result.error().code;
}

TEST(Checker, SaysTheSameOnAnyChunking) {
  for (const std::string& name : case_names()) {
    const std::string text = file_text(cases_folder() / name);
    const std::string whole = judged(text, text.size() + 1);
    EXPECT_EQ(whole.empty(), name.rfind("refused", 0) == std::string::npos) << name;
    for (const std::size_t step : {1U, 2U, 3U, 7U, 64U})
      EXPECT_EQ(judged(text, step), whole) << name << " step " << step;
  }
}

TEST(Checker, StaysAtItsFirstError) {
  Checker checker;
  ASSERT_TRUE(checker.feed(as_bytes("%PDF-1.4")).ok());
  ASSERT_FALSE(checker.finish().ok());
  EXPECT_EQ(checker.feed(as_bytes("a,b\n")).error().code, "unsupported_container");
  EXPECT_EQ(checker.finish().error().code, "unsupported_container");
}

TEST(Checker, RefusesAtOnceWhenTheHeadIsThere) {
  Checker checker;
  const std::string pdf = "%PDF-1.4" + std::string(100'000, 'x');
  EXPECT_FALSE(checker.feed(as_bytes(pdf)).ok());
}

TEST(Checker, LetsThroughWhatMayBeAWorkbook) {
  for (const std::string& name : workbook_names())
    EXPECT_EQ(judged(file_text(workbooks_folder() / name), 100), "") << name;
}

TEST(Checker, SaysWhatTheFileIsAndWhatToDo) {
  Checker checker;
  const auto fed =
      checker.feed(as_bytes(std::string_view("PK\x03\x04xx[Content_Types].xml word/document.xml")));
  ASSERT_TRUE(fed.ok());
  const auto result = checker.finish();
  ASSERT_FALSE(result.ok());
  EXPECT_NE(result.error().what.find("Word document"), std::string::npos);
  EXPECT_NE(result.error().hint.find("Export"), std::string::npos);
}

}  // namespace
}  // namespace retainwise::csv
