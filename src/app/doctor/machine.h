#pragma once
/// The doctor's look at this machine: settings, data folder, port, disk. Changes nothing.
#include "app/doctor/finding.h"
#include "app/settings.h"

namespace retainwise::app {

Findings look_at_settings(const Settings& settings);
Findings look_at_folder(const Settings& settings);
/// Whether the server answers, or could listen.
Findings look_at_port(const Settings& settings);
Findings look_at_disk(const Settings& settings);

}  // namespace retainwise::app
