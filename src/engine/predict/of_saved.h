#pragma once
/// What options make of a saved model's scores; the same wherever it scores.
#include "engine/model/model.h"
#include "engine/predict/options.h"
#include "engine/report/measured.h"

namespace retainwise::predict {

/// Added to every row's log-odds, so that the mean is the true rate that the caller gave.
double saved_shift(const Options& options, const model::Model& saved);
/// As it was said where the model was learned.
bool saved_tells(const model::Model& saved);
/// After `shift`; unset where the scores are no better than chance.
report::ThresholdUsed saved_threshold(const Options& options, const model::Model& saved,
                                      double shift);

}  // namespace retainwise::predict
