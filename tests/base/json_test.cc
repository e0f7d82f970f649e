#include "base/json.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace retainwise {
namespace {

TEST(Json, KeepsTheOrderOfKeys) {
  EXPECT_EQ(to_text(*parse_json(R"({"b":1,"a":{"d":2,"c":3}})")), R"({"b":1,"a":{"d":2,"c":3}})");
}

TEST(Json, ReadsEveryKindOfValue) {
  const Json json = *parse_json(R"([null, true, -2, 0.5, "é\n", [], {}])");
  EXPECT_TRUE(json[0].is_null());
  EXPECT_EQ(json[1], true);
  EXPECT_EQ(json[2], -2);
  EXPECT_EQ(json[3], 0.5);
  EXPECT_EQ(json[4], "é\n");
  EXPECT_TRUE(json[5].empty());
  EXPECT_TRUE(json[6].is_object());
}

TEST(Json, ThatIsBrokenSaysWhere) {
  const auto json = parse_json(R"({"a": 1,})");
  ASSERT_FALSE(json.ok());
  EXPECT_EQ(json.error().kind, ErrorKind::kBadRequest);
  EXPECT_EQ(json.error().code, "not_json");
  EXPECT_NE(json.error().what.find("byte 9"), std::string::npos) << json.error().what;
}

TEST(Json, ThatIsBrokenIsAnErrorNeverAnException) {
  for (const std::string_view text :
       {"", " ", "{", "[1", "nul", "'a'", "{a:1}", "1 2", "[1]x", "\"\xFF\"", "\"\\ud800\"", "NaN",
        "Infinity", "1e999", "01", "\"a\nb\"", "// c\n1"}) {
    EXPECT_FALSE(parse_json(text).ok()) << text;
  }
}

TEST(Json, RefusesADoubledKey) {
  EXPECT_EQ(parse_json(R"({"seed":1,"seed":2})").error().code, "json_doubled_key");
  EXPECT_EQ(parse_json(R"({"a":{"b":1,"b":1}})").error().code, "json_doubled_key");
  EXPECT_EQ(parse_json(R"([{"a":1,"\u0061":2}])").error().code, "json_doubled_key");
}

TEST(Json, TakesTheSameKeyInDifferentObjects) {
  EXPECT_TRUE(parse_json(R"({"a":{"a":1},"b":[{"a":1},{"a":2}]})").ok());
}

TEST(Json, RefusesDeepNestingBeforeItCosts) {
  const std::string bomb(5'000'000, '[');
  EXPECT_EQ(parse_json(bomb).error().code, "json_too_deep");
  EXPECT_EQ(parse_json("[[[1]]]", {.depth = 2}).error().code, "json_too_deep");
  EXPECT_TRUE(parse_json("[[[1]]]", {.depth = 3}).ok());
}

TEST(Json, CountsNoBracketInsideAString) {
  EXPECT_TRUE(parse_json(R"(["[[[[[[\"[[[[[["])", {.depth = 1}).ok());
}

TEST(Json, RefusesMoreBytesThanAllowed) {
  EXPECT_EQ(parse_json("[1,2]", {.bytes = 4}).error().code, "json_too_large");
  EXPECT_TRUE(parse_json("[1,2]", {.bytes = 5}).ok());
}

TEST(Json, WritesInvalidUtf8AsReplacementCharacters) {
  EXPECT_EQ(to_text(Json("a\xFFz")), "\"a\xEF\xBF\xBDz\"");
}

TEST(Json, HasNoInfiniteNumbers) {
  EXPECT_TRUE(number_or_null(std::numeric_limits<double>::infinity()).is_null());
  EXPECT_TRUE(number_or_null(-std::numeric_limits<double>::infinity()).is_null());
  EXPECT_TRUE(number_or_null(std::nan("")).is_null());
  EXPECT_EQ(number_or_null(0.25), 0.25);
}

TEST(Json, NumbersReadBackAsTheSameDouble) {
  for (const double value : {0.1, 1.0 / 3.0, 1e-300, 5e-324, 1.7976931348623157e308}) {
    EXPECT_EQ(parse_json(to_text(Json(value)))->get<double>(), value);
  }
}

}  // namespace
}  // namespace retainwise
