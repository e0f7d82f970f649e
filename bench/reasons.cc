// Exact reasons against XGBoost's pred_contribs and predict, one thread, in one process.
// Links: engine_score, xgboost::c_api. Prints one JSON line a figure.
// usage: reasons [rows]
#include <xgboost/c_api.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/random.h"
#include "engine/score/reasons.h"

namespace {

using namespace retainwise;
using score::InstructionSet;

constexpr std::size_t kFeatures = 20;
constexpr std::size_t kTrainRows = 20000;
constexpr int kTrees = 300;
constexpr int kRepeats = 5;

void check(int answer) {
  if (answer == 0) return;
  std::fprintf(stderr, "xgboost: %s\n", XGBGetLastError());
  std::exit(1);
}

std::vector<float> made(std::size_t rows, std::uint64_t seed) {
  SeededRandom random(seed);
  std::vector<float> values(rows * kFeatures);
  for (float& value : values) {
    value = random.uniform() < 0.05 ? std::numeric_limits<float>::quiet_NaN()
                                    : static_cast<float>(random.uniform());
  }
  return values;
}

DMatrixHandle matrix(const std::vector<float>& values) {
  DMatrixHandle out = nullptr;
  check(XGDMatrixCreateFromMat(values.data(), values.size() / kFeatures, kFeatures,
                               std::numeric_limits<float>::quiet_NaN(), &out));
  return out;
}

BoosterHandle trained(int depth) {
  const std::vector<float> values = made(kTrainRows, 1);
  SeededRandom random(2);
  std::vector<float> left(kTrainRows);
  for (std::size_t r = 0; r < kTrainRows; ++r) {
    const auto at = [&](std::size_t f) {
      const float x = values[r * kFeatures + f];
      return std::isnan(x) ? 0.5 : static_cast<double>(x);
    };
    double margin = -1;
    for (std::size_t f = 0; f + 1 < kFeatures; ++f) margin += std::sin(7 * at(f)) * at(f + 1);
    left[r] = random.uniform() < 1 / (1 + std::exp(-margin)) ? 1.0F : 0.0F;
  }
  const DMatrixHandle rows = matrix(values);
  check(XGDMatrixSetFloatInfo(rows, "label", left.data(), left.size()));
  BoosterHandle booster = nullptr;
  check(XGBoosterCreate(&rows, 1, &booster));
  for (const auto& [name, value] :
       std::vector<std::pair<std::string, std::string>>{{"objective", "binary:logistic"},
                                                        {"tree_method", "hist"},
                                                        {"max_bin", "128"},
                                                        {"eta", "0.1"},
                                                        {"nthread", "1"},
                                                        {"verbosity", "0"},
                                                        {"max_depth", std::to_string(depth)}}) {
    check(XGBoosterSetParam(booster, name.c_str(), value.c_str()));
  }
  for (int round = 0; round < kTrees; ++round) {
    check(XGBoosterUpdateOneIter(booster, round, rows));
  }
  XGDMatrixFree(rows);
  return booster;
}

model::Trees trees_of(BoosterHandle booster) {
  bst_ulong length = 0;
  char const* bytes = nullptr;
  check(XGBoosterSaveModelToBuffer(booster, R"({"format":"json"})", &length, &bytes));
  const Json json = Json::parse(bytes, bytes + length);
  model::Trees out;
  out.features = kFeatures;
  for (const Json& from : json["learner"]["gradient_booster"]["model"]["trees"]) {
    model::Tree& tree = out.trees.emplace_back();
    for (std::size_t n = 0; n < from["left_children"].size(); ++n) {
      model::TreeNode& node = tree.nodes.emplace_back();
      node.left = from["left_children"][n];
      node.right = from["right_children"][n];
      node.cover = from["sum_hessian"][n];
      (node.left < 0 ? node.value : node.cut) = from["split_conditions"][n];
      node.feature = node.left < 0 ? -1 : from["split_indices"][n].get<int>();
      node.default_left = from["default_left"][n].get<int>() != 0;
    }
  }
  return out;
}

/// Of this process's CPU: the machine may be shared, and all of this is one thread.
template <class Work>
double seconds(Work work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// A fresh DMatrix a call: XGBoost keeps predictions by matrix, and its cache would be what is
/// timed.
std::vector<float> ask(BoosterHandle booster, const std::vector<float>& values, int type) {
  const DMatrixHandle rows = matrix(values);
  const Json config = {{"type", type},
                       {"training", false},
                       {"iteration_begin", 0},
                       {"iteration_end", 0},
                       {"strict_shape", false}};
  bst_ulong const* shape = nullptr;
  bst_ulong dimensions = 0;
  float const* out = nullptr;
  check(
      XGBoosterPredictFromDMatrix(booster, rows, config.dump().c_str(), &shape, &dimensions, &out));
  std::size_t size = 1;
  for (bst_ulong i = 0; i < dimensions; ++i) size *= shape[i];
  std::vector<float> answer(out, out + size);
  XGDMatrixFree(rows);
  return answer;
}

void say(const std::string& what, double ours, double peer, const char* unit, double ratio) {
  const Json line = {{"bench", "reasons"}, {"what", what}, {"ours", ours},
                     {"peer", peer},       {"unit", unit}, {"ratio", ratio}};
  std::printf("%s\n", line.dump().c_str());
  std::fflush(stdout);
}

void measure(int depth, std::size_t rows) {
  const BoosterHandle booster = trained(depth);
  const model::Trees trees = trees_of(booster);
  const std::vector<float> values = made(rows, 3);
  // XGBoost's contributions are slow: fewer rows, the same rate.
  const std::size_t few = std::min<std::size_t>(rows, 1000);
  const std::vector<float> sample(values.begin(),
                                  values.begin() + static_cast<std::ptrdiff_t>(few * kFeatures));
  std::vector<float> truth;
  const double contribs =
      static_cast<double>(few) / seconds([&] { truth = ask(booster, sample, 2); });
  std::vector<double> times;
  for (int i = 0; i < kRepeats; ++i) times.push_back(seconds([&] { ask(booster, values, 1); }));
  const double plain = static_cast<double>(rows) / median(times);
  const std::string name = "depth " + std::to_string(depth);
  std::vector<float> out(rows * (kFeatures + 1));
  for (int set = 0; set <= static_cast<int>(score::best_instruction_set()); ++set) {
    score::CompileOptions options;
    options.instruction_set = static_cast<InstructionSet>(set);
    double compile = 0;
    std::optional<score::TreeReasons> reasons;
    compile = seconds([&] { reasons = score::TreeReasons::compile(trees, options); });
    times.clear();
    for (int i = 0; i < kRepeats; ++i) {
      times.push_back(seconds([&] {
        reasons->contributions(rows, score::FeatureView::rows_first(values.data(), kFeatures), out);
      }));
    }
    const double rate = static_cast<double>(rows) / median(times);
    const std::string with = name + ", " + std::string(name_of(options.instruction_set));
    say(with + ": against pred_contribs", rate, contribs, "rows/s", rate / contribs);
    say(with + ": against predict", rate, plain, "rows/s", rate / plain);
    if (set != static_cast<int>(score::best_instruction_set())) continue;
    double farthest = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
      farthest = std::max(farthest, static_cast<double>(std::abs(out[i] - truth[i])));
    }
    say(name + ": farthest from pred_contribs", farthest, 1e-5, "log-odds", farthest / 1e-5);
    say(name + ": compile", 1000 * compile, depth <= 4 ? 50 : 300, "ms",
        1000 * compile / (depth <= 4 ? 50 : 300));
    say(name + ": tables", static_cast<double>(reasons->table_bytes()) / 1e6, 16, "MB",
        static_cast<double>(reasons->table_bytes()) / 16e6);
  }
  XGBoosterFree(booster);
}

}  // namespace

int main(int count, char** arguments) {
  const std::size_t rows = count > 1 ? std::stoul(arguments[1]) : 50000;
  for (const int depth : {3, 4, 6}) measure(depth, rows);
  return 0;
}
