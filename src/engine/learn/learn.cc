#include "engine/learn/learn.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>
#include <span>
#include <utility>

#include "engine/learn/division.h"
#include "engine/learn/folds.h"
#include "engine/learn/forward.h"
#include "engine/learn/labelled.h"
#include "engine/learn/members.h"
#include "engine/learn/plan.h"
#include "engine/learn/row_features.h"
#include "engine/learn/stack.h"
#include "engine/learn/suspicion.h"
#include "engine/metric/calibration.h"
#include "engine/metric/decision.h"
#include "engine/metric/ranking.h"
#include "engine/model/profiling.h"

namespace retainwise::learn {
namespace {

/// Seeds of different steps must not meet: each step has a block of its own.
constexpr std::uint64_t kSeedsOfARepeat = 1000, kSeedsOfRefits = 1000000;

/// One run of learn(): what it reads is set once, what it makes is filled in step by step.
class Run {
 public:
  Run(const table::Table& table, const roles::Roles& roles, const Options& options,
      Progress& progress)
      : table_(table),
        options_(options),
        progress_(progress),
        labelled_(labelled(table, roles)),
        inputs_(inputs_of(table, roles, labelled_)),
        view_(inputs_, table),
        row_features_(row_features(inputs_, view_, labelled_)),
        material_{labelled_,     inputs_, view_, reference_day(inputs_, view_, options.as_of),
                  row_features_,
                  /*pairs=*/true},
        plan_(plan_for(labelled_.size())),
        steps_(1.0 + static_cast<double>(plan_.tried_on_rows > 0
                                             ? plan_.members() + 2
                                             : plan_.repeats * plan_.members())) {}

  Result<void> train(std::optional<std::size_t> date) {
    if (plan_.tried_on_rows > 0) RW_CHECK_OK(try_members());
    const Training training = this->training();
    for (std::size_t r = 0; r < plan_.repeats; ++r) {
      RW_TRY(TrainedDivision trained, train_members(training, options_.seed + r * kSeedsOfARepeat));
      repeats_.push_back(std::move(trained));
    }
    stack_ = weigh(repeats_, labelled_);
    RW_TRY(refits_, refit_members(training, stack_, refit_as(), options_.seed + kSeedsOfRefits));
    return date ? look_forward(table_.column(*date)) : Result<void>();
  }

  Learned result(const roles::Roles& roles) {
    Learned learned;
    learned.roles = roles;
    learned.grouped = labelled_.grouped;
    learned.rounds = repeats_.front().families.front().rounds;
    for (const TrainedDivision& repeat : repeats_) learned.repeats.push_back(repeat_of(repeat));
    learned.forward = forward_;
    set_out_of_fold(learned);
    set_model(learned);
    return learned;
  }

 private:
  Training training() { return training(material_); }
  Training training(const Material& material) {
    return {material,
            plan_,
            options_.threads,
            [this](int round) { return at_round(round); },
            [this] { ++steps_done_; },
            [this] { return progress_.cancelled(); }};
  }

  bool at_round(int round) {
    constexpr double kUsualRounds = 200;
    const double of_step = std::min(1.0, round / kUsualRounds);
    progress_.at(Stage::kLearning, std::min(1.0, (steps_done_ + of_step) / steps_));
    return progress_.cancelled();
  }

  /// Of a huge file: which members are worth training on all of it.
  Result<void> try_members() {
    const Labelled sample = thinned(labelled_, plan_.tried_on_rows, options_.seed);
    const Material material{sample, inputs_, view_, material_.reference_day, row_features_, true};
    RW_TRY(const TrainedDivision tried, train_members(training(material), options_.seed));
    plan_ = narrowed(plan_, weigh(std::span(&tried, 1), sample).weights);
    return {};
  }

  /// One stack over the held-out rows of all repeats.
  static Stack weigh(std::span<const TrainedDivision> repeats, const Labelled& labelled) {
    std::vector<std::vector<double>> margins(repeats.front().members());
    std::vector<std::uint8_t> left;
    for (const TrainedDivision& repeat : repeats) {
      for (std::size_t m = 0; m < margins.size(); ++m) {
        const std::vector<float>& margin = repeat.out_of_fold(m);
        margins[m].insert(margins[m].end(), margin.begin(), margin.end());
      }
      left.insert(left.end(), labelled.left.begin(), labelled.left.end());
    }
    return fit_stack(margins, left);
  }

  Result<void> look_forward(const table::Column& date) {
    std::optional<Ages> ages = part_by_age(date, labelled_);
    if (!ages) return {};
    const Training training = this->training();
    RW_TRY(const Fold past, make_fold(material_, std::move(ages->training), training.stop));
    RW_TRY(const model::Predictor predictor,
           refit_fold(training, past, stack_, refit_as(), options_.seed + kSeedsOfRefits));
    forward_.emplace(Forward{ages->from, {}, {}});
    for (const std::uint32_t i : ages->held_out) {
      forward_->log_odds.push_back(log_odds_of(predictor, past.rows.row(i)));
      forward_->left.push_back(labelled_.left[i]);
    }
    return {};
  }

  static double log_odds_of(const model::Predictor& predictor, std::span<const float> x) {
    double sum = predictor.intercept;
    for (const auto& [weight, trees] : predictor.trees)
      sum += weight * static_cast<double>(model::margin_of(trees, x));
    for (const auto& [weight, additive] : predictor.additive)
      sum += weight * model::margin_of(additive, x);
    return sum;
  }

  /// All rows are more than the folds' rows, and so bear a tenth more rounds.
  RefitAs refit_as() const {
    RefitAs as;
    const auto repeats = static_cast<double>(repeats_.size());
    for (std::size_t m = 0; m < plan_.families.size(); ++m) {
      double sum = 0;
      for (const TrainedDivision& repeat : repeats_) sum += repeat.families[m].rounds;
      as.rounds.push_back(static_cast<int>(std::lround(1.1 * sum / repeats)));
    }
    if (plan_.curves) as.c = repeats_.front().curves[0].c;
    return as;
  }

  Repeat repeat_of(const TrainedDivision& trained) const {
    Repeat repeat;
    for (std::size_t f = 0; f < trained.division.folds.size(); ++f)
      repeat.folds.push_back(trained.predictor(f, stack_));
    repeat.fold_of_row.assign(table_.rows(), kNoFold);
    for (std::size_t i = 0; i < labelled_.size(); ++i)
      repeat.fold_of_row[labelled_.rows[i]] = trained.division.fold_of[i];
    return repeat;
  }

  /// Out-of-fold log-odds of labelled row i, mean over the repeats.
  double log_odds(std::size_t i) const {
    double sum = 0;
    for (const TrainedDivision& repeat : repeats_) {
      sum += stack_.intercept;
      for (std::size_t m = 0; m < stack_.weights.size(); ++m)
        sum += stack_.weights[m] * static_cast<double>(repeat.out_of_fold(m)[i]);
    }
    return sum / static_cast<double>(repeats_.size());
  }

  void set_out_of_fold(Learned& learned) const {
    learned.out_of_fold.assign(table_.rows(), std::nan(""));
    std::vector<double> probability;
    for (std::size_t i = 0; i < labelled_.size(); ++i) {
      learned.out_of_fold[labelled_.rows[i]] = log_odds(i);
      probability.push_back(metric::sigmoid(log_odds(i)));
    }
    const auto auc = metric::roc_auc(probability, labelled_.left);
    learned.better_than_chance = auc && auc->low > 0.5;
    learned.model.threshold = metric::best_f1_threshold(probability, labelled_.left).value_or(0.5);
  }

  void set_model(Learned& learned) {
    model::Model& model = learned.model;
    model.outcome_column = table_.column(learned.roles.outcome->column).name();
    model.left_value = learned.roles.outcome->left_value;
    model.base_rate = labelled_.rate();
    model.inputs = inputs_;
    for (const Repeat& repeat : learned.repeats)
      model.predictors.insert(model.predictors.end(), repeat.folds.begin(), repeat.folds.end());
    for (model::Predictor& refit : refits_) model.predictors.push_back(std::move(refit));
    std::vector<double> scores;
    for (std::size_t i = 0; i < labelled_.size(); ++i) scores.push_back(log_odds(i));
    model.profile = model::profile_of(inputs_, view_, labelled_.rows, labelled_.left, scores);
  }

  // set once
  const table::Table& table_;
  const Options& options_;
  Progress& progress_;
  const Labelled labelled_;
  const std::vector<model::InputColumn> inputs_;
  const model::InputView view_;
  const std::vector<model::Feature> row_features_;
  const Material material_;
  Plan plan_;  // narrowed once for a huge file
  const double steps_;
  // filled in by train()
  std::vector<TrainedDivision> repeats_;
  std::vector<model::Predictor> refits_;
  Stack stack_;
  std::optional<Forward> forward_;
  std::atomic<int> steps_done_ = 0;
};

}  // namespace

Result<Learned> learn(const table::Table& table, const roles::Roles& roles, const Options& options,
                      Progress& progress) {
  if (!roles.can_learn()) return bug("learn() was called with roles that cannot be learned from");
  RW_TRY(const roles::Roles judged, judge_suspicious(table, roles, options, progress));
  Run run(table, judged, options, progress);
  RW_CHECK_OK(run.train(judged.date));
  return run.result(judged);
}

}  // namespace retainwise::learn
