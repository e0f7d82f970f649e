#include "service/telemetry/counters.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace retainwise::telemetry {
namespace {

using prometheus::Family;
using prometheus::Labels;

const prometheus::Histogram::BucketBoundaries kRequestSeconds = {.001, .0025, .005, .01, .025, .05,
                                                                 .1,   .25,   .5,   1,   2.5,  10};
const prometheus::Histogram::BucketBoundaries kJobSeconds = {.1, .25, .5,  1,   2.5, 5,   10,
                                                             25, 60,  150, 300, 600, 1800};

class PrometheusCounters final : public Counters {
 public:
  void request(std::string_view method, std::string_view route, int status,
               double seconds) override {
    requests_
        .Add({{"method", std::string(method)},
              {"route", std::string(route)},
              {"status", std::to_string(status)}})
        .Increment();
    request_seconds_.Add({{"route", std::string(route)}}, kRequestSeconds).Observe(seconds);
  }

  void upload_accepted(std::int64_t bytes) override {
    uploads_.Increment();
    upload_bytes_.Increment(static_cast<double>(bytes));
  }

  void prediction(std::string_view outcome, double seconds) override {
    const Labels labels = {{"outcome", std::string(outcome)}};
    predictions_.Add(labels).Increment();
    prediction_seconds_.Add(labels, kJobSeconds).Observe(seconds);
  }

  void sweep(std::string_view what, std::int64_t count) override {
    sweeps_.Add({{"what", std::string(what)}}).Increment(static_cast<double>(count));
  }

  void call(std::string_view outcome) override {
    calls_.Add({{"outcome", std::string(outcome)}}).Increment();
  }

  void identity_keys(std::string_view outcome) override {
    identity_keys_.Add({{"outcome", std::string(outcome)}}).Increment();
  }

  void token_refused(std::string_view cause) override {
    tokens_refused_.Add({{"cause", std::string(cause)}}).Increment();
  }

  void backlog(std::int64_t queued, std::int64_t processing, double oldest_seconds) override {
    queued_.Set(static_cast<double>(queued));
    processing_.Set(static_cast<double>(processing));
    oldest_seconds_.Set(oldest_seconds);
  }

  void sse_streams(int open) override { streams_.Set(open); }

  std::string text() const override {
    return prometheus::TextSerializer().Serialize(registry_.Collect());
  }

 private:
  prometheus::Counter& counter(const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry_).Add({});
  }
  prometheus::Gauge& gauge(const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry_).Add({});
  }
  Family<prometheus::Counter>& counters(const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry_);
  }
  Family<prometheus::Histogram>& histograms(const char* name, const char* help) {
    return prometheus::BuildHistogram().Name(name).Help(help).Register(registry_);
  }

  prometheus::Registry registry_;
  Family<prometheus::Counter>& requests_ =
      counters("retainwise_http_requests_total", "Requests answered");
  Family<prometheus::Histogram>& request_seconds_ = histograms(
      "retainwise_http_request_duration_seconds", "Time from a request's head to its answer's end");
  prometheus::Counter& uploads_ = counter("retainwise_uploads_total", "Uploads accepted");
  prometheus::Counter& upload_bytes_ =
      counter("retainwise_upload_bytes_total", "Bytes of the uploads accepted");
  Family<prometheus::Counter>& predictions_ =
      counters("retainwise_predictions_total", "Runs of predictions by how they ended");
  Family<prometheus::Histogram>& prediction_seconds_ =
      histograms("retainwise_prediction_duration_seconds", "Time from a claim to the run's end");
  Family<prometheus::Counter>& sweeps_ =
      counters("retainwise_swept_total", "Things that the sweeper cleared away");
  Family<prometheus::Counter>& calls_ =
      counters("retainwise_queue_calls_total",
               "Calls to the workers through a queue, by what became of them");
  Family<prometheus::Counter>& identity_keys_ =
      counters("retainwise_identity_key_fetches_total",
               "Times that the identity provider was asked for its keys, by outcome");
  Family<prometheus::Counter>& tokens_refused_ =
      counters("retainwise_tokens_refused_total", "Tokens that let nobody in, by cause");
  prometheus::Gauge& queued_ = gauge("retainwise_predictions_queued", "Predictions that may run");
  prometheus::Gauge& processing_ =
      gauge("retainwise_predictions_processing", "Predictions running");
  prometheus::Gauge& oldest_seconds_ =
      gauge("retainwise_oldest_queued_seconds", "Age of the oldest prediction that may run");
  prometheus::Gauge& streams_ = gauge("retainwise_event_streams", "Open streams of events");
};

}  // namespace

std::unique_ptr<Counters> make_counters() {
  return std::make_unique<PrometheusCounters>();
}

}  // namespace retainwise::telemetry
