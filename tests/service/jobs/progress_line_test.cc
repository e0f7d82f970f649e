#include "service/jobs/progress_line.h"

#include <gmock/gmock.h>

namespace retainwise::jobs {
namespace {

using ::testing::ElementsAre;

TEST(ProgressLine, ReadsWhatItWrote) {
  const auto beat = parse_progress_line(progress_line({"learning", 0.25, 7043}));
  ASSERT_TRUE(beat);
  EXPECT_EQ(beat->stage, "learning");
  EXPECT_EQ(beat->progress, 0.25);
  EXPECT_EQ(beat->rows, 7043);
}

TEST(ProgressLine, BelievesNothingElse) {
  for (const std::string_view line :
       {"", "learning", "[]", "{}", R"({"stage":1,"done":0.5,"rows":1})",
        R"({"stage":"learning","done":"half","rows":1})", R"({"stage":"learning","done":0.5})",
        R"({"stage":"learning","done":0.5,"rows":1.5})"})
    EXPECT_FALSE(parse_progress_line(line)) << line;
}

TEST(ProgressLine, KeepsFiguresWithinTheirBounds) {
  const auto beat = parse_progress_line(R"({"stage":"learning","done":7,"rows":-3})");
  EXPECT_EQ(beat->progress, 1);
  EXPECT_EQ(beat->rows, 0);
}

std::vector<std::string> cut(std::initializer_list<std::string_view> chunks) {
  LineCutter cutter;
  std::vector<std::string> lines;
  for (const std::string_view chunk : chunks)
    cutter.feed(chunk, [&](std::string_view line) { lines.emplace_back(line); });
  return lines;
}

TEST(LineCutter, GivesWholeLinesWhereverTheChunksEnd) {
  EXPECT_THAT(cut({"a", "b\nc", "\n", "\nrest"}), ElementsAre("ab", "c", ""));
}

TEST(LineCutter, DropsALineThatIsTooLongAndGoesOn) {
  EXPECT_THAT(cut({std::string(5000, 'x'), "\nnext\n"}), ElementsAre("next"));
}

}  // namespace
}  // namespace retainwise::jobs
