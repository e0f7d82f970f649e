#include "service/telemetry/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "service/telemetry/json_line.h"

namespace retainwise::telemetry {
namespace {

const Time kThen = {1'795'553'776'123};

std::string line(const Json& fields) {
  return json_line(kThen, Level::kInfo, "event", fields);
}

TEST(JsonLine, HoldsTimeLevelEventAndFields) {
  EXPECT_EQ(
      line({{"rows", 7}, {"name", "x"}}),
      R"({"time":"2026-11-24T20:56:16.123Z","level":"info","event":"event","rows":7,"name":"x"})");
}

TEST(JsonLine, IsOneLineWhateverAUserSent) {
  const std::string sent =
      "a\nb\rc\x1b[31md\u2028e\u2029f\x7fg\u009bh\u0085i\tj\"k\\l" + std::string(1, '\0') + "m";
  const std::string out = line({{"name", sent}, {sent, 1}});
  for (const char c : out) {
    EXPECT_GE(static_cast<unsigned char>(c), 0x20U);
    EXPECT_NE(c, '\x7f');
  }
  for (const char* part : {"\u2028", "\u2029", "\u009b", "\u0085"})
    EXPECT_THAT(out, testing::Not(testing::HasSubstr(part)));
  const Result<Json> read_back = parse_json(out);
  ASSERT_TRUE(read_back.ok());
  EXPECT_EQ((*read_back)["name"], sent);
  EXPECT_TRUE(read_back->contains(sent));
}

TEST(JsonLine, KeepsOtherCharactersReadable) {
  EXPECT_THAT(line({{"name", "Ünï 中 é 🙂 ‧"}}),
              testing::HasSubstr("Ünï 中 é 🙂 ‧"));
}

TEST(JsonLine, ReplacesBytesThatAreNoUtf8) {
  EXPECT_TRUE(parse_json(line({{"name", "a\xff\xc2"}})).ok());
}

TEST(StderrLog, WritesOneLineAnEventFromItsLevelOn) {
  testing::internal::CaptureStderr();
  const auto log = make_stderr_log(Level::kInfo);
  log->debug("unheard");
  log->info("started", {{"port", 8080}});
  log->error("failed", bad_request("code", "What.", "Hint."), {{"id", "x"}});
  const std::string out = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::count(out.begin(), out.end(), '\n'), 2);
  EXPECT_THAT(out, testing::HasSubstr(R"("level":"info","event":"started","port":8080})"));
  EXPECT_THAT(out,
              testing::HasSubstr(
                  R"("kind":"bad_request","code":"code","what":"What.","detail":"","id":"x"})"));
}

TEST(Failure, IsAnErrorOnlyWhereItIsTheOperatorsToMend) {
  EXPECT_EQ(level_of(ErrorKind::kBadFile), Level::kInfo);
  EXPECT_EQ(level_of(ErrorKind::kBadRequest), Level::kInfo);
  EXPECT_EQ(level_of(ErrorKind::kUnavailable), Level::kWarning);
  EXPECT_EQ(level_of(ErrorKind::kStorageFull), Level::kError);
  EXPECT_EQ(level_of(ErrorKind::kBug), Level::kError);
  testing::internal::CaptureStderr();
  make_stderr_log(Level::kInfo)->failure("run_failed", bad_file("code", "What."), {{"id", "x"}});
  EXPECT_THAT(testing::internal::GetCapturedStderr(),
              testing::HasSubstr(R"("level":"info","event":"run_failed","kind":"bad_file")"));
}

TEST(StderrLog, DoesNotTakeAValueForAPattern) {
  testing::internal::CaptureStderr();
  make_stderr_log(Level::kInfo)->info("{} %v %n {0}", {{"a", "{} %s %v"}});
  EXPECT_THAT(testing::internal::GetCapturedStderr(), testing::HasSubstr(R"("{} %s %v")"));
}

TEST(StderrLog, KeepsLinesOfManyThreadsApart) {
  testing::internal::CaptureStderr();
  const auto log = make_stderr_log(Level::kInfo);
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) log->info("event", {{"text", std::string(200, 'x')}});
    });
  for (std::thread& thread : threads) thread.join();
  std::istringstream lines(testing::internal::GetCapturedStderr());
  int count = 0;
  for (std::string each; std::getline(lines, each); ++count) EXPECT_TRUE(parse_json(each).ok());
  EXPECT_EQ(count, 400);
}

TEST(SilentLog, SaysNothing) {
  testing::internal::CaptureStderr();
  make_silent_log()->error("failed");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace retainwise::telemetry
