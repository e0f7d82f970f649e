#pragma once
/// The flags by which a command is told its settings, and the settings from all their sources.
#include <CLI/CLI.hpp>
#include <string>

#include "app/settings.h"

namespace retainwise::app {

/// "": not given.
struct SettingsArguments {
  std::string config, data_dir, listen, workers;
};

void add_config(CLI::App& command, SettingsArguments& arguments);
/// --data-dir and --config, as every command about a server's data has them.
void add_data_dir(CLI::App& command, SettingsArguments& arguments);

/// Errors as load_settings'; kBadFile where the settings file cannot be read.
Result<Settings> settings_of(const SettingsArguments& arguments);

}  // namespace retainwise::app
