#pragma once
/// What every Store promises. An implementation's test includes the *_contract.h of this folder and
/// instantiates StoreContract with a function that opens an empty store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "service/store/predictions.h"
#include "service/store/session.h"
#include "service/store/store.h"
#include "service/store/uploads.h"
#include "service/store/users.h"

namespace retainwise::store {

struct OpenedStore {
  std::shared_ptr<void> files;  ///< what the store lies on; outlives it
  std::unique_ptr<Store> store;
  /// As another process opens it; unset where one process owns the rows.
  std::function<std::unique_ptr<Store>()> another = {};
};
using OpenStore = std::function<OpenedStore()>;

/// The same ids in every run.
class CountingRandom final : public Random {
 public:
  void fill(std::span<std::byte> out) override {
    for (std::byte& byte : out) byte = static_cast<std::byte>(numbers_.below(256));
  }

 private:
  SeededRandom numbers_{7};
};

class StoreContract : public ::testing::TestWithParam<OpenStore> {
 protected:
  StoreContract() : opened_(GetParam()()) {}

  Store& store() { return *opened_.store; }
  std::unique_ptr<Store> another() { return opened_.another(); }

  /// `work(session)` in a transaction; its result, or the transaction's error.
  template <class Work>
  auto write(const Work& work) {
    return run<std::invoke_result_t<Work, Session&>>(
        [this](const Store::Work& each) { return store().write(each); }, work);
  }
  template <class Work>
  static auto write(Store& store, const Work& work) {
    return run<std::invoke_result_t<Work, Session&>>(
        [&](const Store::Work& each) { return store.write(each); }, work);
  }
  template <class Work>
  auto read(const Work& work) {
    return run<std::invoke_result_t<Work, Session&>>(
        [this](const Store::Work& each) { return store().read(each); }, work);
  }

  /// A statement from outside the room, to make a time pass or a row be wrong.
  Result<std::int64_t> sql(std::string_view text) {
    return write([&](Session& session) { return Statement(session, text).run(); });
  }

  template <class Id>
  Id fresh_id() {
    return Id::make(random_, Time{1'700'000'000'000 + ++ids_});
  }
  BlobKey fresh_key() { return *BlobKey::parse("uploads/t/" + std::to_string(++ids_) + ".csv"); }

  Membership member() { return member(fresh_id<TenantId>()); }
  Membership member(const TenantId& tenant) {
    return write([&](Session& session) {
             return ensure_member(session, tenant, "https://issuer", "sub", Role::kOwner);
           })
        .value();
  }

  Upload upload(const Membership& by, const std::string& filename = "customers.csv") {
    return write([&](Session& session) {
             return add_upload(session, {by.tenant, by.user.id, filename, fresh_key(), 123, "5a"});
           })
        .value();
  }
  Prediction prediction(const Membership& by) { return prediction(by, upload(by)); }
  Prediction prediction(const Membership& by, const Upload& of) {
    return write([&](Session& session) {
             return add_prediction(session, {fresh_id<PredictionId>(), by.tenant, of.id, by.user.id,
                                             Json{{"seed", 1}}});
           })
        .value();
  }
  std::optional<Claim> claim(int lease_ms = 30'000) {
    return write([&](Session& session) { return claim_prediction(session, "me:1", lease_ms); })
        .value();
  }
  Prediction found(const Prediction& prediction) {
    return read([&](Session& session) {
             return find_prediction(session, prediction.tenant, prediction.id);
           })
        .value();
  }
  Finished finished() {
    return {"learn", 7, Json{{"mode", "learn"}}, fresh_key(), fresh_key(), "abc", std::nullopt};
  }
  bool finish(const Prediction& prediction, Fence fence) {
    return finish(prediction, fence, finished());
  }
  bool finish(const Prediction& prediction, Fence fence, const Finished& with) {
    return write([&](Session& session) {
             return finish_prediction(session, prediction.id, fence, with);
           })
        .value();
  }
  bool fail(const Prediction& prediction, Fence fence) {
    return write([&](Session& session) {
             return fail_prediction(session, prediction.id, fence, "No outcome.",
                                    Json::array({{{"code", "no_outcome"}}}));
           })
        .value();
  }
  bool requeue(const Prediction& prediction, Fence fence, Setback setback, int delay_ms = 0) {
    return write([&](Session& session) {
             return requeue_prediction(session, prediction.id, fence, setback, delay_ms);
           })
        .value();
  }
  bool beat(const Prediction& prediction, Fence fence, const Beat& with) {
    return write([&](Session& session) {
             return beat_prediction(session, prediction.id, fence, with, 30'000);
           })
        .value();
  }

 private:
  template <class Out, class Transaction, class Work>
  static Out run(const Transaction& transaction, const Work& work) {
    std::optional<Out> out;
    const Result<void> done = transaction([&](Session& session) -> Result<void> {
      out.emplace(work(session));
      if (!out->ok()) return out->error();
      return {};
    });
    if (!done.ok()) return done.error();
    return *std::move(out);
  }

  OpenedStore opened_;
  CountingRandom random_;
  std::int64_t ids_ = 0;
};

/// The code of an error, "" of a success.
template <class T>
std::string code_of(const Result<T>& result) {
  return result.ok() ? "" : result.error().code;
}

}  // namespace retainwise::store
