#include "service/telemetry/counters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace retainwise::telemetry {
namespace {

using testing::HasSubstr;

TEST(Counters, CountRequestsByMethodRouteAndStatus) {
  const auto counters = make_counters();
  counters->request("GET", "/api/predictions/{id}", 200, .002);
  counters->request("GET", "/api/predictions/{id}", 200, .2);
  counters->request("POST", "/api/csv", 507, 1);
  const std::string text = counters->text();
  EXPECT_THAT(text, HasSubstr("# TYPE retainwise_http_requests_total counter"));
  EXPECT_THAT(text, HasSubstr("retainwise_http_requests_total{method=\"GET\","
                              "route=\"/api/predictions/{id}\",status=\"200\"} 2"));
  EXPECT_THAT(text, HasSubstr("status=\"507\"} 1"));
  EXPECT_THAT(text, HasSubstr("retainwise_http_request_duration_seconds_bucket{"
                              "route=\"/api/predictions/{id}\",le=\"0.0025\"} 1"));
  EXPECT_THAT(text, HasSubstr("retainwise_http_request_duration_seconds_count{"
                              "route=\"/api/predictions/{id}\"} 2"));
}

TEST(Counters, CountUploadsRunsAndSweeps) {
  const auto counters = make_counters();
  counters->upload_accepted(1'000);
  counters->upload_accepted(234);
  counters->prediction("completed", 3);
  counters->prediction("failed", 1);
  counters->sweep("garbage", 5);
  const std::string text = counters->text();
  EXPECT_THAT(text, HasSubstr("retainwise_uploads_total 2"));
  EXPECT_THAT(text, HasSubstr("retainwise_upload_bytes_total 1234"));
  EXPECT_THAT(text, HasSubstr("retainwise_predictions_total{outcome=\"completed\"} 1"));
  EXPECT_THAT(text, HasSubstr("retainwise_swept_total{what=\"garbage\"} 5"));
}

TEST(Counters, ShowTheBacklogAsItIs) {
  const auto counters = make_counters();
  counters->backlog(3, 1, 12.5);
  counters->backlog(2, 0, 0);
  counters->sse_streams(4);
  const std::string text = counters->text();
  EXPECT_THAT(text, HasSubstr("retainwise_predictions_queued 2"));
  EXPECT_THAT(text, HasSubstr("retainwise_predictions_processing 0"));
  EXPECT_THAT(text, HasSubstr("retainwise_oldest_queued_seconds 0"));
  EXPECT_THAT(text, HasSubstr("retainwise_event_streams 4"));
}

TEST(Counters, LoseNothingBetweenThreads) {
  const auto counters = make_counters();
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 1'000; ++i) counters->request("GET", "/health", 200, .001);
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(counters->text(), HasSubstr("status=\"200\"} 8000"));
}

}  // namespace
}  // namespace retainwise::telemetry
