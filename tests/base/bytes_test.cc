#include "base/bytes.h"

#include <gtest/gtest.h>

#include "base/progress.h"
#include "base/sink.h"

namespace retainwise {
namespace {

TEST(Bytes, AreTheCharactersOfATextAndBack) {
  const std::string_view text("a\0\xFF", 3);
  EXPECT_EQ(as_bytes(text).size(), 3U);
  EXPECT_EQ(as_bytes(text)[2], std::byte{0xFF});
  EXPECT_EQ(as_text(as_bytes(text)), text);
}

TEST(StringSink, KeepsWhatWasWrittenInOrder) {
  StringSink sink;
  EXPECT_TRUE(sink.write("a,b\n").ok());
  EXPECT_TRUE(sink.write("").ok());
  EXPECT_TRUE(sink.write("1,2\n").ok());
  EXPECT_EQ(sink.text(), "a,b\n1,2\n");
  EXPECT_EQ(sink.take(), "a,b\n1,2\n");
}

TEST(Stage, NamesAreThoseOfTheApi) {
  EXPECT_EQ(name_of(Stage::kReading), "reading");
  EXPECT_EQ(name_of(Stage::kUnderstanding), "understanding");
  EXPECT_EQ(name_of(Stage::kLearning), "learning");
  EXPECT_EQ(name_of(Stage::kScoring), "scoring");
  EXPECT_EQ(name_of(Stage::kWriting), "writing");
}

TEST(Progress, OfNobodyNeverCancels) {
  NoProgress progress;
  progress.at(Stage::kLearning, 0.5);
  progress.rows(3);
  EXPECT_FALSE(progress.cancelled());
  EXPECT_EQ(cancelled().kind, ErrorKind::kCancelled);
}

}  // namespace
}  // namespace retainwise
