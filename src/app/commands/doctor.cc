#include "app/commands/doctor.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "app/copy_bar.h"
#include "app/database.h"
#include "app/doctor/kept.h"
#include "app/doctor/machine.h"
#include "app/doctor/outside.h"
#include "app/exit_code.h"
#include "app/foundation.h"
#include "app/say.h"

namespace retainwise::app {
namespace {

std::string_view name_of(Verdict verdict) {
  if (verdict == Verdict::kOk) return "ok";
  return verdict == Verdict::kWarning ? "warning" : "failed";
}

std::string database_hint(const Settings& settings, const Error& error) {
  if (!error.hint.empty()) return error.hint;
  if (!settings.database_url.empty()) return "Start it, or correct DATABASE_URL.";
  return kRestoreLast;
}

/// Opens each part by itself: one that is away hides no other.
class Round {
 public:
  Round(const Settings& settings, const DoctorArguments& arguments)
      : settings_(settings),
        depth_(arguments.deep ? flows::Depth::kHashes : flows::Depth::kSizes),
        bar_("Reading", arguments.deep && !arguments.json) {}

  Findings make() {
    add(look_at_settings(settings_));
    add(look_at_folder(settings_));
    add(look_at_port(settings_));
    add(look_at_disk(settings_));
    auto cloud = Cloud::open(settings_, clock_, random_, *log_);
    if (!cloud.ok()) add({failed("settings", cloud.error())});
    kept(cloud.ok() ? cloud->get() : nullptr);
    if (cloud.ok()) add(look_at_queue(cloud->get(), settings_, *counters_));
    add(look_at_identity(settings_));
    return std::move(findings_);
  }

 private:
  void add(Findings more) {
    for (Finding& each : more) findings_.push_back(std::move(each));
  }

  void kept(Cloud* cloud) {
    const auto store = look_at_store(settings_);
    bool readable = false;
    if (store.ok()) {
      add(look_at_database(**store, clock_, depth_, readable));
    } else if (store.error().kind == ErrorKind::kNotFound) {
      add({warning("database", store.error().what, store.error().hint)});
    } else {
      add({failed("database", store.error(), database_hint(settings_, store.error()))});
    }
    if (!settings_.bucket.empty() && cloud == nullptr) return;  // said already
    const auto blobs = look_at_blobs(settings_, cloud);
    if (!blobs.ok()) {
      // Without a database there is nothing that could be missing.
      if (readable || blobs.error().kind != ErrorKind::kNotFound)
        add({failed("files", blobs.error(), "Name the server's data folder with --data-dir.")});
      return;
    }
    add(look_at_bucket(settings_, **blobs, random_));
    if (readable) add(look_at_files(**store, **blobs, depth_, bar_.shown()));
  }

  const Settings& settings_;
  const flows::Depth depth_;
  CopyBar bar_;
  SystemClock clock_;
  SystemRandom random_;
  std::unique_ptr<telemetry::Log> log_ = telemetry::make_silent_log();
  std::unique_ptr<telemetry::Counters> counters_ = telemetry::make_counters();
  Findings findings_;
};

Findings examine(const DoctorArguments& arguments) {
  const auto settings = settings_of(arguments.settings);
  if (!settings.ok()) return {failed("settings", settings.error())};
  return Round(*settings, arguments).make();
}

bool healthy(const Findings& findings) {
  return std::none_of(findings.begin(), findings.end(),
                      [](const Finding& each) { return each.verdict == Verdict::kFailed; });
}

void print_json(const Findings& findings) {
  Json checks = Json::array();
  for (const Finding& each : findings)
    checks.push_back({{"check", each.check},
                      {"status", name_of(each.verdict)},
                      {"what", each.what},
                      {"hint", each.hint}});
  const Json json = {{"healthy", healthy(findings)}, {"checks", std::move(checks)}};
  std::printf("%s\n", to_text(json).c_str());
}

void print(const Findings& findings) {
  const bool colours = colours_on(STDOUT_FILENO);
  constexpr const char* kColours[] = {"\x1b[32m", "\x1b[33m", "\x1b[31m"};
  for (const Finding& each : findings) {
    const std::string status(name_of(each.verdict));
    std::printf("%s%-7s%s  %-11s  %s\n", colours ? kColours[static_cast<int>(each.verdict)] : "",
                status.c_str(), colours ? "\x1b[0m" : "", each.check.c_str(), each.what.c_str());
    if (!each.hint.empty()) std::printf("%22s%s\n", "", each.hint.c_str());
  }
}

}  // namespace

int doctor(const DoctorArguments& arguments) {
  const Findings findings = examine(arguments);
  if (arguments.json) {
    print_json(findings);
  } else {
    print(findings);
  }
  return healthy(findings) ? kExitFine : kExitFailed;
}

void add_doctor(CLI::App& app, DoctorArguments& arguments, int& code) {
  CLI::App* command = app.add_subcommand("doctor", "Find what is wrong, and say what mends it");
  add_data_dir(*command, arguments.settings);
  command->add_option("--listen", arguments.settings.listen,
                      "HOST:PORT that the server listens on");
  command->add_flag("--deep", arguments.deep, "Read every file and the whole database as well");
  command->add_flag("--json", arguments.json, "Print one JSON object and nothing else");
  command->footer("Give it the settings of the server. Exits with 1 where something failed.");
  command->callback([&] { code = doctor(arguments); });
}

}  // namespace retainwise::app
