#pragma once
/// A prediction that is COMPLETED, by way of the real flow with a child that is played.
#include "service/flows/local_file.h"
#include "service/flows/run_prediction.h"
#include "tests/service/flows/house.h"

namespace retainwise::flows {

/// Writes what it was made with, whatever the input.
class CannedRunner final : public JobRunner {
 public:
  CannedRunner(std::string result, std::string customers)
      : result_(std::move(result)), customers_(std::move(customers)) {}
  JobEnd run(const JobFiles& files, const BeatFn&) override {
    EXPECT_TRUE(write_file(files.result(), result_).ok());
    EXPECT_TRUE(write_file(files.customers(), customers_).ok());
    EXPECT_TRUE(write_file(files.model(), "model").ok());
    EXPECT_TRUE(write_file(files.model_card(), R"({"outcome_column":"churned","inputs":[]})").ok());
    EXPECT_TRUE(
        write_file(files.summary(), R"({"mode":"learn","rows":3,"metrics":{"rows":3}})").ok());
    return {JobEnd::Kind::kDone, JobEnd::Cause::kCrash, "", 0};
  }

 private:
  std::string result_, customers_;
};

inline PredictionId complete(House& house, std::string result,
                             std::string customers = "customers") {
  CannedRunner runner(std::move(result), std::move(customers));
  const PredictionId id = house.upload(kSmallFile).value().prediction.id;
  RunOptions options;
  options.scratch_directory = house.folder.file("scratch");
  EXPECT_EQ(run_prediction(house.services, runner, *house.claim(), options), "completed");
  return id;
}

}  // namespace retainwise::flows
