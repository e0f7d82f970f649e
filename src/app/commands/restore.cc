#include "app/commands/restore.h"

#include <sys/stat.h>

#include <cstdio>
#include <optional>

#include "app/backup_text.h"
#include "app/copy_bar.h"
#include "app/data_folder.h"
#include "app/database.h"
#include "app/exit_code.h"
#include "app/foundation.h"
#include "app/say.h"
#include "base/text.h"
#include "service/flows/restore.h"
#include "service/store/file_lock.h"
#include "service/store/schema.h"

namespace retainwise::app {
namespace {

struct Restored {
  flows::Manifest manifest;
  flows::RestoreDone done;
};

Result<void> refuse_newer(const flows::Manifest& manifest) {
  if (manifest.schema <= store::newest_schema()) return {};
  return conflict("schema_newer",
                  "The backup was made by a newer version of this program (" + manifest.version +
                      ", schema " + std::to_string(manifest.schema) + "; this one knows " +
                      std::to_string(store::newest_schema()) + ").",
                  "Restore it with that version.");
}

/// What cannot be found yet is as good as empty.
template <class T>
Result<std::unique_ptr<T>> if_there(Result<std::unique_ptr<T>> opened) {
  if (!opened.ok() && opened.error().kind == ErrorKind::kNotFound) return std::unique_ptr<T>();
  return opened;
}

/// Before anything is made: a place that is in use must stay as it is, to its schema.
Result<void> check_place(const Settings& settings, const flows::Manifest& manifest) {
  const auto log = telemetry::make_silent_log();
  SystemClock clock;
  SystemRandom random;
  RW_TRY(const auto store, if_there(look_at_store(settings)));
  RW_TRY(const auto cloud, Cloud::open(settings, clock, random, *log));
  RW_TRY(const auto blobs, if_there(look_at_blobs(settings, cloud.get())));
  return flows::check_room(store.get(), blobs.get(), manifest);
}

/// The lock of a data folder whose rows lie elsewhere; a database in it has its own.
Result<std::optional<store::FileLock>> lock_folder(const Settings& settings) {
  if (!settings.database_url.empty() && !settings.bucket.empty())
    return std::optional<store::FileLock>();
  RW_CHECK_OK(make_data_folder(settings.data_dir));
  if (settings.database_url.empty()) return std::optional<store::FileLock>();
  RW_TRY(auto lock, store::FileLock::take(database_file(settings) + ".lock"));
  return std::optional(std::move(lock));
}

Result<flows::RestoreDone> fill(const Settings& settings, flows::BackupFolder& folder,
                                const flows::Manifest& manifest, const flows::OnCopy& on_copy) {
  RW_TRY(const auto place, Foundation::open_to_fill(settings, manifest.schema));
  return flows::restore(place->services(), folder, manifest, on_copy);
}

Result<Restored> run(const RestoreArguments& arguments) {
  RW_TRY(Settings settings, settings_of(arguments.settings));
  settings.log_level = telemetry::Level::kError;
  const bool shown = !arguments.quiet && !arguments.json;
  RW_TRY(auto folder, flows::BackupFolder::open(arguments.folder));
  CopyBar checking("Checking", shown);
  RW_TRY(flows::Manifest manifest, flows::check_backup(folder, checking.shown()));
  RW_CHECK_OK(refuse_newer(manifest));
  RW_CHECK_OK(check_place(settings, manifest));
  RW_TRY(const auto lock, lock_folder(settings));
  CopyBar copying("Restoring", shown);
  RW_TRY(const auto done, fill(settings, folder, manifest, copying.shown()));
  if (manifest.schema < store::newest_schema()) {
    const auto log = telemetry::make_silent_log();
    RW_CHECK_OK(open_store(settings, "", *log, tell_nobody));
  }
  return Restored{std::move(manifest), done};
}

void print(const RestoreArguments& arguments, const Restored& restored) {
  const flows::RestoreDone& done = restored.done;
  if (arguments.json) {
    Json json = {{"folder", arguments.folder}};
    json.update(backup_json(restored.manifest));
    json["requeued"] = done.requeued;
    std::printf("%s\n", to_text(json).c_str());
    return;
  }
  if (arguments.quiet) return;
  std::printf("Restored from %s (of %s): %s.\n", arguments.folder.c_str(),
              rfc3339(restored.manifest.made_at).c_str(),
              backup_in_words(restored.manifest).c_str());
  if (done.requeued > 0)
    std::printf("Predictions that ran when the backup was taken run again: %s.\n",
                with_commas(done.requeued).c_str());
  std::printf(
      "Start it: `retainwise serve` with the same settings. It makes a new owner key where "
      "there is none.\n");
}

}  // namespace

int restore(const RestoreArguments& arguments) {
  ::umask(077);
  const auto restored = run(arguments);
  if (!restored.ok()) return say(restored.error());
  print(arguments, *restored);
  return kExitFine;
}

void add_restore(CLI::App& app, RestoreArguments& arguments, int& code) {
  CLI::App* command =
      app.add_subcommand("restore", "Make database and files from a backup, in an empty place");
  command->add_option("FOLDER", arguments.folder, "What `retainwise backup` wrote")->required();
  add_data_dir(*command, arguments.settings);
  command->add_flag("--json", arguments.json, "Print one JSON object and nothing else");
  command->add_flag("--quiet", arguments.quiet, "Print nothing but errors");
  command->footer(
      "Every file of the backup is checked before anything is written. One that was cut off goes "
      "on when it is called again.");
  command->callback([&] { code = restore(arguments); });
}

}  // namespace retainwise::app
