#pragma once
/// Who may see what, and who is who, as every Store keeps it.
#include <set>

#include "service/store/changes.h"
#include "service/store/deletions.h"
#include "service/store/models.h"
#include "tests/contract/store_contract.h"

namespace retainwise::store {

TEST_P(StoreContract, AnotherTenantSeesNothingAnywhere) {
  const Membership owner = member(), other = member();
  const Prediction mine = prediction(owner);
  const ModelId model = fresh_id<ModelId>();
  ASSERT_TRUE(write([&](Session& s) {
                return add_model(s, {model, owner.tenant, mine.id, fresh_key(), "f", {}});
              }).ok());
  const TenantId& t = other.tenant;
  const auto code = [&](auto work) { return code_of(write(work)); };
  EXPECT_EQ(code([&](Session& s) { return find_upload(s, t, mine.upload); }), "not_found");
  EXPECT_EQ(code([&](Session& s) { return remove_upload(s, t, mine.upload); }), "not_found");
  EXPECT_EQ(code([&](Session& s) { return find_prediction(s, t, mine.id); }), "not_found");
  EXPECT_EQ(code([&](Session& s) { return cancel_prediction(s, t, mine.id); }), "not_found");
  EXPECT_EQ(code([&](Session& s) { return retry_prediction(s, t, mine.id); }), "not_found");
  EXPECT_EQ(code([&](Session& s) { return remove_prediction(s, t, mine.id); }), "not_found");
  EXPECT_EQ(code([&](Session& s) { return find_model(s, t, model); }), "not_found");
  EXPECT_EQ(code([&](Session& s) {
              return add_prediction(
                  s, {fresh_id<PredictionId>(), t, mine.upload, other.user.id, Json::object()});
            }),
            "not_found");
  EXPECT_TRUE(read([&](Session& s) { return list_uploads(s, t, {}, 9); })->uploads.empty());
  EXPECT_TRUE(read([&](Session& s) { return list_predictions(s, t, {}); })->predictions.empty());
  EXPECT_TRUE(read([&](Session& s) { return changes_since(s, t, 0, 9); })->empty());
  EXPECT_EQ(found(mine).status, Status::kQueued);
}

TEST_P(StoreContract, TheDatabaseItselfRefusesAPredictionOfAForeignUpload) {
  const Membership owner = member(), other = member();
  const Prediction mine = prediction(owner);
  const auto moved = write([&](Session& session) {
    return Statement(session, "update predictions set tenant_id = :other where id = :id")
        .with("other", other.tenant)
        .with("id", mine.id)
        .run();
  });
  EXPECT_EQ(code_of(moved), "constraint");
}

TEST_P(StoreContract, AnUploadIsReadBackAsItWasWritten) {
  const Membership me = member();
  const NewUpload with = {me.tenant,   me.user.id, "'; drop table uploads; --",
                          fresh_key(), 1LL << 40U, "c0ffee"};
  const Upload added = write([&](Session& s) { return add_upload(s, with); }).value();
  const Upload read_back =
      read([&](Session& s) { return find_upload(s, me.tenant, added.id); }).value();
  EXPECT_EQ(read_back.filename, with.filename);
  EXPECT_EQ(read_back.object_key, with.object_key);
  EXPECT_EQ(read_back.file_size, with.file_size);
  EXPECT_EQ(read_back.sha256, with.sha256);
  EXPECT_EQ(read_back.user, me.user.id);
  EXPECT_EQ(read_back.created_at, added.created_at);
}

TEST_P(StoreContract, AnObjectKeyIsKeptOnce) {
  const Membership me = member();
  const BlobKey key = fresh_key();
  const auto add = [&] {
    return write([&](Session& s) {
      return add_upload(s, {me.tenant, me.user.id, "a.csv", key, 1, "00"});
    });
  };
  EXPECT_TRUE(add().ok());
  const auto again = add();
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().kind, ErrorKind::kConflict);
  EXPECT_EQ(read([&](Session& s) { return list_uploads(s, me.tenant, {}, 9); })->uploads.size(),
            1U);
}

TEST_P(StoreContract, UploadNumbersAreNeverUsedTwice) {
  const Membership me = member();
  const Upload first = upload(me);
  ASSERT_TRUE(write([&](Session& s) { return remove_upload(s, me.tenant, first.id); }).ok());
  EXPECT_GT(upload(me).id.value, first.id.value);
}

TEST_P(StoreContract, UploadsArePagedNewestFirst) {
  const Membership me = member();
  const Upload a = upload(me), b = upload(me), c = upload(me);
  const auto page = [&](std::optional<UploadId> before) {
    return read([&](Session& s) { return list_uploads(s, me.tenant, before, 2); }).value();
  };
  const UploadPage first = page({});
  ASSERT_EQ(first.uploads.size(), 2U);
  EXPECT_EQ(first.uploads[0].id, c.id);
  EXPECT_EQ(first.uploads[1].id, b.id);
  const UploadPage second = page(first.next);
  ASSERT_EQ(second.uploads.size(), 1U);
  EXPECT_EQ(second.uploads[0].id, a.id);
  EXPECT_FALSE(second.next);
}

TEST_P(StoreContract, RemovingAnUploadListsEveryBlobForDeletion) {
  const Membership me = member();
  const Upload of = upload(me);
  const Prediction done = prediction(me, of);
  const Finished with = finished();
  ASSERT_TRUE(finish(done, claim()->prediction.fence, with));
  ASSERT_TRUE(write([&](Session& s) { return remove_upload(s, me.tenant, of.id); }).ok());
  const auto due = read([](Session& s) { return list_deletions(s, 9); }).value();
  std::set<std::string> keys;
  for (const Deletion& each : due) keys.insert(each.key.text());
  EXPECT_EQ(keys, (std::set<std::string>{of.object_key.text(), with.output_key.text(),
                                         with.customers_key.text()}));
  EXPECT_EQ(code_of(read([&](Session& s) { return find_prediction(s, me.tenant, done.id); })),
            "not_found");
  for (const Deletion& each : due)
    ASSERT_TRUE(write([&](Session& s) { return done_deletion(s, each.id); }).ok());
  EXPECT_TRUE(read([](Session& s) { return list_deletions(s, 9); })->empty());
}

TEST_P(StoreContract, RemovingAPredictionKeepsItsUpload) {
  const Membership me = member();
  const Prediction done = prediction(me);
  const Finished with = finished();
  ASSERT_TRUE(finish(done, claim()->prediction.fence, with));
  ASSERT_TRUE(write([&](Session& s) { return remove_prediction(s, me.tenant, done.id); }).ok());
  EXPECT_TRUE(read([&](Session& s) { return find_upload(s, me.tenant, done.upload); }).ok());
  const auto due = read([](Session& s) { return list_deletions(s, 9); }).value();
  ASSERT_EQ(due.size(), 2U);
  EXPECT_EQ(due[0].key, with.output_key);
  EXPECT_EQ(due[1].key, with.customers_key);
}

TEST_P(StoreContract, KnowsWhichBlobsNoRowNames) {
  const Membership me = member();
  const Prediction done = prediction(me);
  Finished with = finished();
  with.model = StoredModel{fresh_id<ModelId>(), me.tenant, done.id, fresh_key(), "f", {}};
  ASSERT_TRUE(finish(done, claim()->prediction.fence, with));
  const BlobKey orphan = *BlobKey::parse("results/lost.csv");
  const BlobKey of_upload =
      read([&](Session& s) { return find_upload(s, me.tenant, done.upload); })->object_key;
  const auto lost = read([&](Session& s) {
    return unlinked(s, {of_upload, with.output_key, orphan, with.customers_key, with.model->key});
  });
  EXPECT_THAT(lost.value(), testing::ElementsAre(orphan));
}

TEST_P(StoreContract, ErasingATenantTakesEveryRowAndErasingAUserTakesNone) {
  const Membership me = member();
  const Prediction mine = prediction(me);
  ASSERT_TRUE(sql("delete from users").ok());
  EXPECT_FALSE(found(mine).user);
  ASSERT_TRUE(sql("delete from tenants").ok());
  EXPECT_EQ(code_of(read([&](Session& s) { return find_upload(s, me.tenant, mine.upload); })),
            "not_found");
  EXPECT_EQ(code_of(read([&](Session& s) { return find_prediction(s, me.tenant, mine.id); })),
            "not_found");
}

TEST_P(StoreContract, AMemberIsMadeOnceAndKeepsTheirRole) {
  const TenantId tenant = fresh_id<TenantId>();
  const auto ensure = [&](std::string_view subject, Role role) {
    return write([&](Session& s) { return ensure_member(s, tenant, "iss", subject, role); })
        .value();
  };
  const Membership first = ensure("a", Role::kMember);
  const Membership again = ensure("a", Role::kOwner);
  EXPECT_EQ(again.user.id, first.user.id);
  EXPECT_EQ(again.role, Role::kMember);
  EXPECT_NE(ensure("A", Role::kViewer).user.id, first.user.id);
}

TEST_P(StoreContract, ThereIsOneLocalTenant) {
  const TenantId fresh = fresh_id<TenantId>();
  const auto local = [&](const TenantId& id) {
    return write([&](Session& s) { return local_tenant(s, id); }).value();
  };
  EXPECT_EQ(local(fresh), fresh);
  EXPECT_EQ(local(fresh_id<TenantId>()), fresh);
}

class SecretContract : public StoreContract {
 protected:
  void add(const Membership& of, const std::string& hash, const std::string& kind,
           std::int64_t idle_ms = 0) {
    ASSERT_TRUE(write([&](Session& s) {
                  return add_secret(
                      s, {hash, kind, of.tenant, of.user.id, Time{4'000'000'000'000}, idle_ms});
                }).ok());
  }
  std::optional<Membership> use(std::string_view hash, std::string_view kind) {
    return write([&](Session& s) { return use_secret(s, hash, kind); }).value();
  }
};

TEST_P(SecretContract, ALinkLetsInOnce) {
  const Membership me = member();
  add(me, "aa", "link");
  const std::optional<Membership> in = use("aa", "link");
  ASSERT_TRUE(in);
  EXPECT_EQ(in->user.id, me.user.id);
  EXPECT_EQ(in->tenant, me.tenant);
  EXPECT_EQ(in->role, Role::kOwner);
  EXPECT_FALSE(use("aa", "link"));
}

TEST_P(SecretContract, ALinkIsSpentByExactlyOneOfManyThreads) {
  add(member(), "aa", "link");
  std::atomic<int> in = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { in += use("aa", "link") ? 1 : 0; });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(in, 1);
}

TEST_P(SecretContract, ASessionLetsInUntilItIsRemoved) {
  add(member(), "bb", "session");
  EXPECT_TRUE(use("bb", "session"));
  EXPECT_TRUE(use("bb", "session"));
  EXPECT_TRUE(read([](Session& s) { return use_secret(s, "bb", "session"); }).value());
  ASSERT_TRUE(write([](Session& s) { return remove_secret(s, "bb"); }).ok());
  EXPECT_FALSE(use("bb", "session"));
}

TEST_P(SecretContract, OneKindIsNotTakenForTheOther) {
  const Membership me = member();
  add(me, "aa", "link");
  add(me, "bb", "session");
  EXPECT_FALSE(use("aa", "session"));
  EXPECT_FALSE(use("bb", "link"));
  EXPECT_TRUE(use("aa", "link"));
}

TEST_P(SecretContract, AnExpiredSecretLetsNobodyInAndIsSwept) {
  add(member(), "aa", "link");
  ASSERT_TRUE(sql("update secrets set expires_at = now_ms() - 1").ok());
  EXPECT_FALSE(use("aa", "link"));
  ASSERT_TRUE(write([](Session& s) { return sweep_secrets(s); }).ok());
  EXPECT_EQ(sql("delete from secrets").value(), 0);
}

TEST_P(SecretContract, AnUnusedSessionDiesAndAUsedOneStays) {
  add(member(), "bb", "session", 60'000);
  ASSERT_TRUE(sql("update secrets set used_at = now_ms() - 50000").ok());
  EXPECT_TRUE(use("bb", "session"));  // and starts the idle time anew
  ASSERT_TRUE(sql("update secrets set used_at = used_at - 50000").ok());
  EXPECT_TRUE(use("bb", "session"));
  ASSERT_TRUE(sql("update secrets set used_at = now_ms() - 60000").ok());
  EXPECT_FALSE(use("bb", "session"));
}

}  // namespace retainwise::store
