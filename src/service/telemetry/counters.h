#pragma once
/// Figures for the operator, in Prometheus' text format at /metrics. Safe to call from any thread.
/// Labels hold no tenant data: route patterns, status classes, outcomes only.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace retainwise::telemetry {

class Counters {
 public:
  virtual ~Counters() = default;
  /// retainwise_http_requests_total{method,route,status}, …_duration_seconds{route}.
  virtual void request(std::string_view method, std::string_view route, int status,
                       double seconds) = 0;
  virtual void upload_accepted(std::int64_t bytes) = 0;
  /// outcome: completed, failed, requeued, lost, cancelled, handed_back, fenced.
  virtual void prediction(std::string_view outcome, double seconds) = 0;
  /// what: leases, calls, deletions, garbage, changes.
  virtual void sweep(std::string_view what, std::int64_t count) = 0;
  virtual void backlog(std::int64_t queued, std::int64_t processing, double oldest_seconds) = 0;
  virtual void sse_streams(int open) = 0;
  virtual std::string text() const = 0;
  /// A call to the workers through an outside queue: sent, sent_again, not_sent, orphan (of no
  /// prediction any more), unreadable.
  virtual void call(std::string_view outcome) = 0;
  /// The identity provider's keys were asked for: fetched, failed.
  virtual void identity_keys(std::string_view outcome) = 0;
  /// A caller's token let nobody in, by cause: "signature", "expired" …
  virtual void token_refused(std::string_view cause) = 0;
};

std::unique_ptr<Counters> make_counters();

}  // namespace retainwise::telemetry
