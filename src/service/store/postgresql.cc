#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "service/store/listeners.h"
#include "service/store/migrate.h"
#include "service/store/openings.h"
#include "service/store/postgresql_ears.h"
#include "service/store/postgresql_migrate.h"
#include "service/store/postgresql_pool.h"
#include "service/store/store.h"

namespace retainwise::store {
namespace {

using Milliseconds = std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr int kTries = 8;
constexpr auto kConnectPause = Milliseconds(250);

/// So that two that stood in each other's way do not meet again.
void step_aside(int tried) {
  std::random_device seed;
  const int most = 4 << std::min(tried, 5);
  std::this_thread::sleep_for(Milliseconds(std::uniform_int_distribution(1, most)(seed)));
}

class PostgresqlStore final : public Store {
 public:
  PostgresqlStore(PostgresqlAddress address, const PostgresqlOptions& options)
      : unknown_commit_wait_(options.unknown_commit_wait_ms),
        pool_(address, std::max<std::size_t>(options.sessions, 1),
              Milliseconds(options.transaction_limit_ms)),
        ears_(std::move(address), options.owner,
              [listeners = listeners_] { listeners->notify(); }) {}

  Result<void> write(const Work& work) override {
    RW_TRY(const bool changed, run(work, Access::kWrite));
    if (changed) {
      listeners_->notify();
      ears_.tell();
    }
    return {};
  }

  Result<void> read(const Work& work) override {
    RW_CHECK_OK(run(work, Access::kRead));
    return {};
  }

  std::shared_ptr<void> on_change(std::function<void()> listener) override {
    return listeners_->add(std::move(listener));
  }

  Result<void> check() override { return check_schema(*this); }

  std::string_view kind() const override { return "postgresql"; }

 private:
  /// True where changes were noted.
  Result<bool> run(const Work& work, Access access) {
    bool changed = false;
    for (int tried = 1;; ++tried) {
      RW_TRY(Ending ending, run_once(work, access, changed));
      if (ending.then == Ending::Then::kAsk) ending = outcome_of(std::move(ending));
      if (ending.result.ok()) return changed;
      if (ending.then != Ending::Then::kAgain || tried == kTries)
        return as_told(std::move(ending.result.error()));
      step_aside(tried);
    }
  }

  Result<Ending> run_once(const Work& work, Access access, bool& changed) {
    RW_TRY(const auto lent, pool_.take());
    Session session(lent->sql(), postgresql_dialect(), access);
    Ending ending = lent->transaction(session, work);
    changed = session.changed();
    return ending;
  }

  static Error as_told(Error error) {
    if (error.code == kContended) error.code = "unavailable";
    return error;
  }

  /// Of a commit whose answer was lost.
  Ending outcome_of(Ending unknown) {
    const auto until = Steady::now() + unknown_commit_wait_;
    do {
      const Result<std::string> status = commit_status(unknown.id);
      if (status.ok() && *status == "committed") return {};
      if (status.ok() && *status == "aborted") {
        unknown.then = Ending::Then::kAgain;
        return unknown;
      }
      std::this_thread::sleep_for(kConnectPause);
    } while (Steady::now() < until);
    unknown.then = Ending::Then::kDone;
    unknown.result.error().code = "commit_unknown";
    return unknown;
  }

  Result<std::string> commit_status(const std::string& id) {
    RW_TRY(const auto lent, pool_.take());
    return lent->commit_status(id);
  }

  // set once
  const Milliseconds unknown_commit_wait_;
  const std::shared_ptr<Listeners> listeners_ = std::make_shared<Listeners>();
  PostgresqlPool pool_;
  PostgresqlEars ears_;  // last: it calls the listeners
};

/// At a start the database may come up later than this program.
Result<std::unique_ptr<PostgresqlConnection>> connect_patiently(const PostgresqlAddress& address,
                                                                int wait_ms) {
  const auto until = Steady::now() + Milliseconds(wait_ms);
  while (true) {
    auto opened = PostgresqlConnection::open(address);
    if (opened.ok() || opened.error().kind != ErrorKind::kUnavailable || Steady::now() >= until) {
      if (!opened.ok() && opened.error().kind == ErrorKind::kUnavailable)
        opened.error().what = "The database at " + address.shown + " does not answer.";
      return opened;
    }
    std::this_thread::sleep_for(kConnectPause);
  }
}

}  // namespace

Result<std::unique_ptr<Store>> open_postgresql(const PostgresqlOptions& options) {
  return open_postgresql_at(options, all_migrations().back().version);
}

Result<std::unique_ptr<Store>> look_at_postgresql(const PostgresqlOptions& options) {
  RW_TRY(PostgresqlAddress address, PostgresqlAddress::parse(options.url));
  RW_CHECK_OK(connect_patiently(address, options.start_wait_ms));
  return std::unique_ptr<Store>(std::make_unique<PostgresqlStore>(std::move(address), options));
}

Result<std::unique_ptr<Store>> open_postgresql_at(const PostgresqlOptions& options, int schema) {
  RW_TRY(PostgresqlAddress address, PostgresqlAddress::parse(options.url));
  RW_TRY(const auto connection, connect_patiently(address, options.start_wait_ms));
  RW_CHECK_OK(migrate_postgresql(*connection, migrations_to(schema), options.start_wait_ms));
  return std::unique_ptr<Store>(std::make_unique<PostgresqlStore>(std::move(address), options));
}

}  // namespace retainwise::store
