#pragma once
/// `retainwise restore FOLDER`: a backup becomes a database and its files, in an empty place, on
/// SQLite and a folder or on PostgreSQL and a bucket, whichever it came from.
#include <CLI/CLI.hpp>
#include <string>

#include "app/settings_arguments.h"

namespace retainwise::app {

struct RestoreArguments {
  SettingsArguments settings;
  std::string folder;
  bool json = false, quiet = false;
};

/// The exit code.
int restore(const RestoreArguments& arguments);
void add_restore(CLI::App& app, RestoreArguments& arguments, int& code);

}  // namespace retainwise::app
