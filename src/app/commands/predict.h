#pragma once
/// `retainwise predict FILE`: the job without a service.
#include <string>

namespace retainwise::app {

struct PredictArguments {
  std::string file;               ///< "-": standard input
  std::string output;             ///< "": none; "-": standard output
  std::string save_model, model;  ///< "": none
  std::string options;            ///< JSON text, "": none
  bool json = false, quiet = false;
  bool no_record = false;  ///< no OUTPUT.run.json
};

/// The exit code.
int predict(const PredictArguments& arguments);

}  // namespace retainwise::app
