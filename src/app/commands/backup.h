#pragma once
/// `retainwise backup FOLDER`: all rows and files, copied beside a running server or without one.
#include <CLI/CLI.hpp>
#include <string>

#include "app/settings_arguments.h"

namespace retainwise::app {

struct BackupArguments {
  SettingsArguments settings;
  std::string folder;
  bool json = false, quiet = false;
};

/// The exit code; kExitFailed where files were missing or damaged already and are left out.
int back_up(const BackupArguments& arguments);
void add_backup(CLI::App& app, BackupArguments& arguments, int& code);

}  // namespace retainwise::app
