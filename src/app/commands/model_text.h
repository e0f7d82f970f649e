#pragma once
/// Models in words and tables for a person at a terminal.
#include <string>

#include "base/bytes.h"
#include "base/json.h"
#include "base/result.h"

namespace retainwise::app {

/// The card of a model file (docs/formats/model-card.md), its size and sha256, and what it is made
/// of: {…, file_size, sha256, predictors: [{features, trees: [{weight, trees, deepest}], curves:
/// [{weight, curves}]}]}. kBadFile where `bytes` are no model.
Result<Json> whole_card(ByteSpan bytes);

/// `shown`: whole_card(), with {id, name, version, default, created_at} where a server keeps it.
std::string model_in_words(const std::string& name, const Json& shown);
/// `models`: the list of GET /api/models.
std::string models_in_words(const Json& models);

}  // namespace retainwise::app
