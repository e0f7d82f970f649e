#include "service/flows/run_prediction.h"

#include <fstream>

#include "base/progress.h"
#include "service/flows/error_file.h"
#include "service/flows/local_file.h"
#include "service/flows/overall_progress.h"
#include "service/flows/refusal.h"
#include "service/flows/sha256.h"
#include "tests/service/flows/house.h"
#include "tests/service/flows/scripted_runner.h"

namespace retainwise::flows {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

constexpr std::string_view kResult = "id,churn_probability\r\n1,0.5\r\n";

constexpr std::string_view kCard = R"({"outcome_column":"churned","left_value":"yes","inputs":[
  {"name":"months","type":"number","category":false},{"name":"plan","type":"text","category":true}],
  "figures":{"roc_auc":{"value":0.8}}})";

JobEnd write_results(const JobFiles& files) {
  EXPECT_TRUE(write_file(files.result(), kResult).ok());
  EXPECT_TRUE(write_file(files.customers(), "customers").ok());
  EXPECT_TRUE(write_file(files.model(), "model").ok());
  EXPECT_TRUE(write_file(files.model_card(), kCard).ok());
  EXPECT_TRUE(write_file(files.summary(),
                         R"({"mode":"learn","rows":3,"metrics":{"mode":"learn","rows":3}})")
                  .ok());
  return end_of(JobEnd::Kind::kDone);
}

ScriptedRunner good() {
  return ScriptedRunner([](const JobFiles& files, const auto&) { return write_results(files); });
}

ScriptedRunner ending(JobEnd end) {
  return ScriptedRunner([end](const auto&, const auto&) { return end; });
}

class RunPrediction : public ::testing::Test {
 protected:
  RunPrediction() : id_(house_.upload(kSmallFile).value().prediction.id) {
    options_.scratch_directory = house_.folder.file("scratch");
    options_.retry = {.base_ms = 0, .cap_ms = 0};  // no waiting between tries
  }

  /// Claims and runs; the outcome.
  std::string run(ScriptedRunner runner) {
    const auto claim = house_.claim();
    if (!claim) return "nothing to claim";
    return run_prediction(house_.services, runner, *claim, options_);
  }
  store::Prediction row() { return house_.row(id_); }
  std::vector<std::string> results() { return house_.objects("results/"); }

  House house_;
  PredictionId id_;
  RunOptions options_;
};

TEST_F(RunPrediction, CompletesWithResultCustomersAndModel) {
  EXPECT_EQ(run(good()), "completed");
  const store::Prediction done = row();
  EXPECT_EQ(done.status, store::Status::kCompleted);
  EXPECT_EQ(done.mode, "learn");
  EXPECT_EQ(done.rows_processed, 3);
  EXPECT_EQ(house_.content(*done.output_key), kResult);
  EXPECT_EQ(done.result_sha256, sha256_hex(as_bytes(kResult)));
  EXPECT_EQ(house_.content(*done.customers_key), "customers");
  ASSERT_TRUE(done.model);
  const auto model = house_.run<store::StoredModel>([&](store::Session& session) {
    return store::find_model(session, house_.tenant(), *done.model);
  });
  EXPECT_EQ(house_.content(model.key), "model");
  EXPECT_EQ(model.sha256, sha256_hex(as_bytes("model")));
}

TEST_F(RunPrediction, NamesEveryObjectOfTheRunByItsFence) {
  ASSERT_EQ(run(good()), "completed");
  const std::string folder = house_.tenant().text() + "/" + id_.text() + "/1/";
  EXPECT_THAT(results(), testing::ElementsAre("results/" + folder + "customers.rwc",
                                              "results/" + folder + "result.csv"));
  EXPECT_THAT(house_.objects("models/"), testing::ElementsAre(StartsWith("models/" + folder)));
}

TEST_F(RunPrediction, GivesTheChildTheUploadAndTheOptionsInAFolderThatGoesAway) {
  std::string directory, input, options;
  EXPECT_EQ(run(ScriptedRunner([&](const JobFiles& files, const auto&) {
              directory = files.directory;
              input = read_file(files.input(), 1000).value();
              options = read_file(files.options(), 1000).value();
              return write_results(files);
            })),
            "completed");
  EXPECT_EQ(input, kSmallFile);
  EXPECT_EQ(options, to_text(row().options));
  EXPECT_FALSE(std::filesystem::exists(directory));
}

TEST_F(RunPrediction, TellsTheMetricsWhichModelWasKept) {
  run(ScriptedRunner([](const JobFiles& files, const auto&) {
    const JobEnd end = write_results(files);
    EXPECT_TRUE(
        write_file(files.summary(), R"({"mode":"learn","rows":3,"metrics":{"model":{"id":null}}})")
            .ok());
    return end;
  }));
  EXPECT_EQ(row().metrics["model"]["id"], row().model->text());
}

TEST_F(RunPrediction, LeavesTheModelOutWhereNothingWasLearned) {
  EXPECT_EQ(run(ScriptedRunner([](const JobFiles& files, const auto&) {
              const JobEnd end = write_results(files);
              EXPECT_TRUE(write_file(files.model(), "").ok());
              return end;
            })),
            "completed");
  EXPECT_FALSE(row().model);
  EXPECT_THAT(house_.objects("models/"), IsEmpty());
}

TEST_F(RunPrediction, ShowsEachStageAndAProgressThatNeverGoesBack) {
  std::vector<std::string> stages;
  options_.on_stage = [&](std::string_view stage, Fence) { stages.emplace_back(stage); };
  EXPECT_EQ(run(ScriptedRunner([&](const JobFiles& files, const auto& beat) {
              for (const Stage stage : {Stage::kReading, Stage::kUnderstanding, Stage::kLearning,
                                        Stage::kScoring, Stage::kWriting})
                EXPECT_TRUE(beat({std::string(name_of(stage)), 0.5, 3}));
              return write_results(files);
            })),
            "completed");
  EXPECT_THAT(stages, testing::ElementsAre("fetching", "reading", "understanding", "learning",
                                           "scoring", "writing", "storing"));
  OverallProgress progress;
  double last = 0;
  for (const std::string& stage : stages) {
    for (const double done : {0.0, 0.5, 1.0, 0.2}) {
      const double now = progress.at(stage, done);
      EXPECT_GE(now, last);
      last = now;
    }
  }
  EXPECT_DOUBLE_EQ(last, 1);
}

TEST_F(RunPrediction, WritesTheBeatIntoTheRow) {
  run(ScriptedRunner([&](const JobFiles& files, const auto& beat) {
    house_.clock.pass(2'000);
    EXPECT_TRUE(beat({"learning", 0.5, 3}));
    EXPECT_EQ(row().stage, "learning");
    EXPECT_GT(row().progress, 0.12);
    EXPECT_EQ(row().rows_processed, 3);
    return write_results(files);
  }));
}

// --- scored with a model ---

/// Asks for a model at first, and writes results once it has its bytes.
JobEnd ask_then_score(const JobFiles& files, const std::string& model) {
  if (!std::filesystem::exists(files.saved_model())) {
    const Json wants{{"model", model}, {"why", "No column says who left."}};
    EXPECT_TRUE(write_file(files.summary(), to_text(wants)).ok());
    return end_of(JobEnd::Kind::kDone);
  }
  const JobEnd end = write_results(files);
  EXPECT_TRUE(write_file(files.model(), "").ok());
  EXPECT_TRUE(
      write_file(files.summary(), R"({"mode":"score","rows":3,"metrics":{"messages":[]}})").ok());
  return end;
}

class ScoredWithAModel : public RunPrediction {
 protected:
  ScoredWithAModel() {
    EXPECT_EQ(run(good()), "completed");
    model_ = *row().model;
    id_ = house_.upload(kSmallFile).value().prediction.id;
  }
  store::StoredModel model() {
    return house_.run<store::StoredModel>([&](store::Session& session) {
      return store::find_model(session, house_.tenant(), model_);
    });
  }
  void remove() {
    house_.run<bool>([&](store::Session& session) -> Result<bool> {
      RW_CHECK_OK(store::remove_model(session, house_.tenant(), model_));
      return true;
    });
  }
  void again(const std::string& options) {
    id_ = house_.upload(kSmallFile, options).value().prediction.id;
  }

  ModelId model_ = ModelId::make(house_.random, house_.clock.now());
};

TEST_F(ScoredWithAModel, TheModelIsNamedByItsFileAndKeepsItsCard) {
  EXPECT_EQ(model().name, "customers");
  EXPECT_EQ(model().version, 1);
  EXPECT_EQ(model().file_size, 5);
  EXPECT_EQ(model().card, Json::parse(kCard));
}

TEST_F(ScoredWithAModel, ALaterOneOfTheSameColumnsIsTheNextVersionUnderTheSameName) {
  EXPECT_EQ(run(good()), "completed");
  const ModelId second = *row().model;
  const auto later = house_.run<store::StoredModel>(
      [&](store::Session& session) { return store::find_model(session, house_.tenant(), second); });
  EXPECT_EQ(later.version, 2);
  EXPECT_EQ(later.family, model().family);
}

TEST_F(ScoredWithAModel, TheChildIsToldOfTheModelsAndGetsTheBytesOfTheOneItAsksFor) {
  std::string told, bytes, options;
  EXPECT_EQ(run(ScriptedRunner([&](const JobFiles& files, const auto&) {
              told = read_file(files.models(), 10'000).value();
              options = read_file(files.options(), 1000).value();
              if (std::filesystem::exists(files.saved_model()))
                bytes = read_file(files.saved_model(), 1000).value();
              return ask_then_score(files, model_.text());
            })),
            "completed");
  EXPECT_THAT(told, HasSubstr(model_.text()));
  EXPECT_THAT(options, HasSubstr(model_.text()));
  EXPECT_EQ(bytes, "model");
  EXPECT_EQ(row().mode, "score");
  EXPECT_EQ(row().model, model_);
}

TEST_F(ScoredWithAModel, TheFiguresSayWhichModelWasChosenAndWhy) {
  run(ScriptedRunner(
      [&](const JobFiles& files, const auto&) { return ask_then_score(files, model_.text()); }));
  const Json message = row().metrics["messages"].at(0);
  EXPECT_EQ(message["code"], "model_chosen");
  EXPECT_THAT(message["message"].get<std::string>(),
              testing::AllOf(StartsWith("No column says who left."),
                             HasSubstr("\"customers\" (version 1)")));
}

TEST_F(ScoredWithAModel, AModelThatWasNamedIsHandedOverAtOnceAndNoOtherIsOffered) {
  again(R"({"model":")" + model_.text() + "\"}");
  house_.claim();  // the upload before
  EXPECT_EQ(run(ScriptedRunner([&](const JobFiles& files, const auto&) {
              EXPECT_TRUE(std::filesystem::exists(files.saved_model()));
              EXPECT_FALSE(std::filesystem::exists(files.models()));
              return ask_then_score(files, model_.text());
            })),
            "completed");
  EXPECT_EQ(row().model, model_);
}

TEST_F(ScoredWithAModel, AModelDeletedWhileItWasWantedIsNotTheFilesFault) {
  EXPECT_EQ(run(ScriptedRunner([&](const JobFiles& files, const auto&) {
              remove();
              return ask_then_score(files, model_.text());
            })),
            "requeued");
  EXPECT_EQ(row().status, store::Status::kQueued);
}

TEST_F(ScoredWithAModel, AModelThatWasDeletedIsOfferedToNobodyAndItsPredictionStays) {
  const PredictionId made_by = model().prediction;
  remove();
  run(ScriptedRunner([&](const JobFiles& files, const auto&) {
    EXPECT_EQ(read_file(files.models(), 1000).value(), "[]");
    return write_results(files);
  }));
  EXPECT_EQ(house_.row(made_by).model, model_);
  EXPECT_EQ(house_.row(made_by).status, store::Status::kCompleted);
}

TEST_F(ScoredWithAModel, ADamagedModelIsNeverScoredWith) {
  std::ofstream(house_.path(model().key), std::ios::trunc) << "MODEL";
  int runs = 0;
  EXPECT_EQ(run(ScriptedRunner([&](const JobFiles& files, const auto&) {
              ++runs;
              return ask_then_score(files, model_.text());
            })),
            "failed");
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(row().errors.at(0)["code"], "model_damaged");
  EXPECT_FALSE(row().model);
}

// --- refused ---

TEST_F(RunPrediction, ARefusedFileFailsWithItsReasonAndItsFindings) {
  EXPECT_EQ(run(ScriptedRunner([](const JobFiles& files, const auto&) {
              Error error = bad_file("no_outcome", "No column says who left.", "Add one.");
              error.issues.push_back({"ragged", "Line 3 is short.", 3, "plan", "3,12", "Fill it."});
              EXPECT_TRUE(write_file(files.error(), to_text(error_file(error))).ok());
              return end_of(JobEnd::Kind::kRefused);
            })),
            "failed");
  const store::Prediction failed = row();
  EXPECT_EQ(failed.status, store::Status::kFailed);
  EXPECT_EQ(failed.error_message, "No column says who left. Add one.");
  EXPECT_EQ(failed.errors, (Json::parse(R"([{"code":"ragged","message":"Line 3 is short.","row":3,
                                             "column":"plan","text":"3,12","hint":"Fill it."}])")));
}

TEST_F(RunPrediction, ARefusalWithoutFindingsIsItsOwnFinding) {
  run(ScriptedRunner([](const JobFiles& files, const auto&) {
    const Error error = bad_file("no_outcome", "No column says who left.", "Add one.");
    EXPECT_TRUE(write_file(files.error(), to_text(error_file(error))).ok());
    return end_of(JobEnd::Kind::kRefused);
  }));
  EXPECT_EQ(row().errors[0]["code"], "no_outcome");
  EXPECT_EQ(row().errors[0]["hint"], "Add one.");
}

TEST_F(RunPrediction, AnErrorFileThatIsNoneIsOurFault) {
  EXPECT_EQ(run(ScriptedRunner([](const JobFiles& files, const auto&) {
              EXPECT_TRUE(write_file(files.error(), "{\"kind\":3}").ok());
              return end_of(JobEnd::Kind::kRefused);
            })),
            "failed");
  EXPECT_EQ(row().errors[0]["code"], "internal_error");
}

// --- died ---

TEST_F(RunPrediction, TheSecondDeathIsTheEnd) {
  EXPECT_EQ(run(ending(died(JobEnd::Cause::kCrash))), "requeued");
  EXPECT_EQ(row().status, store::Status::kQueued);
  EXPECT_EQ(row().deaths, 1);
  EXPECT_EQ(row().failures, 0);
  EXPECT_EQ(run(ending(died(JobEnd::Cause::kCrash))), "failed");
  EXPECT_EQ(row().status, store::Status::kFailed);
  EXPECT_EQ(row().errors[0]["code"], "job_crashed");
  EXPECT_THAT(row().error_message, HasSubstr("signal 11"));
}

TEST_F(RunPrediction, ADeathByMemorySaysHowMuchWasAllowedAndWhatToDo) {
  run(ending(died(JobEnd::Cause::kMemory, 4LL << 30U)));
  EXPECT_EQ(run(ending(died(JobEnd::Cause::kMemory, 4LL << 30U))), "failed");
  EXPECT_EQ(row().errors[0]["code"], "needs_more_memory");
  EXPECT_THAT(row().error_message, HasSubstr("4.0 GiB"));
  EXPECT_THAT(row().error_message, HasSubstr("RETAINWISE_JOB_MEMORY_BYTES"));
}

TEST_F(RunPrediction, ADeathByDeadlineSaysHowLongWasAllowed) {
  run(ending(died(JobEnd::Cause::kDeadline, 1'800'000)));
  EXPECT_EQ(run(ending(died(JobEnd::Cause::kDeadline, 1'800'000))), "failed");
  EXPECT_EQ(row().errors[0]["code"], "took_too_long");
  EXPECT_THAT(row().error_message, HasSubstr("30 minutes"));
}

TEST_F(RunPrediction, OneDeathDoesNotKeepTheNextRunFromCompleting) {
  ASSERT_EQ(run(ending(died(JobEnd::Cause::kCrash))), "requeued");
  EXPECT_EQ(run(good()), "completed");
  EXPECT_THAT(*row().output_key, testing::ResultOf([](const BlobKey& key) { return key.text(); },
                                                   HasSubstr("/2/result.csv")));
}

// --- stopped ---

TEST_F(RunPrediction, AShutdownHandsBackWithoutSpendingAnAttempt) {
  bool stopping = false;
  options_.stopping = [&] { return stopping; };
  EXPECT_EQ(run(ScriptedRunner([&](const auto&, const auto& beat) {
              stopping = true;
              EXPECT_FALSE(beat({"learning", 0.1, 3}));
              return end_of(JobEnd::Kind::kStopped);
            })),
            "handed_back");
  const store::Prediction back = row();
  EXPECT_EQ(back.status, store::Status::kQueued);
  EXPECT_EQ(back.failures + back.deaths + back.losses, 0);
  stopping = false;
  EXPECT_EQ(run(good()), "completed");
}

TEST_F(RunPrediction, ACancelStopsTheChildAndKeepsNothing) {
  EXPECT_EQ(run(ScriptedRunner([&](const auto&, const auto& beat) {
              EXPECT_TRUE(beat({"learning", 0.1, 3}));
              house_.run<store::Prediction>([&](store::Session& session) {
                return store::cancel_prediction(session, house_.tenant(), id_);
              });
              house_.clock.pass(1'000);  // the row is looked at once a second
              EXPECT_FALSE(beat({"learning", 0.1, 3}));
              return end_of(JobEnd::Kind::kStopped);
            })),
            "cancelled");
  EXPECT_EQ(row().status, store::Status::kFailed);
  EXPECT_THAT(row().error_message, HasSubstr("ancel"));
  EXPECT_THAT(results(), IsEmpty());
}

// --- fenced ---

class Fenced : public RunPrediction {
 protected:
  /// Another worker takes the prediction away and claims it.
  void steal() {
    const auto leases = house_.run<std::vector<store::Lease>>(
        [](store::Session& session) { return store::list_leases(session); });
    ASSERT_THAT(leases, SizeIs(1));
    EXPECT_TRUE(house_.run<bool>([&](store::Session& session) {
      return store::requeue_lost(session, id_, leases[0].fence, leases[0].beat, 0);
    }));
    ASSERT_TRUE(house_.claim("thief"));
  }
};

TEST_F(Fenced, AStolenRunStopsAtItsNextBeat) {
  EXPECT_EQ(run(ScriptedRunner([&](const auto&, const auto& beat) {
              steal();
              house_.clock.pass(1'000);
              EXPECT_FALSE(beat({"learning", 0.9, 3}));
              return end_of(JobEnd::Kind::kStopped);
            })),
            "fenced");
  EXPECT_EQ(row().status, store::Status::kProcessing);
  EXPECT_EQ(row().fence.value, 2);
  EXPECT_LT(row().progress, 0.5);
}

TEST_F(Fenced, AStolenRunThatIsDoneChangesNothingAndTakesItsObjectsAway) {
  EXPECT_EQ(run(ScriptedRunner([&](const JobFiles& files, const auto&) {
              steal();
              return write_results(files);
            })),
            "fenced");
  EXPECT_EQ(row().status, store::Status::kProcessing);
  EXPECT_FALSE(row().output_key);
  EXPECT_THAT(results(), IsEmpty());
  EXPECT_THAT(house_.objects("models/"), IsEmpty());
}

TEST_F(Fenced, AStolenRunThatDiedCountsAsNothing) {
  EXPECT_EQ(run(ScriptedRunner([&](const auto&, const auto&) {
              steal();
              return died(JobEnd::Cause::kCrash);
            })),
            "fenced");
  EXPECT_EQ(row().deaths, 0);
}

TEST_F(Fenced, TwoRunsOfOnePredictionLinkOneResult) {
  std::optional<store::Claim> second;
  EXPECT_EQ(run(ScriptedRunner([&](const JobFiles& files, const auto&) {
              const auto lease = house_.run<std::vector<store::Lease>>(
                  [](store::Session& session) { return store::list_leases(session); })[0];
              house_.run<bool>([&](store::Session& session) {
                return store::requeue_lost(session, id_, lease.fence, lease.beat, 0);
              });
              ScriptedRunner other = good();
              EXPECT_EQ(run_prediction(house_.services, other, *house_.claim("other"), options_),
                        "completed");
              return write_results(files);
            })),
            "fenced");
  EXPECT_EQ(row().status, store::Status::kCompleted);
  EXPECT_EQ(house_.content(*row().output_key), kResult);
  EXPECT_THAT(results(), SizeIs(2));
  EXPECT_THAT(results(), Each(HasSubstr("/2/")));
}

// --- faults of what the run stands on ---

TEST_F(RunPrediction, AFinishWhoseAnswerWasLostIsStillCompleted) {
  EXPECT_EQ(run(ScriptedRunner([&](const JobFiles& files, const auto&) {
              const JobEnd end = write_results(files);
              house_.store.lose_answers = 3;  // a beat's and the finish's
              return end;
            })),
            "completed");
  EXPECT_EQ(row().status, store::Status::kCompleted);
  EXPECT_EQ(house_.content(*row().output_key), kResult);
}

TEST_F(RunPrediction, ADatabaseThatIsAwayForAMomentCostsNothing) {
  EXPECT_EQ(run(ScriptedRunner([&](const JobFiles& files, const auto& beat) {
              house_.store.refuse_writes = 2;
              house_.clock.pass(1'000);
              EXPECT_TRUE(beat({"learning", 0.5, 3}));
              return write_results(files);
            })),
            "completed");
}

TEST_F(RunPrediction, ADatabaseThatIsAwayForALeaseEndsTheRun) {
  EXPECT_EQ(run(ScriptedRunner([&](const auto&, const auto& beat) {
              house_.store.down = true;
              house_.clock.pass(options_.lease_ms - 5'000);
              EXPECT_TRUE(beat({"learning", 0.5, 3}));
              house_.clock.pass(5'000);
              EXPECT_FALSE(beat({"learning", 0.6, 3}));
              return end_of(JobEnd::Kind::kStopped);
            })),
            "lost");
  house_.store.down = false;
  EXPECT_EQ(row().status, store::Status::kProcessing);  // the sweep gives it back
}

TEST_F(RunPrediction, ATransientFaultIsTriedAgainFiveTimesAtMost) {
  house_.blobs.refuse_puts = true;
  for (int failures = 1; failures <= 4; ++failures) {
    EXPECT_EQ(run(good()), "requeued");
    EXPECT_EQ(row().failures, failures);
  }
  EXPECT_EQ(run(good()), "failed");
  EXPECT_EQ(row().status, store::Status::kFailed);
}

TEST_F(RunPrediction, AFullDiskIsTriedAgainAndThenSaysWhatToDo) {
  for (int failures = 1; failures <= 4; ++failures) {
    EXPECT_EQ(run(ending(end_of(JobEnd::Kind::kNoRoom))), "requeued");
    EXPECT_EQ(row().failures, failures);
  }
  EXPECT_EQ(run(ending(end_of(JobEnd::Kind::kNoRoom))), "failed");
  EXPECT_EQ(row().deaths, 0);
  EXPECT_EQ(row().errors[0]["code"], "out_of_disk");
  EXPECT_THAT(row().error_message, HasSubstr("Free some room"));
}

TEST_F(RunPrediction, ADiskThatTheChildFoundFullIsTriedAgainToo) {
  EXPECT_EQ(run(ScriptedRunner([](const JobFiles& files, const auto&) {
              const Error full = {ErrorKind::kStorageFull, "out_of_disk", "No room.", "", "here"};
              EXPECT_TRUE(write_file(files.error(), to_text(error_file(full))).ok());
              return end_of(JobEnd::Kind::kRefused);
            })),
            "requeued");
  EXPECT_EQ(row().failures, 1);
  EXPECT_EQ(run(good()), "completed");
}

TEST(Death, AtALimitIsNoFaultOfOurs) {
  EXPECT_EQ(death(died(JobEnd::Cause::kMemory, 1)).kind, ErrorKind::kBadFile);
  EXPECT_EQ(death(died(JobEnd::Cause::kDeadline, 1)).kind, ErrorKind::kBadFile);
  EXPECT_EQ(death(died(JobEnd::Cause::kCrash)).kind, ErrorKind::kBug);
}

TEST_F(RunPrediction, AStoreOfFilesThatIsDownSpendsNoAttempt) {
  for (int i = 0; i < 7; ++i) {
    EXPECT_EQ(run(ScriptedRunner([&](const JobFiles& files, const auto&) {
                house_.blobs.down = true;
                return write_results(files);
              })),
              "requeued");
    house_.blobs.down = false;
  }
  EXPECT_EQ(row().failures, 0);
  EXPECT_EQ(run(good()), "completed");
}

TEST_F(RunPrediction, AJobThatCannotStartIsATransientFault) {
  EXPECT_EQ(run(ending(end_of(JobEnd::Kind::kNotStarted))), "requeued");
  EXPECT_EQ(row().failures, 1);
}

TEST_F(RunPrediction, ADamagedUploadIsSaidToBeDamaged) {
  const auto claim = house_.claim();
  std::ofstream(house_.path(claim->upload.object_key), std::ios::trunc) << "id\n1\n";
  ScriptedRunner runner([](const auto&, const auto&) {
    ADD_FAILURE() << "a damaged file must not be worked on";
    return end_of(JobEnd::Kind::kDone);
  });
  EXPECT_EQ(run_prediction(house_.services, runner, *claim, options_), "failed");
  EXPECT_EQ(row().errors[0]["code"], "upload_corrupt");
  EXPECT_THAT(row().error_message, HasSubstr("Upload the file again"));
}

TEST_F(RunPrediction, AnUploadThatIsGoneIsSaidToBeGone) {
  const auto claim = house_.claim();
  ASSERT_TRUE(house_.blobs.remove(claim->upload.object_key).ok());
  ScriptedRunner runner = good();
  EXPECT_EQ(run_prediction(house_.services, runner, *claim, options_), "failed");
  EXPECT_EQ(row().errors[0]["code"], "upload_corrupt");
}

TEST_F(RunPrediction, ChecksAndGivesTheModelThatTheOptionsName) {
  ASSERT_EQ(run(good()), "completed");
  const auto again = predict_again(house_.services, house_.tenant(), house_.member.user.id,
                                   row().upload, to_text(Json{{"model", row().model->text()}}));
  ASSERT_TRUE(again.ok()) << again.error().what;
  std::string model;
  EXPECT_EQ(run(ScriptedRunner([&](const JobFiles& files, const auto&) {
              model = read_file(files.saved_model(), 100).value();
              return write_results(files);
            })),
            "completed");
  EXPECT_EQ(model, "model");
}

TEST_F(RunPrediction, ARunWithoutResultsIsOurFault) {
  EXPECT_EQ(run(ScriptedRunner([](const JobFiles& files, const auto&) {
              EXPECT_TRUE(write_file(files.summary(), R"({"mode":"learn"})").ok());
              return end_of(JobEnd::Kind::kDone);
            })),
            "failed");
  EXPECT_EQ(row().errors[0]["code"], "internal_error");
}

}  // namespace
}  // namespace retainwise::flows
