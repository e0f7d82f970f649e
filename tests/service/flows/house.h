#pragma once
/// Everything a flow works with: a real SQLite store, a real folder of blobs, the real queue; a
/// clock and randomness of the test's own; and faults that can be switched on between them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "service/flows/accept_upload.h"
#include "service/flows/services.h"
#include "service/store/deletions.h"
#include "service/store/users.h"
#include "tests/contract/temporary_directory.h"

namespace retainwise::flows {

/// The real clock, moved on by hand.
class TestClock final : public Clock {
 public:
  Time now() const override {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count() + ahead_ms_};
  }
  std::int64_t steady_ms() const override {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since).count() + ahead_ms_;
  }
  void pass(std::int64_t ms) { ahead_ms_ += ms; }

 private:
  std::atomic<std::int64_t> ahead_ms_{0};
};

/// The same bytes in every run. Any thread.
class TestRandom final : public Random {
 public:
  void fill(std::span<std::byte> out) override {
    const std::lock_guard lock(mutex_);
    for (std::byte& byte : out) byte = static_cast<std::byte>(numbers_.below(256));
  }

 private:
  std::mutex mutex_;
  SeededRandom numbers_{11};
};

/// Passes on to a real store, unless a fault is switched on.
class FaultyStore final : public store::Store {
 public:
  explicit FaultyStore(std::unique_ptr<store::Store> real) : real_(std::move(real)) {}

  std::atomic<int> refuse_writes{0};  ///< so many writes fail before they did anything
  std::atomic<int> lose_answers{0};   ///< so many writes commit and then seem to have failed
  std::atomic<bool> down{false};

  Result<void> write(const Work& work) override {
    if (down || take(refuse_writes)) return unavailable("The database does not answer.");
    auto written = real_->write(work);
    if (written.ok() && take(lose_answers)) return unavailable("The connection broke.");
    return written;
  }
  Result<void> read(const Work& work) override {
    if (down) return unavailable("The database does not answer.");
    return real_->read(work);
  }
  std::shared_ptr<void> on_change(std::function<void()> listener) override {
    return real_->on_change(std::move(listener));
  }
  Result<void> check() override { return real_->check(); }
  std::string_view kind() const override { return real_->kind(); }

 private:
  static bool take(std::atomic<int>& count) {
    if (count <= 0) return false;
    --count;
    return true;
  }
  std::unique_ptr<store::Store> real_;
};

class FaultyBlobs final : public blob::BlobStore {
 public:
  explicit FaultyBlobs(std::unique_ptr<blob::BlobStore> real) : real_(std::move(real)) {}

  std::atomic<bool> refuse_puts{false};
  std::atomic<bool> down{false};

  Result<std::unique_ptr<blob::BlobWriter>> put(const BlobKey& key) override {
    if (down || refuse_puts) return unavailable("The files cannot be written.");
    return real_->put(key);
  }
  Result<std::unique_ptr<blob::BlobReader>> get(const BlobKey& key, blob::Range range) override {
    if (down) return unavailable("The files cannot be read.");
    return real_->get(key, range);
  }
  Result<void> remove(const BlobKey& key) override {
    if (down) return unavailable("The files cannot be removed.");
    return real_->remove(key);
  }
  Result<std::vector<blob::BlobInfo>> list(std::string_view prefix,
                                           const std::optional<BlobKey>& after,
                                           int limit) override {
    return real_->list(prefix, after, limit);
  }
  Result<std::optional<std::string>> presign(const BlobKey& key, std::string_view filename,
                                             int seconds) override {
    return real_->presign(key, filename, seconds);
  }
  Result<void> check() override {
    return down ? Result<void>(unavailable("The files are away.")) : real_->check();
  }
  std::string_view kind() const override { return real_->kind(); }

 private:
  std::unique_ptr<blob::BlobStore> real_;
};

class FaultyQueue final : public queue::TaskQueue {
 public:
  explicit FaultyQueue(std::unique_ptr<queue::TaskQueue> real) : real_(std::move(real)) {}

  std::atomic<bool> mute{false};     ///< publish() fails
  std::atomic<bool> outside{false};  ///< calls lie outside the database
  std::vector<std::string> called;   ///< for whom, in this order

  Result<void> publish(const PredictionId& prediction) override {
    if (mute) return unavailable("The queue does not answer.");
    called.push_back(prediction.text());
    return real_->publish(prediction);
  }
  Result<std::optional<queue::Task>> receive(int wait_ms) override {
    return real_->receive(wait_ms);
  }
  Result<void> done(const queue::Task& task) override { return real_->done(task); }
  void stop() override { real_->stop(); }
  Result<void> check() override { return real_->check(); }
  bool is_outside() const override { return outside; }
  std::string_view kind() const override { return real_->kind(); }

 private:
  std::unique_ptr<queue::TaskQueue> real_;
};

inline std::unique_ptr<store::Store> open_store(const test::TemporaryDirectory& folder) {
  store::SqliteOptions options;
  options.file = folder.file("retainwise.db");
  options.ballast_file = folder.file("ballast");
  options.ballast_bytes = 4096;
  return store::open_sqlite(options).value();
}

inline std::unique_ptr<blob::BlobStore> open_blobs(const test::TemporaryDirectory& folder) {
  return blob::open_directory({.directory = folder.file("blobs"), .free_space_floor = 0}).value();
}

struct House {
  /// `rows`: another store than SQLite.
  explicit House(std::unique_ptr<store::Store> rows = nullptr)
      : store(rows ? std::move(rows) : open_store(folder)),
        member(run<store::Membership>([this](store::Session& session) {
          return store::ensure_member(session, TenantId::make(random, clock.now()),
                                      "https://issuer", "sub", store::Role::kOwner);
        })) {}

  test::TemporaryDirectory folder;
  TestClock clock;
  TestRandom random;
  FaultyStore store;
  FaultyBlobs blobs{open_blobs(folder)};
  FaultyQueue queue{queue::make_database_queue(store)};
  std::unique_ptr<telemetry::Log> log = telemetry::make_silent_log();
  std::unique_ptr<telemetry::Counters> counters = telemetry::make_counters();
  Services services{store, blobs, queue, clock, random, *log, *counters};
  store::Membership member;

  const TenantId& tenant() const { return member.tenant; }

  /// A transaction's value; the test fails where there is none.
  template <class T>
  T run(const std::function<Result<T>(store::Session&)>& work) {
    std::optional<T> value;
    const auto written = store.write([&](store::Session& session) -> Result<void> {
      RW_TRY(value, work(session));
      return {};
    });
    EXPECT_TRUE(written.ok()) << written.error().what << written.error().detail;
    return std::move(value).value();
  }

  Result<Accepted> upload(std::string_view text, std::string_view options = "",
                          std::optional<std::string> key = std::nullopt,
                          const std::string& filename = "customers.csv") {
    RW_TRY(const auto incoming,
           accept_upload(services, {tenant(), member.user.id, filename, std::move(key)}));
    RW_CHECK_OK(incoming->feed(as_bytes(text)));
    return incoming->finish(options);
  }

  store::Prediction row(const PredictionId& id) {
    return run<store::Prediction>(
        [&](store::Session& session) { return store::find_prediction(session, tenant(), id); });
  }

  std::optional<store::Claim> claim(std::string_view owner = "worker") {
    return run<std::optional<store::Claim>>(
        [&](store::Session& session) { return store::claim_prediction(session, owner, 30'000); });
  }

  std::size_t uploads() {
    return run<store::UploadPage>([&](store::Session& session) {
             return store::list_uploads(session, tenant(), std::nullopt, 100);
           })
        .uploads.size();
  }

  std::vector<std::string> objects(std::string_view prefix = "") {
    std::vector<std::string> keys;
    const auto listed = blobs.list(prefix, std::nullopt, 1000).value();
    for (const blob::BlobInfo& info : listed) keys.push_back(info.key.text());
    return keys;
  }

  std::string content(const BlobKey& key) {
    const auto reader = blobs.get(key, {}).value();
    std::string text(static_cast<std::size_t>(reader->size()), '\0');
    std::size_t done = 0;
    while (done < text.size()) {
      const std::size_t count =
          reader->read(std::as_writable_bytes(std::span(text)).subspan(done)).value();
      if (count == 0) break;
      done += count;
    }
    return text.substr(0, done);
  }

  /// The file behind a key of the folder of blobs.
  std::string path(const BlobKey& key) const { return folder.file("blobs/" + key.text()); }
};

inline constexpr std::string_view kSmallFile =
    "id,months,plan,churned\n1,3,basic,yes\n2,40,pro,no\n3,12,basic,no\n";

}  // namespace retainwise::flows
