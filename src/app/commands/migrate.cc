#include "app/commands/migrate.h"

#include <sys/stat.h>

#include <cstdio>

#include "app/database.h"
#include "app/exit_code.h"
#include "app/say.h"
#include "base/json.h"
#include "service/store/schema.h"

namespace retainwise::app {
namespace {

struct Migrated {
  int from = 0, to = 0;
  std::string copy = {};  ///< of the database as it was; "" where none was made
};

Result<int> schema_now(const Settings& settings) {
  RW_TRY(const auto store, look_at_store(settings));
  int found = 0;
  RW_CHECK_OK(store->read([&](store::Session& session) -> Result<void> {
    RW_TRY(found, store::found_schema(session));
    return {};
  }));
  return found;
}

Result<Migrated> run(const MigrateArguments& arguments) {
  RW_TRY(const Settings settings, settings_of(arguments.settings));
  Migrated out;
  RW_TRY(out.from, schema_now(settings));
  RW_CHECK_OK(store::refuse_newer_schema(out.from));
  // Also where nothing is to be done: it says whether a server has the database.
  const auto log = telemetry::make_silent_log();
  RW_CHECK_OK(open_store(settings, "", *log, tell_nobody));
  out.to = store::newest_schema();
  if (settings.database_url.empty() && out.from > 0 && out.from < out.to)
    out.copy = database_file(settings) + ".before-" + std::to_string(out.from + 1);
  return out;
}

void print(const Migrated& done) {
  if (done.from == done.to) {
    std::printf("The database has schema %d already: nothing to do.\n", done.to);
    return;
  }
  std::printf("The database's schema went from %d to %d.\n", done.from, done.to);
  if (!done.copy.empty()) std::printf("How it was before: %s\n", done.copy.c_str());
}

}  // namespace

int migrate(const MigrateArguments& arguments) {
  ::umask(077);
  const auto done = run(arguments);
  if (!done.ok()) return say(done.error());
  if (arguments.json) {
    const Json json = {{"from", done->from},
                       {"to", done->to},
                       {"copy", done->copy.empty() ? Json() : Json(done->copy)}};
    std::printf("%s\n", to_text(json).c_str());
  } else {
    print(*done);
  }
  return kExitFine;
}

void add_migrate(CLI::App& app, MigrateArguments& arguments, int& code) {
  CLI::App* command = app.add_subcommand(
      "migrate", "Bring the database's schema to this version (serve does it by itself)");
  add_data_dir(*command, arguments.settings);
  command->add_flag("--json", arguments.json, "Print one JSON object and nothing else");
  command->callback([&] { code = migrate(arguments); });
}

}  // namespace retainwise::app
