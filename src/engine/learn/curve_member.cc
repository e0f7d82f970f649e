#include "engine/learn/curve_member.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>

#include "base/parallel.h"
#include "base/progress.h"
#include "engine/learn/ridge_logistic.h"
#include "engine/learn/spline_basis.h"

namespace retainwise::learn {
namespace {

/// From the strongest penalty to the weakest, each fit beginning where the last one ended.
constexpr std::array kInversePenalties = {0.002, 0.01, 0.05, 0.3, 2.0};

std::vector<std::uint32_t> rows_of(const Fold& fold, bool training) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t i = 0; i < fold.training.size(); ++i)
    if (fold.training[i] == training) rows.push_back(i);
  return rows;
}

std::vector<std::uint32_t> thinned(const std::vector<std::uint32_t>& rows) {
  const std::size_t step = (rows.size() + kMostCurveRows - 1) / kMostCurveRows;
  std::vector<std::uint32_t> kept;
  for (std::size_t i = 0; i < rows.size(); i += step) kept.push_back(rows[i]);
  return kept;
}

std::vector<std::uint8_t> outcomes(const Labelled& labelled,
                                   const std::vector<std::uint32_t>& rows) {
  std::vector<std::uint8_t> left;
  left.reserve(rows.size());
  for (const std::uint32_t row : rows) left.push_back(labelled.left[row]);
  return left;
}

double log_loss_of(const std::vector<double>& margin, double intercept,
                   const std::vector<std::uint8_t>& left) {
  double sum = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const double z = margin[i] + intercept;
    const double wrong = left[i] != 0 ? -z : z;
    sum += wrong > 0 ? wrong + std::log1p(std::exp(-wrong)) : std::log1p(std::exp(wrong));
  }
  return sum;
}

/// One fold's fits, by penalty.
struct Course {
  std::optional<SplineBasis> basis;
  std::vector<Coefficients> fits;
  std::array<double, kInversePenalties.size()> loss = {};  ///< on held-out rows
};

Result<Course> run(const Labelled& labelled, const Fold& fold, const Stop& stop) {
  const std::vector<std::uint32_t> training = thinned(rows_of(fold, true));
  const std::vector<std::uint32_t> held_out = rows_of(fold, false);
  Course course;
  course.basis.emplace(fold, training);
  const Design design = course.basis->design(fold, training);
  const Design unseen = course.basis->design(fold, held_out);
  const std::vector<std::uint8_t> left = outcomes(labelled, training);
  Coefficients at = base_rate_only(design, left);
  for (std::size_t i = 0; i < kInversePenalties.size(); ++i) {
    if (stop()) return cancelled();
    at = fit_ridge_logistic(design, left, kInversePenalties[i], std::move(at));
    course.loss[i] = log_loss_of(unseen.times(at.beta), at.intercept, outcomes(labelled, held_out));
    course.fits.push_back(at);
  }
  return course;
}

std::size_t best_penalty(const std::vector<Course>& courses) {
  std::array<double, kInversePenalties.size()> total = {};
  for (const Course& course : courses)
    for (std::size_t i = 0; i < total.size(); ++i) total[i] += course.loss[i];
  return static_cast<std::size_t>(std::min_element(total.begin(), total.end()) - total.begin());
}

}  // namespace

Result<TrainedCurves> train_curves(const Labelled& labelled, const Division& division,
                                   unsigned threads, const Stop& stop) {
  std::vector<Course> courses(division.folds.size());
  std::vector<Result<void>> results(courses.size());
  parallel_for(courses.size(), threads, [&](std::size_t f) {
    auto made = run(labelled, division.folds[f], stop);
    if (!made.ok())
      results[f] = made.error();
    else
      courses[f] = std::move(made).value();
  });
  for (Result<void>& result : results) RW_CHECK_OK(std::move(result));
  const std::size_t best = best_penalty(courses);
  TrainedCurves trained{kInversePenalties[best], {}, std::vector<float>(labelled.size())};
  for (const Course& course : courses)
    trained.by_fold.push_back(course.basis->additive(course.fits[best]));
  for (std::size_t i = 0; i < labelled.size(); ++i) {
    const std::size_t f = division.fold_of[i];
    trained.out_of_fold[i] =
        static_cast<float>(model::margin_of(trained.by_fold[f], division.folds[f].rows.row(i)));
  }
  return trained;
}

Result<model::Additive> refit_curves(const Labelled& labelled, const Fold& fold, double c,
                                     const Stop& stop) {
  if (stop()) return cancelled();
  const std::vector<std::uint32_t> rows = thinned(rows_of(fold, true));
  const SplineBasis basis(fold, rows);
  const Design design = basis.design(fold, rows);
  const std::vector<std::uint8_t> left = outcomes(labelled, rows);
  return basis.additive(fit_ridge_logistic(design, left, c, base_rate_only(design, left)));
}

}  // namespace retainwise::learn
