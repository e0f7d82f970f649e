#include "engine/learn/tree_member.h"

#include <algorithm>
#include <barrier>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "base/parallel.h"
#include "base/progress.h"

namespace retainwise::learn {
namespace {

constexpr int kPatience = 40;
constexpr int kMostRounds = 500;
/// Rounds between two looks at the mean loss: fewer starts of threads, at most so many rounds more.
constexpr int kRoundsAtOnce = 8;

/// Held-out rows beyond these, evenly thinned, do not change where the loss is lowest.
constexpr std::size_t kMostWatched = 50000;

/// Rows of a fold that are trained on, or held-out rows that are watched, as a matrix.
struct Part {
  std::vector<std::uint32_t> rows;  ///< labelled rows
  std::vector<std::uint8_t> left;
  std::optional<Matrix> matrix;
};

std::size_t features_of(const Fold& fold, const TreeFamily& family) {
  return family.derived ? fold.rows.features() : fold.base_features;
}

std::vector<std::uint32_t> rows_of(const Fold& fold, bool training) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < fold.training.size(); ++i)
    if (fold.training[i] == training) rows.push_back(i);
  return rows;
}

std::vector<std::uint32_t> watched(const std::vector<std::uint32_t>& rows) {
  const std::size_t step = (rows.size() + kMostWatched - 1) / kMostWatched;
  std::vector<std::uint32_t> kept;
  for (std::size_t i = 0; i < rows.size(); i += step) kept.push_back(rows[i]);
  return kept;
}

Result<Part> part_of(const Labelled& labelled, const Fold& fold, const TreeFamily& family,
                     std::vector<std::uint32_t> rows) {
  const std::size_t features = features_of(fold, family);
  Part part;
  part.rows = std::move(rows);
  std::vector<float> values;
  values.reserve(part.rows.size() * features);
  for (const std::uint32_t row : part.rows) {
    part.left.push_back(labelled.left[row]);
    const auto x = fold.rows.row(row).first(features);
    values.insert(values.end(), x.begin(), x.end());
  }
  RW_TRY(part.matrix, Matrix::create(values, features, part.left));
  return part;
}

double rate_of(const std::vector<std::uint8_t>& left) {
  return static_cast<double>(std::accumulate(left.begin(), left.end(), 0)) /
         static_cast<double>(left.size());
}

double log_loss_of(std::span<const float> margin, const std::vector<std::uint8_t>& left) {
  double sum = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const double wrong = left[i] != 0 ? -margin[i] : margin[i];
    sum += wrong > 0 ? wrong + std::log1p(std::exp(-wrong)) : std::log1p(std::exp(wrong));
  }
  return sum;
}

/// A fold in training. Moves with its matrices behind pointers, because the booster points to them.
struct Course {
  std::unique_ptr<Part> training, held_out;
  std::optional<Booster> booster;
  std::vector<double> loss;  ///< sum over held-out rows, by round
};

Result<Course> start(const Labelled& labelled, const Fold& fold, const TreeFamily& family,
                     std::uint64_t seed) {
  Course course;
  RW_TRY(Part training, part_of(labelled, fold, family, rows_of(fold, true)));
  RW_TRY(Part held_out, part_of(labelled, fold, family, watched(rows_of(fold, false))));
  course.training = std::make_unique<Part>(std::move(training));
  course.held_out = std::make_unique<Part>(std::move(held_out));
  RW_TRY(course.booster, Booster::create(*course.training->matrix, &*course.held_out->matrix,
                                         family.settings, rate_of(course.training->left), seed));
  return course;
}

/// Round count with the lowest loss over all folds, of equals the fewest.
int best_rounds(const std::vector<Course>& courses) {
  std::vector<double> total(courses.front().loss.size());
  for (const Course& course : courses)
    for (std::size_t round = 0; round < total.size(); ++round) total[round] += course.loss[round];
  return static_cast<int>(std::min_element(total.begin(), total.end()) - total.begin()) + 1;
}

/// All folds of one family in training. XGBoost keeps a booster's predictions by thread, so each
/// fold stays with one worker from its first round to its last; workers wait for each other only to
/// look at the mean loss.
class Race {
 public:
  Race(const Labelled& labelled, const Division& division, const TreeFamily& family,
       std::uint64_t seed, const AtRound& at_round)
      : labelled_(labelled),
        division_(division),
        family_(family),
        seed_(seed),
        at_round_(at_round),
        courses_(division.folds.size()),
        results_(division.folds.size()),
        trained_{0, std::vector<model::Trees>(division.folds.size()),
                 std::vector<float>(labelled.size())} {}

  Result<TrainedTrees> run(unsigned threads) {
    const std::size_t workers = std::clamp<std::size_t>(threads, 1, courses_.size());
    std::barrier look(static_cast<std::ptrdiff_t>(workers), [this]() noexcept { decide(); });
    // As many threads as indices: each takes one and waits with it, so none is left untaken.
    parallel_for(workers, static_cast<unsigned>(workers), [&](std::size_t worker) {
      for_each_own(worker, workers, [this](std::size_t f) { return begin(f); });
      do {
        for_each_own(worker, workers, [this](std::size_t f) { return advance(f); });
        look.arrive_and_wait();
      } while (!over_);
      for_each_own(worker, workers, [this](std::size_t f) { return finish(f); });
    });
    for (Result<void>& result : results_) RW_CHECK_OK(std::move(result));
    return std::move(trained_);
  }

 private:
  /// Folds worker, worker + workers …; a fold that failed is left alone.
  template <class Work>
  void for_each_own(std::size_t worker, std::size_t workers, const Work& work) {
    for (std::size_t f = worker; f < courses_.size(); f += workers)
      if (results_[f].ok()) results_[f] = work(f);
  }

  Result<void> begin(std::size_t f) {
    RW_TRY(courses_[f], start(labelled_, division_.folds[f], family_, seed_ + f));
    return {};
  }

  Result<void> advance(std::size_t f) {
    Course& course = courses_[f];
    for (int i = 0; i < kRoundsAtOnce; ++i) {
      if (at_round_(course.booster->rounds())) return cancelled();
      RW_CHECK_OK(course.booster->boost());
      RW_TRY(const std::span<const float> margin, course.booster->margin(*course.held_out->matrix));
      course.loss.push_back(log_loss_of(margin, course.held_out->left));
    }
    return {};
  }

  /// While all workers wait.
  void decide() noexcept {
    const bool failed = std::any_of(results_.begin(), results_.end(),
                                    [](const Result<void>& result) { return !result.ok(); });
    if (!failed) trained_.rounds = best_rounds(courses_);
    const int done = failed ? 0 : static_cast<int>(courses_.front().loss.size());
    over_ = failed || done >= kMostRounds || done - trained_.rounds >= kPatience;
  }

  Result<void> finish(std::size_t f) {
    Course& course = courses_[f];
    RW_TRY(trained_.by_fold[f], course.booster->trees(trained_.rounds));
    course = {};
    const Fold& fold = division_.folds[f];
    for (std::size_t i = 0; i < fold.training.size(); ++i)
      if (!fold.training[i])
        trained_.out_of_fold[i] = model::margin_of(trained_.by_fold[f], fold.rows.row(i));
    return {};
  }

  // set once
  const Labelled& labelled_;
  const Division& division_;
  const TreeFamily& family_;
  const std::uint64_t seed_;
  const AtRound& at_round_;
  // each fold's place by its worker only
  std::vector<Course> courses_;
  std::vector<Result<void>> results_;
  TrainedTrees trained_;  // `rounds` in decide() only
  // in decide() only
  bool over_ = false;
};

}  // namespace

Result<TrainedTrees> train_trees(const Labelled& labelled, const Division& division,
                                 const TreeFamily& family, std::uint64_t seed, unsigned threads,
                                 const AtRound& at_round) {
  return Race(labelled, division, family, seed, at_round).run(threads);
}

Result<model::Trees> refit_trees(const Labelled& labelled, const Fold& fold,
                                 const TreeFamily& family, int rounds, std::uint64_t seed,
                                 const AtRound& at_round) {
  RW_TRY(const Part training, part_of(labelled, fold, family, rows_of(fold, true)));
  RW_TRY(Booster booster,
         Booster::create(*training.matrix, nullptr, family.settings, rate_of(training.left), seed));
  while (booster.rounds() < rounds) {
    if (at_round(booster.rounds())) return cancelled();
    RW_CHECK_OK(booster.boost());
  }
  return booster.trees(rounds);
}

}  // namespace retainwise::learn
