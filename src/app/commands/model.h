#pragma once
/// `retainwise model list | show | export`: models in files, and those of a running server.
#include <CLI/CLI.hpp>
#include <string>

namespace retainwise::app {

struct ModelArguments {
  std::string model;   ///< a file, or the id of one of the server's
  std::string output;  ///< "-": standard output
  std::string format;  ///< "xgboost" "model"
  std::string data_dir;
  bool json = false;
};

/// The exit code; here and below.
int list_models(const ModelArguments& arguments);
int show_model(const ModelArguments& arguments);
int export_model(const ModelArguments& arguments);
void add_model(CLI::App& app, ModelArguments& arguments, int& code);

}  // namespace retainwise::app
