/// The command line: which command, with what.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <iostream>

#include "app/commands/backup.h"
#include "app/commands/doctor.h"
#include "app/commands/inspect.h"
#include "app/commands/job.h"
#include "app/commands/migrate.h"
#include "app/commands/model.h"
#include "app/commands/predict.h"
#include "app/commands/restore.h"
#include "app/commands/serve.h"
#include "app/commands/user.h"
#include "app/commands/verify.h"
#include "app/commands/worker.h"
#include "app/commit.h"
#include "app/exit_code.h"
#include "app/say.h"
#include "app/settings_arguments.h"

namespace retainwise::app {
namespace {

using Command = int(const Settings& settings, const std::string& program);

int run_with_settings(const SettingsArguments& arguments, Command& command) {
  auto settings = settings_of(arguments);
  if (!settings.ok()) {
    say(settings.error());
    return kExitUsage;
  }
  return command(*settings, std::filesystem::read_symlink("/proc/self/exe").string());
}

void add_serve(CLI::App& app, SettingsArguments& arguments, int& code) {
  CLI::App* serve = app.add_subcommand("serve", "Run the API, the page and the worker");
  serve->add_option("--data-dir", arguments.data_dir, "Folder for database and files");
  serve->add_option("--listen", arguments.listen, "HOST:PORT to listen on");
  serve->add_option("--workers", arguments.workers, "Predictions run at the same time");
  add_config(*serve, arguments);
  serve->footer(describe_settings());
  serve->callback([&] { code = run_with_settings(arguments, retainwise::app::serve); });
}

void add_worker(CLI::App& app, SettingsArguments& arguments, int& code) {
  CLI::App* worker = app.add_subcommand(
      "worker", "Run predictions for servers elsewhere, on PostgreSQL and a bucket");
  worker->add_option("--workers", arguments.workers, "Predictions run at the same time");
  add_config(*worker, arguments);
  worker->footer(describe_settings());
  worker->callback([&] { code = run_with_settings(arguments, run_worker); });
}

void add_predict(CLI::App& app, PredictArguments& arguments, int& code) {
  CLI::App* command =
      app.add_subcommand("predict", "Say who is about to leave, how sure that is, and why");
  command->add_option("FILE", arguments.file, "Customer file; - for standard input")->required();
  command->add_option("-o,--output", arguments.output,
                      "Write the scored file there; - for standard output");
  command->add_option("--save-model", arguments.save_model, "Keep the learned model in this file");
  command->add_option("--model", arguments.model, "Score with this model instead of learning");
  command->add_option("--options", arguments.options, "Options as JSON, as in the API");
  command->add_flag("--json", arguments.json, "Print the metrics as JSON and nothing else");
  command->add_flag("--quiet", arguments.quiet, "Print nothing but errors");
  command->add_flag("--no-record", arguments.no_record,
                    "Leave no OUTPUT.run.json, from which `verify` repeats the run");
  command->callback([&] { code = predict(arguments); });
}

void add_inspect(CLI::App& app, InspectArguments& arguments, int& code) {
  CLI::App* command =
      app.add_subcommand("inspect", "Show what a file holds and what would be done with it");
  command->add_option("FILE", arguments.file, "Customer file; - for standard input");
  command->add_option("--options", arguments.options, "Options as JSON, as in the API");
  command->add_flag("--json", arguments.json, "Print one JSON object and nothing else");
  command->add_flag("--json-rows", arguments.json_rows,
                    "Print every cell, value and decision as one JSON line and nothing else");
  command->add_flag("--stdin", arguments.names,
                    "Read file names from standard input, one a line; --json-rows for each");
  command->callback([&] {
    if (arguments.file.empty() && !arguments.names) throw CLI::RequiredError("FILE");
    code = inspect(arguments);
  });
}

std::string version_line() {
  std::string line = "retainwise " RETAINWISE_VERSION;
  if (!commit().empty()) line += " (" + std::string(commit()) + ")";
  return line;
}

void add_version(CLI::App& app) {
  CLI::App* version = app.add_subcommand("version", "Print the version");
  version->callback([] { std::cout << version_line() << "\n"; });
}

bool has_command(CLI::App& app, const std::string& name) {
  const auto commands = app.get_subcommands([&](CLI::App* each) { return each->check_name(name); });
  return !commands.empty();
}

int run(int argc, char** argv) {
  CLI::App app("Upload your customers; see who is about to leave, how sure that is, and why.",
               "retainwise");
  app.require_subcommand(1);
  app.set_version_flag("--version", version_line());
  int code = kExitFine;
  SettingsArguments serve_arguments, worker_arguments;
  PredictArguments predict_arguments;
  InspectArguments inspect_arguments;
  JobArguments job_arguments;
  VerifyArguments verify_arguments;
  ModelArguments model_arguments;
  BackupArguments backup_arguments;
  RestoreArguments restore_arguments;
  MigrateArguments migrate_arguments;
  DoctorArguments doctor_arguments;
  UserArguments user_arguments;
  add_serve(app, serve_arguments, code);
  add_worker(app, worker_arguments, code);
  add_predict(app, predict_arguments, code);
  add_inspect(app, inspect_arguments, code);
  add_verify(app, verify_arguments, code);
  add_model(app, model_arguments, code);
  add_backup(app, backup_arguments, code);
  add_restore(app, restore_arguments, code);
  add_migrate(app, migrate_arguments, code);
  add_doctor(app, doctor_arguments, code);
  add_user(app, user_arguments, code);
  add_version(app);
  add_job(app, job_arguments, code);
  std::string help;  // made before parsing: afterwards CLI11 gives the chosen command's help
  app.add_subcommand("help", "Print this help")->callback([&help] { std::cout << help; });
  help = app.help();
  if (argc > 1 && argv[1][0] != '-' && !has_command(app, argv[1]))
    return say(bad_request("unknown_command",
                           "There is no command \"" + std::string(argv[1]) + "\".",
                           "`retainwise help` lists the commands."));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kExitFine : kExitUsage;
  }
  return code;
}

/// What was printed may have gone nowhere (a full disk): that is no success.
int with_output(int code) {
  std::cout.flush();
  const bool written = std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && !std::cout.fail();
  return written || code != kExitFine ? code : say(cannot_write_output());
}

}  // namespace
}  // namespace retainwise::app

int main(int argc, char** argv) {
  return retainwise::app::with_output(retainwise::app::run(argc, argv));
}
