#include "service/auth/key_cache.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace retainwise::auth {
namespace {

using Keys = std::shared_ptr<const JwkSet>;
using Key = std::shared_ptr<const PublicKey>;

class KeyCache final : public KeySource {
 public:
  KeyCache(FetchKeys fetch, Clock& clock, telemetry::Log& log, telemetry::Counters& counters,
           KeyCacheOptions options)
      : fetch_(std::move(fetch)),
        clock_(clock),
        log_(log),
        counters_(counters),
        options_(options) {}

  /// The fetch at the start.
  Result<void> begin() {
    std::unique_lock lock(mutex_);
    auto fetched = fetch_now(lock);
    if (!fetched.ok() && fetched.error().kind == ErrorKind::kBadRequest) return fetched;
    return {};
  }

  Result<Key> find(const std::optional<std::string>& key_id) override {
    std::unique_lock lock(mutex_);
    RW_TRY(const Keys keys, current(lock));
    if (Key key = keys->find(key_id)) return key;
    if (!key_id) return Key();
    return find_new(lock, *key_id);
  }

  IdentityHealth health() override {
    std::unique_lock lock(mutex_);
    if (!current(lock).ok())
      return {false, "The identity provider's keys cannot be had: nobody can be told apart."};
    if (!failing_) return {};
    const auto seconds = (clock_.steady_ms() - fetched_ms_) / 1000;
    return {true, "The identity provider does not answer; its keys of " + std::to_string(seconds) +
                      " seconds ago serve."};
  }

  std::optional<ProviderAddresses> addresses() override {
    const std::lock_guard lock(mutex_);
    return addresses_;
  }

 private:
  std::int64_t age_ms() const { return clock_.steady_ms() - fetched_ms_; }

  /// The keys, fetched anew where they are old. Shortly before they are, one caller fetches and the
  /// others go on; where the provider is known to be down nobody waits for the one that tries.
  Result<Keys> current(std::unique_lock<std::mutex>& lock) {
    while (true) {
      const bool fresh = keys_ && age_ms() < fresh_ms_;
      if (fresh && age_ms() < fresh_ms_ / 5 * 4) return keys_;
      if (!fetching_ && is_due()) {
        const auto fetched = fetch_now(lock);  // its failure is told below, where it matters
        if (fetched.ok()) return keys_;
        continue;
      }
      if (fresh || (keys_ && failing_ && age_ms() < options_.usable_ms)) return keys_;
      if (!fetching_)
        return unavailable("The identity provider's keys cannot be had.", "every token waits");
      fetched_.wait(lock, [&] { return !fetching_; });
    }
  }

  /// A kid that is not among the keys: it may be a new one.
  Result<Key> find_new(std::unique_lock<std::mutex>& lock, const std::string& key_id) {
    fetched_.wait(lock, [&] { return !fetching_; });
    if (Key key = keys_->find(key_id)) return key;
    const std::int64_t now = clock_.steady_ms();
    if (asked_ms_ && now - *asked_ms_ < options_.pause_ms) return Key();
    asked_ms_ = now;
    const auto fetched = fetch_now(lock);  // one that failed leaves the kid unknown
    return fetched.ok() ? keys_->find(key_id) : Key();
  }

  bool is_due() const {
    if (!tried_ms_ || !failing_) return true;
    const std::int64_t pause = keys_ ? options_.pause_ms : options_.first_pause_ms;
    return clock_.steady_ms() - *tried_ms_ >= pause;
  }

  /// Without the lock while the provider is asked.
  Result<void> fetch_now(std::unique_lock<std::mutex>& lock) {
    fetching_ = true;
    lock.unlock();
    auto fetched = fetch_();
    lock.lock();
    fetching_ = false;
    tried_ms_ = clock_.steady_ms();
    failing_ = !fetched.ok();
    fetched_.notify_all();
    counters_.identity_keys(fetched.ok() ? "fetched" : "failed");
    if (!fetched.ok()) {
      tell(fetched.error());
      return fetched.error();
    }
    keep(std::move(*fetched));
    return {};
  }

  /// A provider that is down comes back by itself; one that is not ours is the operator's to mend.
  void tell(const Error& error) {
    const bool wrong = error.kind == ErrorKind::kBadRequest;
    log_.write(wrong ? telemetry::Level::kError : telemetry::Level::kWarning, "identity_keys",
               {{"what", error.what}, {"hint", error.hint}, {"detail", error.detail}});
  }

  void keep(FetchedKeys fetched) {
    if (!keys_ || keys_->size() != fetched.keys.size())
      log_.info("identity_keys", {{"keys", fetched.keys.size()}});
    keys_ = std::make_shared<const JwkSet>(std::move(fetched.keys));
    addresses_ = std::move(fetched.addresses);
    fetched_ms_ = clock_.steady_ms();
    fresh_ms_ = fetched.max_age_ms ? std::clamp(*fetched.max_age_ms, options_.least_fresh_ms,
                                                options_.longest_fresh_ms)
                                   : options_.fresh_ms;
  }

  const FetchKeys fetch_;
  Clock& clock_;
  telemetry::Log& log_;
  telemetry::Counters& counters_;
  const KeyCacheOptions options_;
  std::mutex mutex_;
  std::condition_variable fetched_;
  // under mutex_, by the steady clock
  Keys keys_;
  std::optional<ProviderAddresses> addresses_;
  std::int64_t fetched_ms_ = 0, fresh_ms_ = 0;
  std::optional<std::int64_t> tried_ms_;  ///< the last fetch
  std::optional<std::int64_t> asked_ms_;  ///< the last one for an unknown kid
  bool fetching_ = false;
  bool failing_ = false;  ///< the last fetch gave nothing
};

}  // namespace

Result<std::unique_ptr<KeySource>> make_key_cache(FetchKeys fetch, Clock& clock,
                                                  telemetry::Log& log,
                                                  telemetry::Counters& counters,
                                                  KeyCacheOptions options) {
  auto cache = std::make_unique<KeyCache>(std::move(fetch), clock, log, counters, options);
  RW_CHECK_OK(cache->begin());
  return std::unique_ptr<KeySource>(std::move(cache));
}

}  // namespace retainwise::auth
