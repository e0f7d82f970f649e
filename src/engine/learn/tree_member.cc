#include "engine/learn/tree_member.h"

#include <algorithm>
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

/// Rows of a fold that are trained on, or that are held out, as a matrix.
struct Part {
  std::vector<std::uint32_t> rows;  ///< labelled rows
  std::vector<std::uint8_t> left;
  std::optional<Matrix> matrix;
};

std::size_t features_of(const Fold& fold, const TreeFamily& family) {
  return family.derived ? fold.rows.features() : fold.base_features;
}

Result<Part> part_of(const Labelled& labelled, const Fold& fold, const TreeFamily& family,
                     bool training) {
  const std::size_t features = features_of(fold, family);
  Part part;
  std::vector<float> values;
  for (std::uint32_t i = 0; i < labelled.size(); ++i) {
    if (fold.training[i] != training) continue;
    part.rows.push_back(i);
    part.left.push_back(labelled.left[i]);
    const auto row = fold.rows.row(i).first(features);
    values.insert(values.end(), row.begin(), row.end());
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
  RW_TRY(Part training, part_of(labelled, fold, family, true));
  RW_TRY(Part held_out, part_of(labelled, fold, family, false));
  course.training = std::make_unique<Part>(std::move(training));
  course.held_out = std::make_unique<Part>(std::move(held_out));
  RW_TRY(course.booster, Booster::create(*course.training->matrix, &*course.held_out->matrix,
                                         family.settings, rate_of(course.training->left), seed));
  return course;
}

Result<void> advance(Course& course, const AtRound& at_round) {
  for (int i = 0; i < kRoundsAtOnce; ++i) {
    if (at_round(course.booster->rounds())) return cancelled();
    RW_CHECK_OK(course.booster->boost());
    RW_TRY(const std::span<const float> margin, course.booster->margin(*course.held_out->matrix));
    course.loss.push_back(log_loss_of(margin, course.held_out->left));
  }
  return {};
}

/// Round count with the lowest loss over all folds, of equals the fewest.
int best_rounds(const std::vector<Course>& courses) {
  std::vector<double> total(courses.front().loss.size());
  for (const Course& course : courses)
    for (std::size_t round = 0; round < total.size(); ++round) total[round] += course.loss[round];
  return static_cast<int>(std::min_element(total.begin(), total.end()) - total.begin()) + 1;
}

Result<void> first_error(std::vector<Result<void>>& results) {
  for (Result<void>& result : results) RW_CHECK_OK(std::move(result));
  return {};
}

Result<void> finish(Course& course, int rounds, model::Trees& trees, std::vector<float>& margins) {
  RW_TRY(trees, course.booster->trees(rounds));
  RW_TRY(const std::span<const float> margin,
         course.booster->margin(*course.held_out->matrix, rounds));
  for (std::size_t i = 0; i < margin.size(); ++i) margins[course.held_out->rows[i]] = margin[i];
  course = {};
  return {};
}

/// Calls work(0) … work(count − 1) in parallel; the error of the lowest index, if any.
Result<void> in_parallel(std::size_t count, unsigned threads,
                         const std::function<Result<void>(std::size_t)>& work) {
  std::vector<Result<void>> results(count);
  parallel_for(count, threads, [&](std::size_t i) { results[i] = work(i); });
  return first_error(results);
}

}  // namespace

Result<TrainedTrees> train_trees(const Labelled& labelled, const Division& division,
                                 const TreeFamily& family, std::uint64_t seed, unsigned threads,
                                 const AtRound& at_round) {
  const std::size_t folds = division.folds.size();
  std::vector<Course> courses(folds);
  RW_CHECK_OK(in_parallel(folds, threads, [&](std::size_t f) -> Result<void> {
    RW_TRY(courses[f], start(labelled, division.folds[f], family, seed + f));
    return {};
  }));
  int best = 0, done = 0;
  while (done < kMostRounds && done - best < kPatience) {
    RW_CHECK_OK(
        in_parallel(folds, threads, [&](std::size_t f) { return advance(courses[f], at_round); }));
    done += kRoundsAtOnce;
    best = best_rounds(courses);
  }
  TrainedTrees trained{best, std::vector<model::Trees>(folds), std::vector<float>(labelled.size())};
  RW_CHECK_OK(in_parallel(folds, threads, [&](std::size_t f) {
    return finish(courses[f], best, trained.by_fold[f], trained.out_of_fold);
  }));
  return trained;
}

Result<model::Trees> refit_trees(const Labelled& labelled, const Fold& fold,
                                 const TreeFamily& family, int rounds, std::uint64_t seed,
                                 const AtRound& at_round) {
  RW_TRY(const Part training, part_of(labelled, fold, family, true));
  RW_TRY(Booster booster,
         Booster::create(*training.matrix, nullptr, family.settings, rate_of(training.left), seed));
  while (booster.rounds() < rounds) {
    if (at_round(booster.rounds())) return cancelled();
    RW_CHECK_OK(booster.boost());
  }
  return booster.trees(rounds);
}

}  // namespace retainwise::learn
