#include "app/settings_arguments.h"

#include "app/input_file.h"
#include "app/secret_files.h"

namespace retainwise::app {
namespace {

Names flags_of(const SettingsArguments& arguments) {
  Names names;
  if (!arguments.data_dir.empty()) names["RETAINWISE_DATA_DIR"] = arguments.data_dir;
  if (!arguments.listen.empty()) names["RETAINWISE_LISTEN"] = arguments.listen;
  if (!arguments.workers.empty()) names["RETAINWISE_WORKERS"] = arguments.workers;
  return names;
}

}  // namespace

void add_config(CLI::App& command, SettingsArguments& arguments) {
  command.add_option("--config", arguments.config, "Settings file (NAME=value lines)");
}

void add_data_dir(CLI::App& command, SettingsArguments& arguments) {
  command.add_option("--data-dir", arguments.data_dir, "Folder for database and files");
  add_config(command, arguments);
}

Result<Settings> settings_of(const SettingsArguments& arguments) {
  Names file;
  if (!arguments.config.empty()) {
    RW_TRY(const auto text, InputFile::open(arguments.config));
    RW_TRY(file, parse_settings_file(as_text(text.bytes())));
  }
  RW_TRY(file, with_secret_files(std::move(file)));
  RW_TRY(const Names environment_names, with_secret_files(environment()));
  return load_settings(file, environment_names, flags_of(arguments));
}

}  // namespace retainwise::app
