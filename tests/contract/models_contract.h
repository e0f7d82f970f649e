#pragma once
/// Models as every Store keeps them: versions, names, the default, and what a deletion leaves.
#include "service/store/deletions.h"
#include "service/store/models.h"
#include "tests/contract/store_contract.h"

namespace retainwise::store {

class ModelContract : public StoreContract {
 protected:
  /// Learned by a run of its own.
  StoredModel learned(const std::string& family = "f", const std::string& name = "customers") {
    const Prediction by = prediction(me_);
    StoredModel model{fresh_id<ModelId>(), me_.tenant, by.id, fresh_key(), "5a", {}, name, family};
    model.file_size = 12;
    model.card = Json{{"inputs", Json::array()}};
    EXPECT_TRUE(write([&](Session& s) { return add_model(s, model); }).ok());
    return model_of(model.id).value();
  }
  Result<StoredModel> model_of(const ModelId& id) {
    return read([&](Session& s) { return find_model(s, me_.tenant, id); });
  }
  Result<StoredModel> change(const StoredModel& model, const ModelChange& change) {
    return write([&](Session& s) { return change_model(s, me_.tenant, model.id, change); });
  }
  std::string remove(const StoredModel& model) {
    return code_of(write([&](Session& s) { return remove_model(s, me_.tenant, model.id); }));
  }
  std::optional<StoredModel> chosen() {
    return read([&](Session& s) { return default_model(s, me_.tenant); }).value();
  }
  bool is_loose(const BlobKey& key) {
    return read([&](Session& s) { return unlinked(s, {key}); }).value() == std::vector{key};
  }

  const Membership me_ = member();
};

TEST_P(ModelContract, AModelIsReadBackAsItWasWritten) {
  const StoredModel model = learned();
  EXPECT_EQ(model.name, "customers");
  EXPECT_EQ(model.version, 1);
  EXPECT_FALSE(model.is_default);
  EXPECT_EQ(model.file_size, 12);
  EXPECT_EQ(model.card, (Json{{"inputs", Json::array()}}));
  EXPECT_GT(model.created_at.unix_ms, 0);
}

TEST_P(ModelContract, TheNextOfAFamilyIsItsNextVersionUnderTheSameName) {
  const StoredModel first = learned();
  ASSERT_TRUE(change(first, {.name = "Autumn"}).ok());
  const StoredModel second = learned();
  EXPECT_EQ(second.version, 2);
  EXPECT_EQ(second.name, "Autumn");
  const StoredModel foreign = learned("g", "bank");
  EXPECT_EQ(foreign.version, 1);
  EXPECT_EQ(foreign.name, "bank");
}

TEST_P(ModelContract, AVersionIsNeverGivenTwice) {
  learned();
  EXPECT_EQ(remove(learned()), "");
  EXPECT_EQ(learned().version, 3);
}

TEST_P(ModelContract, PagesAreNewestFirstAndLeaveTheRemovedOut) {
  const StoredModel a = learned(), b = learned(), c = learned();
  EXPECT_EQ(remove(b), "");
  const auto page = read([&](Session& s) { return list_models(s, me_.tenant, {}, 1); }).value();
  ASSERT_EQ(page.models.size(), 1U);
  EXPECT_EQ(page.models[0].id, c.id);
  const auto rest =
      read([&](Session& s) { return list_models(s, me_.tenant, page.next, 5); }).value();
  ASSERT_EQ(rest.models.size(), 1U);
  EXPECT_EQ(rest.models[0].id, a.id);
  EXPECT_FALSE(rest.next);
}

TEST_P(ModelContract, ATenantHasOneDefaultAtMost) {
  const StoredModel a = learned(), b = learned();
  EXPECT_FALSE(chosen());
  EXPECT_TRUE(change(a, {.is_default = true})->is_default);
  EXPECT_TRUE(change(b, {.is_default = true})->is_default);
  EXPECT_EQ(chosen()->id, b.id);
  EXPECT_FALSE(model_of(a.id)->is_default);
  EXPECT_TRUE(change(a, {.is_default = false}).ok());
  EXPECT_EQ(chosen()->id, b.id);
  EXPECT_TRUE(change(b, {.is_default = false}).ok());
  EXPECT_FALSE(chosen());
}

TEST_P(ModelContract, ARemovedModelLeavesItsPredictionAndNothingElse) {
  const StoredModel model = learned();
  const Prediction scored = prediction(me_);
  Fence fence;
  while (auto next = claim()) {
    if (next->prediction.id == scored.id) fence = next->prediction.fence;
  }
  Finished with = finished();
  with.mode = "score";
  with.scored_by = model.id;
  ASSERT_TRUE(finish(scored, fence, with));
  ASSERT_TRUE(change(model, {.is_default = true}).ok());
  EXPECT_FALSE(is_loose(model.key));
  EXPECT_EQ(remove(model), "");
  EXPECT_EQ(remove(model), "not_found");
  EXPECT_EQ(code_of(model_of(model.id)), "not_found");
  EXPECT_EQ(code_of(change(model, {.name = "x"})), "not_found");
  EXPECT_FALSE(chosen());
  EXPECT_EQ(found(scored).model, model.id);
  EXPECT_EQ(found(scored).status, Status::kCompleted);
  EXPECT_TRUE(is_loose(model.key));
  const auto due = read([&](Session& s) { return list_deletions(s, 9); }).value();
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].key, model.key);
}

TEST_P(ModelContract, AnotherTenantCanDoNothingWithIt) {
  const StoredModel model = learned();
  const TenantId other = member().tenant;
  const auto code = [&](auto work) { return code_of(write(work)); };
  EXPECT_EQ(code([&](Session& s) { return find_model(s, other, model.id); }), "not_found");
  EXPECT_EQ(code([&](Session& s) { return change_model(s, other, model.id, {.name = "x"}); }),
            "not_found");
  EXPECT_EQ(
      code([&](Session& s) { return change_model(s, other, model.id, {.is_default = true}); }),
      "not_found");
  EXPECT_EQ(code([&](Session& s) { return remove_model(s, other, model.id); }), "not_found");
  EXPECT_TRUE(read([&](Session& s) { return list_models(s, other, {}, 9); })->models.empty());
  EXPECT_EQ(model_of(model.id)->name, "customers");
}

TEST_P(ModelContract, OneOfAnEarlierProgramIsGivenItsCardOnce) {
  const Prediction by = prediction(me_);
  StoredModel model{fresh_id<ModelId>(), me_.tenant, by.id, fresh_key(), "5a"};
  ASSERT_TRUE(write([&](Session& s) { return add_model(s, model); }).ok());
  EXPECT_TRUE(model_of(model.id)->card.is_null());
  model.name = "old";
  model.family = "f";
  model.card = Json{{"inputs", Json::array()}};
  const auto give = [&] { return write([&](Session& s) { return give_card(s, model); }); };
  EXPECT_EQ(give()->name, "old");
  model.name = "other";
  EXPECT_EQ(give()->name, "old");
  EXPECT_EQ(learned().version, 2);
}

}  // namespace retainwise::store
