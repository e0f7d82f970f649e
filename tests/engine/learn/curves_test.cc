// The spline logistic: its arithmetic against slow ways, and its curves against its coefficients.
#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"
#include "engine/learn/curve_member.h"
#include "engine/learn/ridge_logistic.h"
#include "engine/learn/spline_basis.h"
#include "engine/metric/calibration.h"
#include "engine/metric/ranking.h"
#include "tests/engine/learn/customers.h"

namespace retainwise::learn {
namespace {

constexpr auto kGoOn = [] { return false; };

struct Drawn {
  Design design;
  std::vector<std::uint8_t> left;
};

/// Outcomes of a logistic of the first two of `columns` columns.
Drawn drawn(std::size_t rows, std::size_t columns) {
  Drawn d{Design(rows, columns), {}};
  SeededRandom random(11);
  for (std::size_t r = 0; r < rows; ++r) {
    for (float& x : d.design.row(r)) x = static_cast<float>(2 * random.uniform() - 1);
    const double z = 1.5 * static_cast<double>(d.design.row(r)[0]) -
                     static_cast<double>(d.design.row(r)[1]) - 0.5;
    d.left.push_back(random.uniform() < metric::sigmoid(z) ? 1 : 0);
  }
  return d;
}

TEST(Design, MultipliesAsTheSlowWayDoes) {
  for (const std::size_t columns : {1U, 7U, 8U, 21U}) {
    const Drawn d = drawn(700, columns);
    std::vector<double> weights;
    for (std::size_t r = 0; r < 700; ++r) weights.push_back(0.1 + static_cast<double>(r % 5));
    const std::vector<double> gram = d.design.weighted_gram(weights);
    for (std::size_t j = 0; j < columns; ++j)
      for (std::size_t k = 0; k <= j; ++k) {
        double sum = 0;
        for (std::size_t r = 0; r < 700; ++r)
          sum += weights[r] * static_cast<double>(d.design.row(r)[j]) *
                 static_cast<double>(d.design.row(r)[k]);
        ASSERT_NEAR(gram[j * columns + k], sum, 1e-3) << columns << " " << j << " " << k;
      }
  }
}

/// Plain gradient descent to the end, in double.
Coefficients slow_fit(const Drawn& d, double c) {
  Coefficients at = base_rate_only(d.design, d.left);
  const auto rows = static_cast<double>(d.left.size());
  for (int i = 0; i < 20000; ++i) {
    std::vector<double> wrong = d.design.times(at.beta);
    double sum = 0;
    for (std::size_t r = 0; r < wrong.size(); ++r)
      sum += wrong[r] = metric::sigmoid(wrong[r] + at.intercept) - d.left[r];
    const std::vector<double> gradient = d.design.transposed_times(wrong);
    at.intercept -= sum / rows;
    for (std::size_t j = 0; j < at.beta.size(); ++j)
      at.beta[j] -= (gradient[j] + at.beta[j] / c) / (rows + 1 / c);
  }
  return at;
}

TEST(RidgeLogistic, EndsWhereTheSlowWayEnds) {
  const Drawn d = drawn(200, 5);
  for (const double c : {0.01, 2.0}) {
    const Coefficients slow = slow_fit(d, c);
    const Coefficients fast =
        fit_ridge_logistic(d.design, d.left, c, base_rate_only(d.design, d.left));
    EXPECT_NEAR(fast.intercept, slow.intercept, 2e-3);
    for (std::size_t j = 0; j < 5; ++j) EXPECT_NEAR(fast.beta[j], slow.beta[j], 2e-3) << c;
  }
}

TEST(RidgeLogistic, StaysFiniteWhereAColumnPartsTheClasses) {
  Drawn d = drawn(200, 2);
  for (std::size_t r = 0; r < 200; ++r) d.design.row(r)[0] = d.left[r] != 0 ? 1.0F : -1.0F;
  const Coefficients fit =
      fit_ridge_logistic(d.design, d.left, 2, base_rate_only(d.design, d.left));
  EXPECT_TRUE(std::isfinite(fit.intercept) && fit.beta[0] > 1 && fit.beta[0] < 50);
}

struct Prepared {
  Labelled rows;
  std::vector<model::InputColumn> inputs;
};

Prepared prepared(const Customers& made) {
  Prepared p{labelled(made.table, made.roles), {}};
  p.inputs = inputs_of(made.table, made.roles, p.rows);
  return p;
}

std::vector<std::uint32_t> all_of(std::size_t rows) {
  std::vector<std::uint32_t> all;
  for (std::uint32_t i = 0; i < rows; ++i) all.push_back(i);
  return all;
}

TEST(SplineBasis, DrawsItsCoefficientsAsCurvesWithMeanZero) {
  const Customers made = customers({.rows = 1500});
  const Prepared p = prepared(made);
  const model::InputView view(p.inputs, made.table);
  const auto fold =
      make_fold({p.rows, p.inputs, view, 18000}, std::vector<bool>(p.rows.size(), true), kGoOn);
  ASSERT_TRUE(fold.ok());
  const auto rows = all_of(p.rows.size());
  const SplineBasis basis(*fold, rows);
  Coefficients any{0.25, {}};
  SeededRandom random(5);
  for (std::size_t j = 0; j < basis.columns(); ++j) any.beta.push_back(random.uniform() - 0.5);
  const std::vector<double> product = basis.design(*fold, rows).times(any.beta);
  const model::Additive additive = basis.additive(any);
  std::vector<double> mean(additive.curves.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    double margin = additive.base_margin;
    for (std::size_t c = 0; c < additive.curves.size(); ++c) {
      const model::Curve& curve = additive.curves[c];
      const double y =
          model::value_at(curve, fold->rows.row(i)[static_cast<std::size_t>(curve.feature)]);
      margin += y;
      mean[c] += y / static_cast<double>(rows.size());
    }
    ASSERT_NEAR(margin, product[i] + 0.25, 1e-4) << i;
  }
  for (const double m : mean) EXPECT_NEAR(m, 0, 1e-5);
}

TEST(Curves, FindAnAdditiveTruthOnRowsTheyDidNotSee) {
  const Customers made = customers({.rows = 3000, .strength = 1.5});
  const Prepared p = prepared(made);
  const model::InputView view(p.inputs, made.table);
  const auto division = divide({p.rows, p.inputs, view, 18000}, 5, 0, 2, kGoOn);
  ASSERT_TRUE(division.ok());
  const auto one = train_curves(p.rows, *division, 1, kGoOn);
  const auto two = train_curves(p.rows, *division, 2, kGoOn);
  ASSERT_TRUE(one.ok() && two.ok());
  EXPECT_EQ(one->out_of_fold, two->out_of_fold);
  const std::vector<double> score(one->out_of_fold.begin(), one->out_of_fold.end());
  EXPECT_GT(metric::auc(score, p.rows.left), 0.85);
}

TEST(Curves, StopOnRequest) {
  const Customers made = customers({.rows = 300});
  const Prepared p = prepared(made);
  const model::InputView view(p.inputs, made.table);
  const auto division = divide({p.rows, p.inputs, view, 18000}, 5, 0, 2, kGoOn);
  ASSERT_TRUE(division.ok());
  const auto stopped = train_curves(p.rows, *division, 2, [] { return true; });
  ASSERT_FALSE(stopped.ok());
  EXPECT_EQ(stopped.error().kind, ErrorKind::kCancelled);
}

}  // namespace
}  // namespace retainwise::learn
