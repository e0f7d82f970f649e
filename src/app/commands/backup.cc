#include "app/commands/backup.h"

#include <sys/stat.h>

#include <cstdio>

#include "app/backup_text.h"
#include "app/copy_bar.h"
#include "app/database.h"
#include "app/exit_code.h"
#include "app/foundation.h"
#include "app/say.h"

namespace retainwise::app {
namespace {

Result<flows::BackupDone> run(const BackupArguments& arguments) {
  RW_TRY(const Settings settings, settings_of(arguments.settings));
  const auto log = telemetry::make_silent_log();
  SystemClock clock;
  SystemRandom random;
  RW_TRY(const auto store, look_at_store(settings));
  RW_TRY(const auto cloud, Cloud::open(settings, clock, random, *log));
  RW_TRY(const auto blobs, look_at_blobs(settings, cloud.get()));
  CopyBar bar("Copying", !arguments.quiet && !arguments.json);
  return flows::back_up({*store, *blobs}, arguments.folder, RETAINWISE_VERSION, bar.shown());
}

void print(const BackupArguments& arguments, const flows::BackupDone& done) {
  if (arguments.json) {
    Json json = {{"folder", arguments.folder}};
    json.update(backup_json(done.manifest));
    json["copied"] = done.copied;
    std::printf("%s\n", to_text(json).c_str());
  } else if (!arguments.quiet) {
    std::printf("Backed up to %s: %s.\n", arguments.folder.c_str(),
                backup_in_words(done.manifest).c_str());
  }
}

void warn_of(const flows::Manifest& manifest) {
  if (manifest.left_out.empty()) return;
  std::fprintf(stderr,
               "retainwise: Files that rows name could not be copied, because they were missing or "
               "damaged already. Everything else is in the backup.\n");
  for (const flows::LeftOut& each : manifest.left_out)
    std::fprintf(stderr, "  - %s: %s\n", each.key.text().c_str(), each.why.c_str());
  std::fprintf(stderr, "Bring them back from an earlier backup, or delete what names them.\n");
}

}  // namespace

int back_up(const BackupArguments& arguments) {
  ::umask(077);
  const auto done = run(arguments);
  if (!done.ok()) return say(done.error());
  print(arguments, *done);
  warn_of(done->manifest);
  return done->manifest.left_out.empty() ? kExitFine : kExitFailed;
}

void add_backup(CLI::App& app, BackupArguments& arguments, int& code) {
  CLI::App* command = app.add_subcommand(
      "backup", "Copy all rows and files into a folder, beside a running server");
  command->add_option("FOLDER", arguments.folder, "A new folder, or one whose backup was cut off")
      ->required();
  add_data_dir(*command, arguments.settings);
  command->add_flag("--json", arguments.json, "Print one JSON object and nothing else");
  command->add_flag("--quiet", arguments.quiet, "Print nothing but errors");
  command->footer(
      "Not in it: the owner key, settings, and who is signed in. Exits with 1 where a file was "
      "missing or damaged already; it is named, and the rest is in the backup.");
  command->callback([&] { code = back_up(arguments); });
}

}  // namespace retainwise::app
