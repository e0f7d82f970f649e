#pragma once
/// `retainwise verify RESULT --input FILE`: repeats the run that wrote a result and says whether
/// the bytes are the same.
#include <CLI/CLI.hpp>
#include <string>

namespace retainwise::app {

struct VerifyArguments {
  std::string result, input;
  std::string record;      ///< its file; "": the one beside the result, or the server's
  std::string prediction;  ///< its id on the server of data_dir
  std::string options;     ///< JSON text, in the place of a record
  std::string model;       ///< its file; "": as the record says
  std::string data_dir;
  bool json = false, quiet = false;
};

/// kExitFine where the bytes are equal, kExitFailed where they are not, another code where that
/// could not be found out.
int verify(const VerifyArguments& arguments);
void add_verify(CLI::App& app, VerifyArguments& arguments, int& code);

}  // namespace retainwise::app
