#pragma once
/// A small file, read and scored by curves that a test states.
#include <map>
#include <string>
#include <vector>

#include "engine/csv/reader.h"
#include "engine/report/scored_file.h"

namespace retainwise::report {

/// Every column named in `shares` is an input: a cell's number becomes that share of the log-odds
/// times the number; a missing cell's share is 0.
class MadeFile {
 public:
  MadeFile(std::string text, std::map<std::string, float> shares, double base,
           std::vector<roles::State> states, RiskBands bands = {0.5, 0.25});

  const csv::Reading& reading() const { return reading_; }
  const score::Scores& scores() const { return scores_; }
  ScoredFile file() const;

 private:
  std::string text_;
  csv::Reading reading_;
  std::vector<model::InputColumn> inputs_;
  std::vector<roles::State> states_;
  score::Scores scores_;
  Digest digest_;
  RiskBands bands_;
};

}  // namespace retainwise::report
