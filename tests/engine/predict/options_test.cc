#include "engine/predict/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace retainwise::predict {
namespace {

using testing::HasSubstr;

Json json(std::string_view text) {
  auto parsed = parse_json(text);
  EXPECT_TRUE(parsed.ok()) << text;
  return parsed.ok() ? std::move(parsed).value() : Json();
}

Error refusal(std::string_view text) {
  auto options = Options::from_json(json(text));
  EXPECT_FALSE(options.ok()) << text;
  return options.ok() ? Error() : std::move(options).error();
}

TEST(Options, OfAnEmptyObjectAreTheDefaults) {
  const auto options = Options::from_json(json("{}"));
  ASSERT_TRUE(options.ok());
  EXPECT_EQ(options->to_json(), Json::object());
  EXPECT_EQ(options->seed, 0U);
}

TEST(Options, ComeBackFromJsonAsTheyWentIn) {
  const Json all = json(R"({"outcome": "Churn", "left_value": "1", "roles": {"Plan": "ignored"},
    "id": "Customer", "date": "Since", "value": "Monthly", "ignored": ["a", "b"],
    "period": "30 days", "as_of": "2026-11-24", "true_rate": 0.2, "model": "m", "threshold": 0.4,
    "seed": 7, "delimiter": "tab", "encoding": "windows-1252", "decimal": ",",
    "date_order": "day_first", "header": false, "keep_rows": [12, 14],
    "sheet": "Customers", "types": {"Since": "date", "Zip": "text"}})");
  const auto options = Options::from_json(all);
  ASSERT_TRUE(options.ok()) << options.error().what;
  EXPECT_EQ(options->to_json(), all);
  EXPECT_EQ(options->reading.delimiter, '\t');
  EXPECT_EQ(options->reading.keep_rows, (std::vector<std::int64_t>{12, 14}));
}

TEST(Options, RefuseAnUnknownKeyByItsName) {
  const Error error = refusal(R"({"treshold": 0.5})");
  EXPECT_EQ(error.kind, ErrorKind::kBadRequest);
  EXPECT_EQ(error.code, "unknown_option");
  EXPECT_THAT(error.what, HasSubstr("\"treshold\""));
  EXPECT_THAT(error.what, HasSubstr("threshold"));
}

TEST(Options, RefuseWhatIsNoObject) {
  EXPECT_EQ(refusal("[]").code, "bad_options");
}

struct Wrong {
  const char* text;
  const char* key;
  const char* value;
  const char* allowed;
};

class WrongValue : public testing::TestWithParam<Wrong> {};

TEST_P(WrongValue, IsRefusedWithKeyValueAndWhatIsAllowed) {
  const Error error = refusal(GetParam().text);
  EXPECT_EQ(error.code, "bad_option");
  EXPECT_THAT(error.what, HasSubstr(GetParam().key));
  EXPECT_THAT(error.what, HasSubstr(GetParam().value));
  EXPECT_THAT(error.what, HasSubstr(GetParam().allowed));
  EXPECT_FALSE(error.hint.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Options, WrongValue,
    testing::Values(Wrong{R"({"outcome": 3})", "outcome", "3", "text"},
                    Wrong{R"({"left_value": ""})", "left_value", "\"\"", "not empty"},
                    Wrong{R"({"roles": {"a": "king"}})", "roles.a", "king", "identifier"},
                    Wrong{R"({"roles": []})", "roles", "[]", "object"},
                    Wrong{R"({"ignored": "a"})", "ignored", "a", "list"},
                    Wrong{R"({"ignored": [1]})", "ignored", "1", "list"},
                    Wrong{R"({"as_of": "2026-02-30"})", "as_of", "2026-02-30", "date"},
                    Wrong{R"({"true_rate": 1})", "true_rate", "1", "below 1"},
                    Wrong{R"({"threshold": "0.5"})", "threshold", "\"0.5\"", "number"},
                    Wrong{R"({"seed": -1})", "seed", "-1", "0 or more"},
                    Wrong{R"({"seed": 1.5})", "seed", "1.5", "whole"},
                    Wrong{R"({"delimiter": "ab"})", "delimiter", "ab", "tab"},
                    Wrong{R"({"decimal": "tab"})", "decimal", "tab", "\",\""},
                    Wrong{R"({"date_order": "ymd"})", "date_order", "ymd", "day_first"},
                    Wrong{R"({"header": 1})", "header", "1", "true or false"},
                    Wrong{R"({"keep_rows": [0]})", "keep_rows", "0", "line numbers"},
                    Wrong{R"({"types": {"a": "empty"}})", "types.a", "empty", "boolean"},
                    Wrong{R"({"types": ["a"]})", "types", "[\"a\"]", "object"}));

}  // namespace
}  // namespace retainwise::predict
