#pragma once
/// `retainwise doctor`: finds what is wrong and says what mends it, whether or not a server runs.
#include <CLI/CLI.hpp>

#include "app/settings_arguments.h"

namespace retainwise::app {

struct DoctorArguments {
  SettingsArguments settings;
  bool json = false;
  bool deep = false;  ///< reads every file and the whole database
};

/// kExitFailed where something failed.
int doctor(const DoctorArguments& arguments);
void add_doctor(CLI::App& app, DoctorArguments& arguments, int& code);

}  // namespace retainwise::app
