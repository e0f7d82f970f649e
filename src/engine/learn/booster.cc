#include "engine/learn/booster.h"

#include <xgboost/c_api.h>

#include <array>
#include <limits>
#include <string>
#include <utility>

#include "base/text.h"
#include "engine/learn/trees_of_xgboost.h"

namespace retainwise::learn {
namespace {

Result<void> check(int code, std::string_view call) {
  if (code == 0) return {};
  return bug(std::string(call) + ": " + XGBGetLastError());
}

}  // namespace

void Matrix::Close::operator()(void* handle) const {
  XGDMatrixFree(handle);
}
void Booster::Close::operator()(void* handle) const {
  XGBoosterFree(handle);
}

Result<Matrix> Matrix::create(std::span<const float> values, std::size_t features,
                              std::span<const std::uint8_t> left) {
  Matrix matrix;
  matrix.rows_ = left.size();
  DMatrixHandle handle = nullptr;
  RW_CHECK_OK(check(XGDMatrixCreateFromMat_omp(values.data(), left.size(), features,
                                               std::numeric_limits<float>::quiet_NaN(), &handle,
                                               /*nthread=*/1),
                    "XGDMatrixCreateFromMat"));
  matrix.handle_.reset(handle);
  const std::vector<float> labels(left.begin(), left.end());
  RW_CHECK_OK(check(XGDMatrixSetFloatInfo(handle, "label", labels.data(), labels.size()),
                    "XGDMatrixSetFloatInfo"));
  return matrix;
}

Result<Booster> Booster::create(const Matrix& training, const Matrix* held_out,
                                const TreeSettings& settings, double base_rate,
                                std::uint64_t seed) {
  Booster booster;
  booster.training_ = &training;
  const std::array<DMatrixHandle, 2> matrices = {
      training.handle_.get(), held_out != nullptr ? held_out->handle_.get() : nullptr};
  BoosterHandle handle = nullptr;
  RW_CHECK_OK(check(XGBoosterCreate(matrices.data(), held_out != nullptr ? 2 : 1, &handle),
                    "XGBoosterCreate"));
  booster.handle_.reset(handle);
  const std::pair<const char*, std::string> parameters[] = {
      {"booster", "gbtree"},
      {"tree_method", "hist"},
      {"objective", "binary:logistic"},
      {"base_score", format_number(base_rate)},
      {"max_depth", std::to_string(settings.depth)},
      {"eta", format_number(settings.eta)},
      {"min_child_weight", format_number(settings.min_child_weight)},
      {"subsample", format_number(settings.subsample)},
      {"colsample_bytree", format_number(settings.colsample)},
      {"max_bin", std::to_string(settings.bins)},
      {"lambda", "1"},
      {"nthread", "1"},
      {"seed", std::to_string(seed % 1000000007U)},
      // The random numbers of a round must not depend on which thread runs it.
      {"seed_per_iteration", "1"},
      {"disable_default_eval_metric", "1"},
      {"verbosity", "0"},
  };
  for (const auto& [name, value] : parameters)
    RW_CHECK_OK(check(XGBoosterSetParam(handle, name, value.c_str()), name));
  return booster;
}

Result<void> Booster::boost() {
  RW_CHECK_OK(check(XGBoosterUpdateOneIter(handle_.get(), round_, training_->handle_.get()),
                    "XGBoosterUpdateOneIter"));
  ++round_;
  return {};
}

Result<std::span<const float>> Booster::margin(const Matrix& matrix, int rounds) const {
  constexpr int kMargin = 1;
  bst_ulong length = 0;
  const float* values = nullptr;
  RW_CHECK_OK(check(XGBoosterPredict(handle_.get(), matrix.handle_.get(), kMargin,
                                     static_cast<unsigned>(rounds), 0, &length, &values),
                    "XGBoosterPredict"));
  if (length != matrix.rows()) return bug("XGBoosterPredict: one value a row was expected");
  return std::span(values, length);
}

Result<model::Trees> Booster::trees(int rounds) const {
  bst_ulong length = 0;
  const char* bytes = nullptr;
  RW_CHECK_OK(
      check(XGBoosterSaveModelToBuffer(handle_.get(), R"({"format": "ubj"})", &length, &bytes),
            "XGBoosterSaveModelToBuffer"));
  return trees_of_xgboost(std::span(reinterpret_cast<const std::uint8_t*>(bytes), length), rounds);
}

}  // namespace retainwise::learn
