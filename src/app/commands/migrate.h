#pragma once
/// `retainwise migrate`: brings the database's schema to this program's, as `serve` does at its
/// start.
#include <CLI/CLI.hpp>

#include "app/settings_arguments.h"

namespace retainwise::app {

struct MigrateArguments {
  SettingsArguments settings;
  bool json = false;
};

/// The exit code.
int migrate(const MigrateArguments& arguments);
void add_migrate(CLI::App& app, MigrateArguments& arguments, int& code);

}  // namespace retainwise::app
