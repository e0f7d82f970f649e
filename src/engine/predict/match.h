#pragma once
/// A saved model's inputs in another file: by exact name, then by normalised name.
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/model/model.h"
#include "engine/roles/roles.h"
#include "engine/table/table.h"

namespace retainwise::predict {

struct Match {
  std::vector<std::optional<std::size_t>> columns;  ///< by input; nullopt: the file has none
  std::vector<FileIssue> messages;                  ///< what is missing or reads otherwise
  double found_share = 1;  ///< of what moved the scores where the model was learned, or of its
                           ///< inputs where it does not say
};

/// By column: its share of what moved the scores where the model was learned; empty where `figures`
/// (Model::figures) do not say.
std::map<std::string, double> importance_of(const Json& figures);

/// kBadFile "model_does_not_fit" where fewer than half of the inputs are there, or those that are
/// missing made more than half of what moved the scores where the model was learned.
Result<Match> match(std::span<const model::InputColumn> inputs,
                    const std::map<std::string, double>& importance, const table::Table& table);
Result<Match> match(const model::Model& model, const table::Table& table);

/// `input` becomes exactly what the model reads; messages about learning, which have nothing to say
/// then, fall away.
void give_roles(const Match& match, const table::Table& table, roles::Roles& roles);

}  // namespace retainwise::predict
