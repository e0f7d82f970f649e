#pragma once
/// What the service keeps of a model in its row: enough to show it, and to hold a file against it,
/// without its bytes.
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/json.h"
#include "base/result.h"
#include "engine/predict/choose.h"
#include "service/store/models.h"

namespace retainwise::flows {

/// {outcome_column, left_value, base_rate, threshold, inputs: [{name, type, category, levels,
/// level_count}], figures}: docs/formats/model-card.md. kBadFile where `bytes` are no model.
Result<Json> model_card(ByteSpan bytes);

/// The same for models that read the same columns for the same outcome.
std::string family_of(const Json& card);

/// Those that a file may be scored with; `models` newest first. Of a family only the newest is
/// taken by itself, and none that is no better than chance, unless it is the default.
std::vector<predict::Candidate> candidates_of(const std::vector<store::StoredModel>& models);

/// models.json of a work folder; the opposite is kBug where `text` is not one.
Json candidates_json(const std::vector<predict::Candidate>& candidates);
Result<std::vector<predict::Candidate>> read_candidates(std::string_view text);

}  // namespace retainwise::flows
