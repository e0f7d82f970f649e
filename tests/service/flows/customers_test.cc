#include "service/flows/customers.h"

#include <cmath>

#include "engine/predict/predict.h"
#include "tests/service/flows/completed.h"

namespace retainwise::flows {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;

constexpr int kRows = 240;

/// Short contracts on the basic plan leave; the name needs quotes.
std::string made_file() {
  std::string text = "id,months,plan,name,churned\n";
  SeededRandom random(3);
  for (int i = 1; i <= kRows; ++i) {
    const auto months = 1 + random.below(60);
    const bool basic = random.below(2) == 0;
    const double risk = (months < 20 ? 0.55 : 0.1) + (basic ? 0.25 : 0);
    text += "C" + std::to_string(1000 + i) + ',' + std::to_string(months) + ',' +
            (basic ? "basic" : "pro") + ",\"Doe, \"\"J\"\" " + std::to_string(i) + "\"," +
            (random.uniform() < risk ? "yes" : "no") + '\n';
  }
  return text;
}

/// The engine's own files, made once.
struct Made {
  StringSink result, customers, model;
};
const Made& made() {
  static const std::unique_ptr<const Made> kMade = [] {
    auto files = std::make_unique<Made>();
    NoProgress progress;
    const std::string input = made_file();
    predict::Options options;
    options.as_of = Date{20'000};
    const auto done = predict::predict(as_bytes(input), options, nullptr, {"", ""}, 2,
                                       {files->result, &files->customers, files->model}, progress);
    EXPECT_TRUE(done.ok()) << done.error().what;
    return files;
  }();
  return *kMade;
}

class Customers : public ::testing::Test {
 protected:
  Customers() : id_(complete(house_, made().result.text(), made().customers.text())) {}

  Json list(const CustomerQuery& query) {
    const auto listed = list_customers(house_.services, house_.tenant(), id_, query);
    EXPECT_TRUE(listed.ok()) << listed.error().what << listed.error().detail;
    return listed.ok() ? listed.value() : Json();
  }
  Json one(std::int64_t row) {
    const auto found = one_customer(house_.services, house_.tenant(), id_, row);
    EXPECT_TRUE(found.ok()) << found.error().what << found.error().detail;
    return found.ok() ? found.value()["customer"] : Json();
  }

  House house_;
  PredictionId id_;
};

TEST_F(Customers, AreListedByRankWithThoseWhoLeftAtTheEnd) {
  const Json all = list({.limit = 500});
  EXPECT_EQ(all["count"], kRows);
  ASSERT_EQ(all["customers"].size(), static_cast<std::size_t>(kRows));
  EXPECT_TRUE(all["next_cursor"].is_null());
  int expected = 1;
  bool left = false;
  for (const Json& customer : all["customers"]) {
    if (customer["risk_rank"].is_null()) {
      left = true;
      EXPECT_EQ(customer["customer_state"], "left");
    } else {
      EXPECT_FALSE(left) << "someone who can be kept stands behind someone who left";
      EXPECT_EQ(customer["risk_rank"], expected++);
    }
  }
  EXPECT_TRUE(left);
}

TEST_F(Customers, PagesAddUpToTheWholeList) {
  const Json all = list({.limit = 500});
  Json pages = Json::array();
  CustomerQuery query;
  query.limit = 50;
  while (true) {
    const Json page = list(query);
    for (const Json& customer : page["customers"]) pages.push_back(customer);
    if (page["next_cursor"].is_null()) break;
    query.offset = std::stoll(page["next_cursor"].get<std::string>());
  }
  EXPECT_EQ(pages, all["customers"]);
}

TEST_F(Customers, AreSortedAsAsked) {
  const auto column = [&](const std::string& sort, const std::string& name) {
    std::vector<Json> values;
    const Json listed = list({.sort = sort, .limit = 500});
    for (const Json& each : listed["customers"]) values.push_back(each[name]);
    return values;
  };
  const auto rows = column("row", "row");
  EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end()));
  const auto up = column("probability", "churn_probability");
  EXPECT_TRUE(std::is_sorted(up.begin(), up.end()));
  const auto down = column("-probability", "churn_probability");
  EXPECT_TRUE(std::is_sorted(down.rbegin(), down.rend()));
  const auto ids = column("id", "id");
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  const auto backwards = column("-rank", "risk_rank");
  EXPECT_GT(backwards[0].get<int>(), backwards[1].get<int>());
  EXPECT_TRUE(backwards.back().is_null());
}

TEST_F(Customers, AreFilteredByRiskStateAndId) {
  std::size_t sum = 0;
  for (const std::string risk : {"high", "medium", "low"}) {
    const Json some = list({.risk = risk, .limit = 500});
    for (const Json& each : some["customers"]) EXPECT_EQ(each["risk_level"], risk);
    sum += some["count"].get<std::size_t>();
  }
  EXPECT_EQ(sum, static_cast<std::size_t>(kRows));
  const auto of_state = [&](const std::string& state) {
    return list({.state = state})["count"].get<int>();
  };
  EXPECT_EQ(of_state("active") + of_state("left"), kRows);
  EXPECT_EQ(of_state("keepable"), of_state("active") + of_state("unknown"));
  const Json found = list({.q = "c1017"});
  EXPECT_EQ(found["count"], 1);
  EXPECT_EQ(found["customers"][0]["row"], 17);
}

TEST_F(Customers, AreFilteredByAReasonAmongTheirFirstThree) {
  const Json some = list({.reason = "months", .limit = 500});
  EXPECT_GT(some["count"], 0);
  EXPECT_LT(some["count"], kRows);
  for (const Json& customer : some["customers"]) {
    std::vector<std::string> columns;
    for (const Json& reason : customer["reasons"]) columns.push_back(reason["column"]);
    EXPECT_THAT(columns, testing::Contains("months"));
  }
}

TEST_F(Customers, OneShowsContributionsThatAddUpToItsProbability) {
  for (const std::int64_t row : {1, 17, kRows}) {
    const Json customer = one(row);
    double log_odds = customer["base_value"];
    double odds = std::exp(log_odds);
    double last = HUGE_VAL;
    for (const Json& each : customer["contributions"]) {
      log_odds += each["log_odds"].get<double>();
      odds *= each["factor"].get<double>();
      EXPECT_LE(std::abs(each["log_odds"].get<double>()), last);
      last = std::abs(each["log_odds"].get<double>());
    }
    const double p = customer["churn_probability"];
    EXPECT_NEAR(log_odds, std::log(p / (1 - p)), 1e-6);
    EXPECT_NEAR(odds / (p / (1 - p)), 1, 1e-6);
    EXPECT_DOUBLE_EQ(customer["log_odds"], log_odds);
  }
}

TEST_F(Customers, OneShowsTheCellsOfTheFile) {
  const Json customer = one(17);
  EXPECT_EQ(customer["id"], "C1017");
  ASSERT_EQ(customer["cells"].size(), 5U);
  EXPECT_EQ(customer["cells"][0], (Json{{"column", "id"}, {"value", "C1017"}}));
  EXPECT_EQ(customer["cells"][3], (Json{{"column", "name"}, {"value", "Doe, \"J\" 17"}}));
}

TEST_F(Customers, SayTheSameAsTheResultFile) {
  const Json customer = one(1);
  const std::string& text = made().result.text();
  const std::size_t start = text.find("\r\n") + 2;
  const std::string record = text.substr(start, text.find("\r\n", start) - start);
  EXPECT_THAT(record, HasSubstr(customer["customer_state"].get<std::string>() + ',' +
                                format_number(customer["churn_probability"]) + ',' +
                                format_number(customer["retention_probability"])));
  EXPECT_THAT(record, HasSubstr(customer["explanation"].get<std::string>()));
}

TEST_F(Customers, RefuseWhatIsNoQueryAndNameWhatIsAllowed) {
  const auto code = [&](const CustomerQuery& query) {
    return list_customers(house_.services, house_.tenant(), id_, query).error().code;
  };
  EXPECT_EQ(code({.sort = "name"}), "bad_query");
  EXPECT_EQ(code({.risk = "huge"}), "bad_query");
  EXPECT_EQ(code({.state = "gone"}), "bad_query");
  EXPECT_EQ(code({.limit = 0}), "bad_query");
  EXPECT_EQ(code({.limit = 501}), "bad_query");
  EXPECT_EQ(code({.offset = -1}), "bad_query");
}

TEST_F(Customers, HaveNoRowBeyondTheirs) {
  for (const std::int64_t row : {std::int64_t{0}, std::int64_t{kRows + 1}, std::int64_t{-1}})
    EXPECT_EQ(one_customer(house_.services, house_.tenant(), id_, row).error().kind,
              ErrorKind::kNotFound);
}

TEST_F(Customers, AreNotThereBeforeTheEndNorForAStranger) {
  const PredictionId queued = house_.upload(kSmallFile).value().prediction.id;
  EXPECT_EQ(list_customers(house_.services, house_.tenant(), queued, {}).error().code,
            "not_completed");
  const auto stranger = TenantId::make(house_.random, house_.clock.now());
  EXPECT_EQ(list_customers(house_.services, stranger, id_, {}).error().kind, ErrorKind::kNotFound);
}

TEST_F(Customers, OfADamagedFileAreAnErrorAndNoGuess) {
  std::string cut = made().customers.text();
  cut.resize(cut.size() / 2);
  const PredictionId damaged = complete(house_, made().result.text(), cut);
  EXPECT_EQ(list_customers(house_.services, house_.tenant(), damaged, {}).error().kind,
            ErrorKind::kBug);
}

}  // namespace
}  // namespace retainwise::flows
