#pragma once
/// Customer files for the tests, and runs of them.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/predict/predict.h"

namespace retainwise::predict {

struct Upload {
  std::size_t rows = 400;
  std::uint64_t seed = 1;
  bool outcome = true;
  char delimiter = ',';
  bool chance = false;             ///< the outcome is drawn without a look at the columns
  std::string trial_outcome = "";  ///< the outcome of every tenth row, where not ""
};

/// Id, plan, months, tickets, spend (a third blank), noise, and "Churn": short contracts and many
/// tickets make customers leave.
std::string made_upload(const Upload& upload);

struct Ran {
  Summary summary;
  std::string result, customers, model;
};

Result<Ran> run(const std::string& input, const Options& options = {},
                const model::Model* saved = nullptr, unsigned threads = 2);

/// The result file, cell by cell.
struct ResultRows {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;

  static ResultRows read(const std::string& text);
  std::size_t place(std::string_view column) const;
  const std::string& cell(std::size_t row, std::string_view column) const;
};

/// nullopt where the folder of shared files is absent.
std::optional<std::string> shared_file(const std::string& name);

}  // namespace retainwise::predict
