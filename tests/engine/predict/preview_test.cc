#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "engine/model/file.h"
#include "engine/predict/predict.h"
#include "tests/engine/predict/made_upload.h"

namespace retainwise::predict {
namespace {

using testing::HasSubstr;

Options options_of(std::string_view text) {
  return Options::from_json(parse_json(text).value()).value();
}

Json shown(std::string_view input, Extent extent = Extent::kWhole,
           std::string_view options = "{}") {
  auto json = preview(as_bytes(input), options_of(options), nullptr, extent);
  if (!json.ok()) throw std::runtime_error(json.error().what);
  return std::move(json).value();
}

/// UTF-16 without a mark, little end first.
std::string utf16(std::string_view ascii) {
  std::string out;
  for (const char byte : ascii) out += {byte, '\0'};
  return out;
}

TEST(Preview, IsTheInspectObjectWithTheFirstHundredRows) {
  const std::string input = made_upload({.rows = 250});
  Json json = shown(input);
  EXPECT_EQ(json["rows"].size(), 100U);
  EXPECT_EQ(json["rows"][0]["line"], 2);
  EXPECT_EQ(json["rows"][99]["line"], 101);
  EXPECT_EQ(json["rows"][0]["cells"].size(), 7U);
  EXPECT_EQ(json["rows"][0]["cells"][0], "C-1000");
  EXPECT_EQ(json["provisional"], false);
  const Json values = json["outcome"]["values"];
  ASSERT_EQ(values.size(), 2U);
  EXPECT_EQ(values[0]["rows"].get<int>() + values[1]["rows"].get<int>(), 250);
  EXPECT_GE(values[0]["rows"], values[1]["rows"]);
  json["outcome"].erase("values");
  json.erase("rows");
  json.erase("provisional");
  EXPECT_EQ(json["model"], nullptr);
  EXPECT_EQ(json["models"], Json::array());
  json.erase("model");
  json.erase("models");
  EXPECT_EQ(json, inspect(as_bytes(input), {}).value());
}

TEST(Preview, OfABeginningLeavesTheCutRecordOut) {
  const Json json = shown("id,plan,price\n1,basic,10\n2,pro,20\n3,bas", Extent::kBeginning);
  EXPECT_EQ(json["provisional"], true);
  EXPECT_EQ(json["reading"]["rows"], 2);
  EXPECT_EQ(json["reading"]["messages"].size(), 0U);
}

TEST(Preview, OfABeginningIsNotCutInsideQuotes) {
  const Json json = shown("id,note\n1,\"one\nline\"\n2,\"two\nlines, still op", Extent::kBeginning);
  EXPECT_EQ(json["reading"]["rows"], 1);
  EXPECT_EQ(json["rows"][0]["cells"][1], "one\nline");
  EXPECT_EQ(json["reading"]["messages"].size(), 0U);
}

TEST(Preview, OfABeginningKeepsWholeCharactersOfUtf16) {
  const std::string rows = utf16("id,plan,price\n1,basic,10\n2,pro,20\n3,bas");
  for (const std::string_view mark : {"\xFF\xFE", ""}) {
    const Json json = shown(std::string(mark) + rows, Extent::kBeginning);
    EXPECT_EQ(json["reading"]["rows"], 2);
    EXPECT_EQ(json["rows"][1]["cells"], Json({"2", "pro", "20"}));
    EXPECT_EQ(json["reading"]["messages"].size(), 0U);
  }
}

TEST(Preview, OfABeginningWithoutALineEndIsReadAsItIs) {
  EXPECT_EQ(shown("id,plan,price", Extent::kBeginning)["reading"]["records"], 1);
}

TEST(Preview, CutsLongCellsAndShowsFewerRowsOfVeryWideTables) {
  std::string wide;
  for (int column = 0; column < 2000; ++column) wide += ",c" + std::to_string(column);
  wide = "id" + wide + "\n";
  for (int row = 0; row < 20; ++row) {
    wide += std::to_string(row);
    for (int column = 0; column < 2000; ++column) wide += "," + std::string(300, 'x');
    wide += "\n";
  }
  const Json json = shown(wide);
  EXPECT_GT(json["rows"].size(), 0U);
  EXPECT_LT(json["rows"].size(), 20U);
  EXPECT_LE(json["rows"][0]["cells"][1].get<std::string>().size(), 203U);
  EXPECT_EQ(json["reading"]["rows"], 20);
}

TEST(Preview, ListsAThousandSkippedLinesAndCountsAll) {
  std::string input = "id,plan,price\n1,basic,10\n2,pro,20\n";
  for (int i = 0; i < 1500; ++i) input += ",,\n";
  input += "3,basic,30\n";
  const Json reading = shown(input)["reading"];
  EXPECT_EQ(reading["skipped"].size(), 1000U);
  EXPECT_EQ(reading["records"].get<int>() - reading["header_lines"].get<int>() -
                reading["rows"].get<int>(),
            1500);
}

TEST(Preview, FollowsTheTypeThatWasAskedFor) {
  const std::string input = "id,zip\n1,10115\n2,20095\n3,80331\n";
  EXPECT_EQ(shown(input)["columns"][1]["type"], "number");
  const Json json = shown(input, Extent::kWhole, R"({"types": {"zip": "text"}})");
  EXPECT_EQ(json["columns"][1]["type"], "text");
}

TEST(Preview, RefusesATypeForAColumnThatIsNotThere) {
  const auto json = preview(as_bytes("id,zip\n1,2\n"), options_of(R"({"types": {"zap": "text"}})"),
                            nullptr, Extent::kWhole);
  ASSERT_FALSE(json.ok());
  EXPECT_EQ(json.error().kind, ErrorKind::kBadRequest);
  EXPECT_EQ(json.error().code, "column_unknown");
  EXPECT_THAT(json.error().what, HasSubstr("zap"));
}

TEST(Preview, SaysThatAGivenModelWillScore) {
  const auto learned = run(made_upload({.rows = 200}));
  ASSERT_TRUE(learned.ok());
  const auto model = model::read(as_bytes(learned->model));
  ASSERT_TRUE(model.ok());
  const std::string fresh = made_upload({.rows = 20, .seed = 2, .outcome = false});
  const auto json = preview(as_bytes(fresh), {}, &*model, Extent::kWhole);
  ASSERT_TRUE(json.ok()) << json.error().what;
  EXPECT_EQ((*json)["mode"], "score");
  for (const Json& message : (*json)["messages"]) EXPECT_NE(message["code"], "no_outcome");
  EXPECT_EQ(shown(fresh)["mode"], "starter");
  EXPECT_EQ(shown("Id,Plan,Noise\n1,a,4\n2,b,5\n")["mode"], nullptr);
  const std::string header = fresh.substr(0, fresh.find('\n') + 1);
  const auto nobody = preview(as_bytes(header), {}, &*model, Extent::kWhole);
  ASSERT_TRUE(nobody.ok()) << nobody.error().what;
  EXPECT_EQ((*nobody)["mode"], nullptr);
  EXPECT_THAT((*nobody)["messages"].dump(), HasSubstr("The file has a header and no customers."));
  const auto other = preview(as_bytes("a,b\n1,2\n3,4\n"), {}, &*model, Extent::kWhole);
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.error().code, "model_does_not_fit");
}

}  // namespace
}  // namespace retainwise::predict
