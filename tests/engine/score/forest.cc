#include "tests/engine/score/forest.h"

#include <xgboost/c_api.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "base/json.h"
#include "base/random.h"

namespace retainwise::score {
namespace {

void check(int answer) {
  if (answer == 0) return;
  std::fprintf(stderr, "xgboost: %s\n", XGBGetLastError());
  std::abort();
}

class Matrix {
 public:
  explicit Matrix(const Rows& rows) {
    check(XGDMatrixCreateFromMat(rows.values.data(), rows.rows, rows.features,
                                 std::numeric_limits<float>::quiet_NaN(), &handle_));
  }
  Matrix(const Matrix&) = delete;
  Matrix& operator=(const Matrix&) = delete;
  ~Matrix() { XGDMatrixFree(handle_); }
  DMatrixHandle handle() const { return handle_; }

 private:
  DMatrixHandle handle_ = nullptr;
};

std::vector<float> outcomes(const Rows& rows, std::uint64_t seed) {
  SeededRandom random(seed);
  std::vector<float> left;
  for (std::size_t r = 0; r < rows.rows; ++r) {
    const auto at = [&](std::size_t f) {
      const float x = rows.values[r * rows.features + f % rows.features];
      return std::isnan(x) ? 0.7 : static_cast<double>(x);
    };
    const double margin = std::sin(6 * at(0)) + at(1) * at(2) - 2 * at(3) + at(4);
    left.push_back(random.uniform() < 1 / (1 + std::exp(-margin)) ? 1.0F : 0.0F);
  }
  return left;
}

std::vector<float> ask(BoosterHandle booster, const Matrix& rows, int type) {
  const Json config = {{"type", type},
                       {"training", false},
                       {"iteration_begin", 0},
                       {"iteration_end", 0},
                       {"strict_shape", false}};
  bst_ulong const* shape = nullptr;
  bst_ulong dimensions = 0;
  float const* out = nullptr;
  check(XGBoosterPredictFromDMatrix(booster, rows.handle(), config.dump().c_str(), &shape,
                                    &dimensions, &out));
  std::size_t size = 1;
  for (bst_ulong i = 0; i < dimensions; ++i) size *= shape[i];
  return {out, out + size};
}

model::Tree tree_of(const Json& from) {
  model::Tree tree;
  for (std::size_t n = 0; n < from.at("left_children").size(); ++n) {
    model::TreeNode node;
    node.left = from.at("left_children")[n];
    node.right = from.at("right_children")[n];
    node.cover = from.at("sum_hessian")[n];
    const float condition = from.at("split_conditions")[n];
    if (node.left < 0) {
      node.value = condition;
    } else {
      node.feature = from.at("split_indices")[n];
      node.cut = condition;
      node.default_left = from.at("default_left")[n].get<int>() != 0;
    }
    tree.nodes.push_back(node);
  }
  return tree;
}

model::Trees trees_of(BoosterHandle booster, std::size_t features) {
  bst_ulong length = 0;
  char const* bytes = nullptr;
  check(XGBoosterSaveModelToBuffer(booster, R"({"format":"json"})", &length, &bytes));
  const Json json = Json::parse(bytes, bytes + length);
  const Json& learner = json.at("learner");
  model::Trees trees;
  trees.features = static_cast<std::int32_t>(features);
  const double base =
      std::stod(learner.at("learner_model_param").at("base_score").get<std::string>());
  trees.base_margin = static_cast<float>(std::log(base / (1 - base)));
  for (const Json& tree : learner.at("gradient_booster").at("model").at("trees")) {
    trees.trees.push_back(tree_of(tree));
  }
  return trees;
}

}  // namespace

Rows Rows::make(std::size_t rows, std::size_t features, double missing, std::uint64_t seed) {
  SeededRandom random(seed);
  Rows out{rows, features, {}};
  for (std::size_t i = 0; i < rows * features; ++i) {
    const bool coarse = i % features % 3 == 2;  // every third feature has few values
    const double x = random.uniform();
    const double value = coarse ? std::floor(x * 4) / 4 : x;
    out.values.push_back(random.uniform() < missing ? std::numeric_limits<float>::quiet_NaN()
                                                    : static_cast<float>(value));
  }
  return out;
}

Trained train(const Forest& forest, std::size_t rows) {
  const Rows learned = Rows::make(forest.train_rows, forest.features, forest.missing, forest.seed);
  const Matrix matrix(learned);
  const std::vector<float> left = outcomes(learned, forest.seed + 1);
  check(XGDMatrixSetFloatInfo(matrix.handle(), "label", left.data(), left.size()));
  BoosterHandle booster = nullptr;
  const DMatrixHandle handle = matrix.handle();
  check(XGBoosterCreate(&handle, 1, &booster));
  const std::vector<std::pair<std::string, std::string>> parameters = {
      {"objective", "binary:logistic"},
      {"base_score", "0.3"},
      {"eta", "0.2"},
      {"tree_method", "hist"},
      {"nthread", "1"},
      {"verbosity", "0"},
      {"min_child_weight", "1"},
      {"max_depth", std::to_string(forest.depth)},
      {"max_bin", std::to_string(forest.bins)}};
  for (const auto& [name, value] : parameters) {
    check(XGBoosterSetParam(booster, name.c_str(), value.c_str()));
  }
  for (int round = 0; round < forest.rounds; ++round) {
    check(XGBoosterUpdateOneIter(booster, round, matrix.handle()));
  }
  Trained out;
  out.rows = Rows::make(rows, forest.features, forest.missing, forest.seed + 2);
  const Matrix held_out(out.rows);
  out.trees = trees_of(booster, forest.features);
  out.contributions = ask(booster, held_out, 2);
  out.margins = ask(booster, held_out, 1);
  check(XGBoosterFree(booster));
  return out;
}

}  // namespace retainwise::score
