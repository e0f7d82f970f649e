#pragma once
/// A model file that a command was given.
#include <optional>
#include <string>

#include "base/result.h"
#include "engine/model/model.h"

namespace retainwise::app {

/// nullopt for "", kBadFile where the file is missing or no model.
Result<std::optional<model::Model>> saved_model(const std::string& path);

}  // namespace retainwise::app
