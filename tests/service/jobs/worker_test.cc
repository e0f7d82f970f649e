#include "service/jobs/worker.h"

#include <chrono>
#include <fstream>
#include <set>
#include <thread>

#include "service/flows/local_file.h"
#include "service/flows/remove.h"
#include "tests/service/flows/house.h"
#include "tests/service/jobs/script.h"

namespace retainwise::jobs {
namespace {

using flows::House;
using flows::kSmallFile;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class WorkerTest : public ::testing::Test {
 protected:
  WorkerOptions options(const std::string& owner = "me") {
    WorkerOptions options;
    options.program = house_.folder.file("program");
    options.scratch_directory = house_.folder.file("scratch-" + owner);
    options.poll_ms = 20;
    options.sweep_ms = 20;
    options.owner = owner;
    return options;
  }
  std::unique_ptr<Worker> start(const WorkerOptions& options) {
    return start_worker(house_.services, options).value();
  }
  void program(const std::string& body) { write_script(house_.folder, body); }
  PredictionId upload() { return house_.upload(kSmallFile).value().prediction.id; }

  template <class Condition>
  void wait_until(const Condition& condition) {
    while (!condition()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  void wait_for(const PredictionId& id, store::Status status) {
    wait_until([&] { return house_.row(id).status == status; });
  }

  House house_;
};

TEST_F(WorkerTest, RunsWhatIsQueued) {
  program(std::string(kGoodJob));
  const PredictionId before = upload();
  const auto worker = start(options());
  wait_for(before, store::Status::kCompleted);
  const PredictionId after = upload();
  wait_for(after, store::Status::kCompleted);
  EXPECT_EQ(house_.content(*house_.row(after).output_key), "result");
}

TEST_F(WorkerTest, HearsTheCallLongBeforeItPolls) {
  program(std::string(kGoodJob));
  WorkerOptions patient = options();
  patient.poll_ms = 3'600'000;
  const auto worker = start(patient);
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const PredictionId id = upload();
  wait_for(id, store::Status::kCompleted);  // or the test hangs for an hour
}

TEST_F(WorkerTest, CallsAgainForWhatAnOutsideQueueDidNotTake) {
  program(std::string(kGoodJob));
  house_.queue.outside = true;
  house_.queue.mute = true;
  const PredictionId id = upload();
  house_.queue.mute = false;
  WorkerOptions patient = options();
  patient.poll_ms = 3'600'000;
  const auto worker = start(patient);
  wait_for(id, store::Status::kCompleted);  // or the test hangs for an hour
}

TEST_F(WorkerTest, TwoWorkersCompleteEachPredictionOnce) {
  program(std::string(kGoodJob) + "\necho x >> " + house_.folder.file("runs"));
  WorkerOptions two = options("a");
  two.workers = 2;
  std::vector<PredictionId> ids;
  for (int i = 0; i < 12; ++i) ids.push_back(upload());
  const auto a = start(two);
  WorkerOptions other = options("b");
  other.scratch_directory = house_.folder.file("scratch-b");
  const auto b = start(other);
  for (const PredictionId& id : ids) wait_for(id, store::Status::kCompleted);
  std::set<std::string> results;
  for (const PredictionId& id : ids) results.insert(house_.row(id).output_key->text());
  EXPECT_EQ(results.size(), ids.size());
}

TEST_F(WorkerTest, StopKillsTheChildAndHandsItsPredictionBackUnspent) {
  program("echo $$ > " + house_.folder.file("pid") + "\nexec /bin/sleep 600");
  const PredictionId id = upload();
  const auto worker = start(options());
  wait_until([&] { return flows::file_size(house_.folder.file("pid")) > 0; });
  worker->stop();
  const store::Prediction back = house_.row(id);
  EXPECT_EQ(back.status, store::Status::kQueued);
  EXPECT_EQ(back.failures + back.deaths + back.losses, 0);
  const int pid = std::stoi(flows::read_file(house_.folder.file("pid"), 100).value());
  EXPECT_EQ(::kill(pid, 0), -1);
  worker->stop();  // once more changes nothing
}

TEST_F(WorkerTest, AtStartGivesBackWhatADeadProcessHeldAndWipesItsScratch) {
  program(std::string(kGoodJob));
  const PredictionId id = upload();
  ASSERT_TRUE(house_.claim("an earlier process"));
  std::filesystem::create_directories(options().scratch_directory + "/leftover");
  const auto worker = start(options());
  EXPECT_FALSE(std::filesystem::exists(options().scratch_directory + "/leftover"));
  wait_for(id, store::Status::kCompleted);
  EXPECT_EQ(house_.row(id).fence.value, 2);
  EXPECT_EQ(house_.row(id).losses, 1);
}

TEST_F(WorkerTest, AtStartRemovesWhatNoRowNames) {
  const PredictionId id = upload();
  const auto writer = house_.blobs.put(*BlobKey::parse("uploads/t/cut.csv")).value();
  ASSERT_TRUE(writer->write("cut").ok());
  ASSERT_TRUE(writer->finish().ok());
  house_.clock.pass(10);  // so that it is older than the worker
  WorkerOptions none = options();
  none.workers = 0;
  const auto worker = start(none);
  wait_until([&] { return house_.objects("uploads/").size() == 1; });
  EXPECT_EQ(house_.row(id).status, store::Status::kQueued);
}

TEST_F(WorkerTest, RemovesTheFilesOfWhatWasDeleted) {
  program(std::string(kGoodJob));
  const PredictionId id = upload();
  const auto worker = start(options());
  wait_for(id, store::Status::kCompleted);
  ASSERT_TRUE(flows::remove_prediction(house_.services, house_.tenant(), id).ok());
  wait_until([&] { return house_.objects("results/").empty(); });
}

TEST_F(WorkerTest, AFileThatKillsItsChildEndsFailedAndTheNextOneIsDone) {
  program("if /bin/grep -q poison $2/input; then kill -SEGV $$; fi\n" + std::string(kGoodJob));
  const PredictionId poison =
      house_.upload(std::string(kSmallFile) + "4,1,poison,no\n").value().prediction.id;
  const PredictionId good = upload();
  const auto worker = start(options());
  wait_for(good, store::Status::kCompleted);
  wait_for(poison, store::Status::kFailed);
  EXPECT_EQ(house_.row(poison).deaths, 1);  // the second one is the end, not a further try
  EXPECT_EQ(house_.row(poison).errors[0]["code"], "job_crashed");
}

TEST_F(WorkerTest, CannotStartWithoutItsScratchFolder) {
  WorkerOptions wrong = options();
  std::ofstream(house_.folder.file("file")) << "x";
  wrong.scratch_directory = house_.folder.file("file/scratch");
  const auto worker = start_worker(house_.services, wrong);
  ASSERT_FALSE(worker.ok());
  EXPECT_THAT(worker.error().what, HasSubstr("file/scratch"));
}

}  // namespace
}  // namespace retainwise::jobs
