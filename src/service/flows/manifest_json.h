#pragma once
/// What a backup's manifest.json says (docs/formats/backup.md).
#include "service/flows/backup_folder.h"

namespace retainwise::flows {

Json manifest_json(const Manifest& manifest);
/// kBadFile "backup_damaged" or "backup_newer"; `name` is how the file is called in what it says.
Result<Manifest> read_manifest(std::string_view text, const std::string& name);

}  // namespace retainwise::flows
