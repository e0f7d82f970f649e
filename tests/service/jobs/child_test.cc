#include "service/jobs/child.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "service/flows/local_file.h"
#include "service/jobs/child_exit.h"
#include "service/jobs/process.h"
#include "tests/service/flows/house.h"
#include "tests/service/jobs/script.h"

namespace retainwise::jobs {
namespace {

using flows::JobEnd;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class Child : public ::testing::Test {
 protected:
  JobEnd run(const std::string& body) {
    return run(body, [](const store::Beat&) { return true; });
  }
  JobEnd run(const std::string& body, const flows::JobRunner::BeatFn& beat) {
    options_.program = write_script(folder_, body);
    return make_child_runner(clock_, *log_, options_)->run({folder_.path()}, beat);
  }
  std::string left(const std::string& name) {
    return flows::read_file(folder_.file(name), 1U << 20U).value();
  }
  /// What the script left of itself in `name`, once it is there.
  int left_number(const std::string& name) {
    while (flows::file_size(folder_.file(name)) == 0)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return std::stoi(left(name));
  }

  test::TemporaryDirectory folder_;
  flows::TestClock clock_;
  std::unique_ptr<telemetry::Log> log_ = telemetry::make_silent_log();
  ChildOptions options_;
};

TEST_F(Child, IsDoneWhereItLeavesASummary) {
  EXPECT_EQ(run(std::string(kGoodJob)).kind, JobEnd::Kind::kDone);
}

TEST_F(Child, ThatEndsWellWithoutASummaryDied) {
  const JobEnd end = run("exit 0");
  EXPECT_EQ(end.kind, JobEnd::Kind::kDied);
  EXPECT_THAT(end.why, HasSubstr("exit code 0"));
}

TEST_F(Child, IsRefusedWhereItLeavesAnError) {
  EXPECT_EQ(run("printf '{}' > $2/error.json; exit 3").kind, JobEnd::Kind::kRefused);
  EXPECT_EQ(run("rm $2/error.json; exit 3").kind, JobEnd::Kind::kDied);
}

TEST_F(Child, GetsItsFolderLimitsAndParent) {
  options_.threads = 3;
  options_.memory_bytes = 123;
  run("echo \"$@\" > $2/arguments");
  EXPECT_EQ(left("arguments"), "job " + folder_.path().string() +
                                   " --threads 3 --memory 123 --parent " +
                                   std::to_string(::getpid()) + "\n");
}

TEST_F(Child, GetsOnlyTheEnvironmentThatItNeeds) {
  ASSERT_EQ(::setenv("AWS_SECRET_ACCESS_KEY", "canary", 1), 0);
  options_.environment = {"RW_FAIL=job.reading:kill"};
  run("/usr/bin/env > $2/environment");
  EXPECT_THAT(
      left("environment"),
      AllOf(Not(HasSubstr("canary")), Not(HasSubstr("HOME=")), HasSubstr("OMP_WAIT_POLICY=passive"),
            HasSubstr("OMP_NUM_THREADS=2"), HasSubstr("RW_FAIL=job.reading:kill")));
}

TEST_F(Child, InheritsNoDescriptor) {
  const int leaky = ::dup(STDERR_FILENO);  // without O_CLOEXEC
  run("/bin/ls /proc/self/fd > $2/descriptors");
  ::close(leaky);
  // 0, 1, 2, and the one by which ls reads the folder.
  EXPECT_EQ(left("descriptors"), "0\n1\n2\n3\n");
}

TEST_F(Child, IsInAGroupOfItsOwn) {
  run("d=$2; read -r stat < /proc/$$/stat; set -- $stat; echo $5 > $d/group; echo $$ > $d/pid");
  EXPECT_EQ(std::stoi(left("group")), std::stoi(left("pid")));
}

TEST_F(Child, BeatsWithItsLastProgressLine) {
  std::vector<store::Beat> beats;
  run("echo '{\"stage\":\"learning\",\"done\":0.25,\"rows\":7043}'\necho nonsense\n/bin/sleep "
      "0.3\n",
      [&](const store::Beat& beat) {
        beats.push_back(beat);
        return true;
      });
  ASSERT_FALSE(beats.empty());
  EXPECT_EQ(beats.back().stage, "learning");
  EXPECT_EQ(beats.back().progress, 0.25);
  EXPECT_EQ(beats.back().rows, 7043);
}

TEST_F(Child, BeatsWhileItSaysNothing) {
  int beats = 0;
  EXPECT_EQ(run("/bin/sleep 600", [&](const store::Beat&) { return ++beats < 4; }).kind,
            JobEnd::Kind::kStopped);
  EXPECT_EQ(beats, 4);
}

TEST_F(Child, IsKilledWithEverythingItStartedWhenTheBeatSaysNo) {
  int grandchild = 0;
  EXPECT_EQ(run("trap '' TERM INT HUP\n/bin/sleep 600 &\necho $! > $2/grandchild\nwait",
                [&](const store::Beat&) {
                  grandchild = left_number("grandchild");
                  return false;
                })
                .kind,
            JobEnd::Kind::kStopped);
  while (::kill(grandchild, 0) == 0) {  // a zombie until init has reaped it
    const auto status = flows::read_file("/proc/" + std::to_string(grandchild) + "/status", 9'999);
    if (!status.ok() || contains(*status, "Z (zombie)")) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

TEST_F(Child, ThatHangsIsKilledAtItsDeadline) {
  options_.deadline_ms = 1'800'000;
  const JobEnd end = run("/bin/sleep 600", [&](const store::Beat&) {
    clock_.pass(600'000);
    return true;
  });
  EXPECT_EQ(end.kind, JobEnd::Kind::kDied);
  EXPECT_EQ(end.cause, JobEnd::Cause::kDeadline);
  EXPECT_EQ(end.limit, 1'800'000);
}

TEST_F(Child, ThatClosesItsOutputStillHasItsDeadline) {
  const JobEnd end = run("exec 1>&- 2>&-\n/bin/sleep 600", [&](const store::Beat&) {
    clock_.pass(600'000);
    return true;
  });
  EXPECT_EQ(end.cause, JobEnd::Cause::kDeadline);
}

TEST_F(Child, KilledBySomebodyElseSaysBySignal) {
  const JobEnd end = run("kill -SEGV $$");
  EXPECT_EQ(end.kind, JobEnd::Kind::kDied);
  EXPECT_EQ(end.cause, JobEnd::Cause::kCrash);
  EXPECT_THAT(end.why, HasSubstr("signal 11"));
  EXPECT_THAT(run("kill -9 $$").why, HasSubstr("memory"));
}

TEST_F(Child, ThatRanOutOfMemorySaysItsLimit) {
  const JobEnd end = run("exit " + std::to_string(kChildOutOfMemory));
  EXPECT_EQ(end.kind, JobEnd::Kind::kDied);
  EXPECT_EQ(end.cause, JobEnd::Cause::kMemory);
  EXPECT_EQ(end.limit, options_.memory_bytes);
}

TEST_F(Child, ThatHadNoRoomForItsErrorSaysSo) {
  EXPECT_EQ(run("exit " + std::to_string(kChildOutOfDisk)).kind, JobEnd::Kind::kNoRoom);
}

TEST_F(Child, ThatIsNoProgramDidNotStart) {
  options_.program = folder_.file("absent");
  const JobEnd end =
      make_child_runner(clock_, *log_, options_)->run({folder_.path()}, [](const auto&) {
        return true;
      });
  EXPECT_EQ(end.kind, JobEnd::Kind::kNotStarted);
  EXPECT_THAT(end.why, HasSubstr("No such file"));
}

TEST_F(Child, ThatFloodsItsOutputIsHeardToTheEnd) {
  std::int64_t rows = 0;
  run("i=0\nwhile [ $i -lt 3000 ]; do i=$((i+1)); echo "
      "\"{\\\"stage\\\":\\\"reading\\\",\\\"done\\\":0.5,\\\"rows\\\":$i}\"; echo $i >&2; done\n"
      "/bin/sleep 0.3",
      [&](const store::Beat& beat) {
        rows = beat.rows;
        return true;
      });
  EXPECT_EQ(rows, 3000);
}

TEST(Process, ThatIsDroppedIsGone) {
  const test::TemporaryDirectory folder;
  pid_t pid = 0;
  {
    const auto process =
        Process::start({write_script(folder, "echo $$; exec /bin/sleep 600")}, {}).value();
    std::string out;
    while (out.find('\n') == std::string::npos) out += process->read(1'000).out;
    pid = std::stoi(out);
    EXPECT_FALSE(process->ended());
  }
  EXPECT_EQ(::kill(pid, 0), -1) << "still there, or a zombie";
}

TEST(Process, HasAnOpenInputUntilItsParentEnds) {
  const test::TemporaryDirectory folder;
  const auto process =
      Process::start({write_script(folder, "read line && echo read || echo end")}, {}).value();
  EXPECT_EQ(process->read(300).out, "");
}

}  // namespace
}  // namespace retainwise::jobs
