#pragma once
/// A model file that a command was given.
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "engine/model/model.h"

namespace retainwise::app {

struct SavedModel {
  model::Model model;
  std::string sha256;  ///< of its file
};

/// kBadFile where `bytes` are no model.
Result<SavedModel> saved_model(ByteSpan bytes);
/// nullopt for "", kBadFile where the file is missing or no model.
Result<std::optional<SavedModel>> saved_model(const std::string& path);

}  // namespace retainwise::app
