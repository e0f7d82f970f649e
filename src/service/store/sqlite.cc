#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "service/store/ballast.h"
#include "service/store/durable_file.h"
#include "service/store/file_lock.h"
#include "service/store/listeners.h"
#include "service/store/migrate.h"
#include "service/store/openings.h"
#include "service/store/schema.h"
#include "service/store/sqlite_connection.h"
#include "service/store/sqlite_migrate.h"
#include "service/store/store.h"

namespace retainwise::store {
namespace {

constexpr auto kBallastPause = std::chrono::seconds(10);

/// Lends connections that only read.
class Readers {
 public:
  void add(std::unique_ptr<SqliteConnection> connection) { free_.push_back(std::move(connection)); }
  std::unique_ptr<SqliteConnection> take() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [this] { return !free_.empty(); });
    std::unique_ptr<SqliteConnection> connection = std::move(free_.back());
    free_.pop_back();
    return connection;
  }
  void give_back(std::unique_ptr<SqliteConnection> connection) {
    {
      const std::lock_guard lock(mutex_);
      free_.push_back(std::move(connection));
    }
    returned_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<SqliteConnection>> free_;  // under mutex_
};

class SqliteStore final : public Store {
 public:
  SqliteStore(FileLock lock, std::unique_ptr<SqliteConnection> writer, const SqliteOptions& options)
      : lock_(std::move(lock)),
        on_fatal_(options.on_fatal),
        ballast_(options.ballast_file, options.ballast_bytes),
        writer_(std::move(writer)) {
    restore_ballast();
  }

  Result<void> write(const Work& work) override {
    bool changed = false;
    {
      const std::lock_guard lock(writing_);
      if (fatal_) return *fatal_;
      Result<bool> done = write_once(work);
      if (!done.ok()) return note_fatal(std::move(done.error()));
      changed = *done;
      const Result<void> moved = writer_->checkpoint_when_long();
      if (!moved.ok()) static_cast<void>(note_fatal(moved.error()));  // this commit is durable
      restore_ballast();
    }
    if (changed) listeners_->notify();
    return {};
  }

  Result<void> read(const Work& work) override {
    std::unique_ptr<SqliteConnection> connection = readers_.take();
    Session session(connection->sql(), sqlite_dialect(), Access::kRead);
    Result<void> result = connection->transaction(session, work);
    readers_.give_back(std::move(connection));
    return result;
  }

  std::shared_ptr<void> on_change(std::function<void()> listener) override {
    return listeners_->add(std::move(listener));
  }

  Result<void> check() override {
    {
      const std::lock_guard lock(writing_);
      if (fatal_) return *fatal_;
    }
    return check_schema(*this);
  }

  std::string_view kind() const override { return "sqlite"; }

  void add_reader(std::unique_ptr<SqliteConnection> connection) {
    readers_.add(std::move(connection));
  }

 private:
  /// True where changes were noted. On a full disk, how something ended is written once more, in
  /// the room that the ballast gives up.
  Result<bool> write_once(const Work& work) {
    for (bool with_ballast = false;; with_ballast = true) {
      Session session(writer_->sql(), sqlite_dialect(), Access::kWrite);
      const Result<void> result = writer_->transaction(session, work);
      if (result.ok()) return session.changed();
      const bool full = result.error().kind == ErrorKind::kStorageFull;
      if (!full || with_ballast || !session.last_state() || !ballast_.drop()) return result.error();
    }
  }

  /// After a failed fsync nobody knows what the disk holds; trying again would only hide it.
  Error note_fatal(Error error) {
    if (error.code == "fsync_failed" && !fatal_) {
      fatal_ = error;
      writer_->abandon();
      if (on_fatal_) on_fatal_(error);
    }
    return error;
  }

  void restore_ballast() {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_ballast_) return;
    next_ballast_ = now + kBallastPause;
    ballast_.restore();
  }

  // set once
  FileLock lock_;
  std::function<void(const Error&)> on_fatal_;
  std::shared_ptr<Listeners> listeners_ = std::make_shared<Listeners>();

  std::mutex writing_;
  Ballast ballast_;                                     // under writing_
  std::chrono::steady_clock::time_point next_ballast_;  // under writing_
  std::optional<Error> fatal_;                          // under writing_
  std::unique_ptr<SqliteConnection> writer_;            // under writing_; closes after readers_

  Readers readers_;
};

/// A visitor beside the process that has the file: one more of its readers.
class SqliteOnlooker final : public Store {
 public:
  explicit SqliteOnlooker(std::unique_ptr<SqliteConnection> reader) : reader_(std::move(reader)) {}

  Result<void> write(const Work&) override { return bug("write() to a database to look at"); }
  Result<void> read(const Work& work) override {
    const std::lock_guard lock(mutex_);
    Session session(reader_->sql(), sqlite_dialect(), Access::kRead);
    return reader_->transaction(session, work);
  }
  std::shared_ptr<void> on_change(std::function<void()>) override { return nullptr; }
  Result<void> check() override { return check_schema(*this); }
  std::string_view kind() const override { return "sqlite"; }

 private:
  std::mutex mutex_;
  std::unique_ptr<SqliteConnection> reader_;  // under mutex_
};

/// A request that was still being answered under a key when the process ended has no one to
/// answer it.
Result<void> free_unanswered_keys(Session& session) {
  RW_CHECK_OK(Statement(session, "delete from idempotency where status = 0").run());
  return {};
}

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite(const SqliteOptions& options) {
  return open_sqlite_at(options, newest_schema());
}

Result<std::unique_ptr<Store>> open_sqlite_at(const SqliteOptions& options, int schema) {
  RW_TRY(FileLock lock, FileLock::take(options.file + ".lock"));
  RW_CHECK_OK(make_private_file(options.file));
  RW_TRY(auto writer, SqliteConnection::open(options.file, Access::kWrite));
  RW_CHECK_OK(migrate_sqlite(*writer, options.file, migrations_to(schema)));
  RW_CHECK_OK(run_in_transaction(*writer, free_unanswered_keys));
  auto store = std::make_unique<SqliteStore>(std::move(lock), std::move(writer), options);
  for (int i = 0; i < std::max(options.readers, 1); ++i) {
    RW_TRY(auto reader, SqliteConnection::open(options.file, Access::kRead));
    store->add_reader(std::move(reader));
  }
  return std::unique_ptr<Store>(std::move(store));
}

Result<std::unique_ptr<Store>> look_at_sqlite(const std::string& file) {
  if (::access(file.c_str(), F_OK) != 0) return not_found("There is no database " + file + ".");
  RW_TRY(auto reader, SqliteConnection::open(file, Access::kRead));
  return std::unique_ptr<Store>(std::make_unique<SqliteOnlooker>(std::move(reader)));
}

}  // namespace retainwise::store
