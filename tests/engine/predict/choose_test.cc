#include "engine/predict/choose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/model/file.h"
#include "engine/predict/predict.h"
#include "engine/table/builder.h"
#include "tests/engine/predict/made_upload.h"

namespace retainwise::predict {
namespace {

using table::Type;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

table::Table numbers(std::initializer_list<std::string> names) {
  table::TableBuilder builder;
  for (const std::string& name : names) builder.add(table::number_column(name, {1, 2, 3}));
  return builder.build().value();
}

Candidate reading(std::string id, std::initializer_list<std::string> names, double skill = 0.3) {
  Candidate candidate;
  candidate.id = std::move(id);
  for (const std::string& name : names)
    candidate.inputs.push_back({name, Type::kNumber, false, {}});
  candidate.skill = skill;
  return candidate;
}

std::string chosen(const std::vector<Candidate>& candidates, const table::Table& table) {
  const auto held = fittings(candidates, table);
  const Fitting* best = choose(held);
  return best == nullptr ? "" : best->candidate->id;
}

TEST(Choose, TakesTheModelWhoseSkillIsLeftMost) {
  const auto table = numbers({"months", "tickets", "age", "gender"});
  const Candidate foreign = reading("foreign", {"age", "gender", "balance", "salary"}, 0.4);
  const Candidate own = reading("own", {"months", "tickets", "age"}, 0.3);
  EXPECT_EQ(chosen({foreign, own}, table), "own");
}

TEST(Choose, OfEqualsTheFirst) {
  const auto table = numbers({"months", "tickets"});
  EXPECT_EQ(chosen({reading("a", {"months"}), reading("b", {"tickets"})}, table), "a");
}

TEST(Choose, ThePreferredOneIsTakenWhereverItFits) {
  Candidate preferred = reading("preferred", {"months", "gone"}, 0.1);
  preferred.preferred = true;
  const Candidate better = reading("better", {"months", "tickets"});
  EXPECT_EQ(chosen({better, preferred}, numbers({"months", "tickets"})), "preferred");
  EXPECT_EQ(chosen({better, preferred}, numbers({"x", "tickets"})), "better");
}

TEST(Choose, OneThatIsOnlyToldOfIsNeverTaken) {
  Candidate old = reading("old", {"months"});
  old.by_itself = false;
  EXPECT_EQ(chosen({old}, numbers({"months"})), "");
}

TEST(Choose, WhatMovedTheScoresWeighsMoreThanTheNumberOfColumns) {
  Candidate model = reading("m", {"months", "a", "b"});
  model.importance = {{"months", 0.9}, {"a", 0.05}, {"b", 0.05}};
  EXPECT_EQ(chosen({model}, numbers({"a", "b"})), "");
  EXPECT_EQ(chosen({model}, numbers({"months", "a"})), "m");
}

// --- by the whole way ---

Candidate candidate_of(const std::string& bytes, std::string id) {
  const auto model = model::read(as_bytes(bytes)).value();
  Candidate candidate;
  candidate.id = std::move(id);
  candidate.inputs = model.inputs;
  candidate.importance = importance_of(model.figures);
  return candidate;
}

class ChooseByTheWay : public testing::Test {
 protected:
  static Result<Summary> ask(const std::string& input, std::vector<Candidate> models) {
    StringSink result, customers, model;
    NoProgress progress;
    return predict(as_bytes(input), {}, nullptr, {"", "1", std::move(models)}, 2,
                   {result, &customers, model}, progress);
  }
  /// Learned once.
  static const std::string& learned() {
    static const std::string kLearned = run(made_upload({})).value().model;
    return kLearned;
  }
  const std::string without_ = made_upload({.rows = 50, .seed = 2, .outcome = false});
};

TEST_F(ChooseByTheWay, AFileWithoutAnOutcomeAsksForTheModelThatFits) {
  const auto summary = ask(without_, {candidate_of(learned(), "m1")}).value();
  ASSERT_TRUE(summary.wants);
  EXPECT_EQ(summary.wants->id, "m1");
  EXPECT_EQ(summary.wants->why.code, "no_outcome");
}

TEST_F(ChooseByTheWay, AFileThatSaysWhoLeftIsLearnedFromWhateverModelsThereAre) {
  const auto summary = ask(made_upload({}), {candidate_of(learned(), "m1")}).value();
  EXPECT_FALSE(summary.wants);
  EXPECT_EQ(summary.mode, "learn");
}

TEST_F(ChooseByTheWay, WithoutAModelThatFitsTheFileIsAnsweredAsWithoutAny) {
  const auto none = ask(without_, {reading("foreign", {"balance", "salary"})});
  ASSERT_TRUE(none.ok()) << none.error().what;
  EXPECT_FALSE(none->wants);
  EXPECT_EQ(none->mode, "starter");
}

TEST_F(ChooseByTheWay, ThePreviewNamesTheModelAndWhyTheOthersDoNotFit) {
  const std::vector<Candidate> models = {candidate_of(learned(), "m1"),
                                         reading("foreign", {"balance", "salary"})};
  const Json json = preview(as_bytes(without_), {}, nullptr, Extent::kWhole, models).value();
  EXPECT_EQ(json["mode"], "score");
  EXPECT_EQ(json["model"], "m1");
  ASSERT_EQ(json["models"].size(), 2U);
  EXPECT_EQ(json["models"][0]["fits"], true);
  EXPECT_THAT(json["models"][0]["missing"], IsEmpty());
  EXPECT_EQ(json["models"][1]["fits"], false);
  EXPECT_THAT(json["models"][1]["missing"], ElementsAre("balance", "salary"));
  EXPECT_THAT(json["models"][1]["why"].get<std::string>(), HasSubstr("does not fit"));
}

}  // namespace
}  // namespace retainwise::predict
