#include "service/flows/preview.h"

#include <condition_variable>
#include <filesystem>
#include <thread>

#include "service/flows/error_file.h"
#include "service/flows/local_file.h"
#include "service/flows/refusal.h"
#include "tests/service/flows/house.h"
#include "tests/service/flows/scripted_runner.h"

namespace retainwise::flows {
namespace {

using ::testing::IsEmpty;

std::string content(const std::string& path) {
  return read_file(path, 64U << 20U).value();
}

JobEnd show(const JobFiles& files, std::string_view text) {
  EXPECT_TRUE(write_file(files.summary(), text).ok());
  return end_of(JobEnd::Kind::kDone);
}

/// Answers with what it was given.
JobEnd echo(const JobFiles& files) {
  const std::string input = content(files.input());
  return show(files,
              to_text(Json{{"bytes", input.size()},
                           {"begins", input.substr(0, 20)},
                           {"extent", parse_json(content(files.preview())).value()["extent"]},
                           {"options", parse_json(content(files.options())).value()}}));
}

class PreviewFlow : public ::testing::Test {
 protected:
  Result<Json> sent(std::string_view bytes, std::string_view options = "",
                    std::optional<std::int64_t> size = std::nullopt,
                    std::size_t chunk = 1U << 16U) {
    RW_TRY(const auto incoming, previews_.receive(house_.tenant()));
    for (std::size_t at = 0; at < bytes.size(); at += chunk)
      RW_CHECK_OK(incoming->feed(as_bytes(bytes.substr(at, chunk))));
    return incoming->finish(options, size);
  }
  Error refusal(std::string_view bytes, std::string_view options = "",
                std::optional<std::int64_t> size = std::nullopt) {
    auto json = sent(bytes, options, size);
    EXPECT_FALSE(json.ok());
    return json.ok() ? Error() : json.error();
  }
  std::vector<std::string> left_behind() {
    std::vector<std::string> names;
    const std::string scratch = house_.folder.file("scratch");
    if (!std::filesystem::exists(scratch)) return names;
    for (const auto& entry : std::filesystem::directory_iterator(scratch))
      names.push_back(entry.path().filename());
    return names;
  }

  House house_;
  ScriptedRunner::Script part_ = [](const auto& files, const auto&) { return echo(files); };
  ScriptedRunner of_parts_{
      [this](const auto& files, const auto& beat) { return part_(files, beat); }};
  ScriptedRunner of_uploads_{[](const auto& files, const auto&) {
    Json json = parse_json("{}").value();
    json["upload"] = content(files.input());
    return show(files, to_text(json));
  }};
  Previews previews_{house_.services, of_parts_, of_uploads_,
                     PreviewOptions{house_.folder.file("scratch"), 2}};
};

TEST_F(PreviewFlow, HandsTheBytesAndTheOptionsToAChildAndKeepsNothing) {
  const auto json = sent(kSmallFile, R"({"outcome": "churned"})");
  ASSERT_TRUE(json.ok()) << json.error().what;
  EXPECT_EQ((*json)["bytes"], kSmallFile.size());
  EXPECT_EQ((*json)["extent"], "whole");
  EXPECT_EQ((*json)["options"]["outcome"], "churned");
  EXPECT_TRUE((*json)["options"].contains("as_of"));
  EXPECT_THAT(left_behind(), IsEmpty());
  EXPECT_EQ(house_.uploads(), 0U);
  EXPECT_THAT(house_.objects(), IsEmpty());
}

TEST_F(PreviewFlow, LooksAtTheFirstMegabyteOfALongText) {
  const std::string text((1U << 20U) + 5, 'a');
  const auto json = sent(text, "", std::nullopt, 1000);
  ASSERT_TRUE(json.ok());
  EXPECT_EQ((*json)["bytes"], 1U << 20U);
  EXPECT_EQ((*json)["extent"], "beginning");
}

TEST_F(PreviewFlow, KnowsABeginningByTheSizeOfTheWhole) {
  EXPECT_EQ(sent("a,b\n", "", 900).value()["extent"], "beginning");
  EXPECT_EQ(sent("a,b\n", "", 4).value()["extent"], "whole");
}

TEST_F(PreviewFlow, TakesContainersWholeAndOnlySo) {
  const std::string zip = "PK\x03\x04" + std::string(3U << 20U, 'z');
  const auto json =
      sent(zip, "", std::nullopt, 1);  // one byte first: the kind shows with the second
  ASSERT_TRUE(json.ok()) << json.error().what;
  EXPECT_EQ((*json)["bytes"], zip.size());
  EXPECT_EQ((*json)["extent"], "whole");
  EXPECT_EQ(refusal(zip, "", 30 << 20).code, "preview_needs_all");
  EXPECT_EQ(refusal("\x1F\x8B" + std::string(20U << 20U, 'z')).code, "too_large");
}

TEST_F(PreviewFlow, TakesNoTextForAContainer) {
  const std::string text = "PK,name\n" + std::string(1U << 20U, 'a');
  EXPECT_EQ(sent(text).value()["extent"], "beginning");
}

TEST_F(PreviewFlow, GivesTheChildsRefusalOn) {
  part_ = [](const JobFiles& files, const auto&) {
    Error error = bad_file("pdf", "This is a PDF.", "Export as CSV.");
    error.issues = {{"pdf", "This is a PDF.", 1, std::nullopt, std::nullopt, "Export as CSV."}};
    EXPECT_TRUE(write_file(files.error(), to_text(error_file(error))).ok());
    return end_of(JobEnd::Kind::kRefused);
  };
  const Error error = refusal("%PDF-1.7");
  EXPECT_EQ(error.kind, ErrorKind::kBadFile);
  EXPECT_EQ(error.code, "pdf");
  ASSERT_EQ(error.issues.size(), 1U);
  EXPECT_EQ(error.issues[0].row, 1);
  EXPECT_THAT(left_behind(), IsEmpty());
}

TEST_F(PreviewFlow, SaysHowAChildDied) {
  const auto code_of = [this](JobEnd end) {
    part_ = [end](const auto&, const auto&) { return end; };
    return refusal("a,b\n1,2\n").code;
  };
  EXPECT_EQ(code_of(died(JobEnd::Cause::kMemory)), "preview_needs_memory");
  EXPECT_EQ(code_of(died(JobEnd::Cause::kDeadline)), "preview_too_slow");
  EXPECT_EQ(code_of(died(JobEnd::Cause::kCrash)), "preview_crashed");
  EXPECT_EQ(code_of(end_of(JobEnd::Kind::kNotStarted)), "unavailable");
  EXPECT_EQ(code_of(end_of(JobEnd::Kind::kNoRoom)), out_of_disk("").code);
}

TEST_F(PreviewFlow, RefusesOptionsThatDoNotFit) {
  EXPECT_EQ(refusal(kSmallFile, R"({"outcom": "x"})").code, "unknown_option");
  EXPECT_EQ(refusal(kSmallFile, R"({"model": "0193"})").code, "unknown_model");
}

TEST_F(PreviewFlow, ReadsAStoredUploadWholeAndOnlyOfItsTenant) {
  const auto upload = house_.upload(kSmallFile).value().upload;
  const auto json = previews_.of_upload(house_.tenant(), upload.id, "");
  ASSERT_TRUE(json.ok()) << json.error().what;
  EXPECT_EQ((*json)["upload"], kSmallFile);
  const auto stranger = TenantId::make(house_.random, house_.clock.now());
  const auto refused = previews_.of_upload(stranger, upload.id, "");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, ErrorKind::kNotFound);
  EXPECT_THAT(left_behind(), IsEmpty());
}

TEST_F(PreviewFlow, MakesOnlySoManyAtOnce) {
  std::mutex mutex;
  std::condition_variable changed;
  int inside = 0;
  bool go_on = false;
  part_ = [&](const JobFiles& files, const auto&) {
    std::unique_lock lock(mutex);
    ++inside;
    changed.notify_all();
    changed.wait(lock, [&] { return go_on; });
    return show(files, "{}");
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) threads.emplace_back([this] { EXPECT_TRUE(sent(kSmallFile).ok()); });
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return inside == 2; });
  }
  EXPECT_EQ(refusal(kSmallFile).code, "too_many_requests");
  {
    const std::lock_guard lock(mutex);
    go_on = true;
  }
  changed.notify_all();
  for (std::thread& thread : threads) thread.join();
  EXPECT_TRUE(sent(kSmallFile).ok());
}

TEST_F(PreviewFlow, EndsWhereTheServerStops) {
  part_ = [this](const JobFiles& files, const auto& beat) {
    EXPECT_TRUE(beat({}));
    previews_.stop();
    return beat({}) ? show(files, "{}") : end_of(JobEnd::Kind::kStopped);
  };
  EXPECT_EQ(refusal(kSmallFile).kind, ErrorKind::kCancelled);
  EXPECT_THAT(left_behind(), IsEmpty());
}

TEST_F(PreviewFlow, DroppedHalfWayLeavesNothing) {
  {
    const auto incoming = previews_.receive(house_.tenant()).value();
    ASSERT_TRUE(incoming->feed(as_bytes("a,b\n")).ok());
    EXPECT_EQ(left_behind().size(), 1U);
  }
  EXPECT_THAT(left_behind(), IsEmpty());
}

}  // namespace
}  // namespace retainwise::flows
