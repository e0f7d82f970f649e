#pragma once
/// What backup and restore say of a backup, to a person and to a program.
#include <string>

#include "base/json.h"
#include "service/flows/backup_folder.h"

namespace retainwise::app {

/// "3 uploads, 5 predictions and 2 models; 14 files, 1.2 MB".
std::string backup_in_words(const flows::Manifest& manifest);
/// Version, schema, database, made_at, rows by table, files, bytes, left_out.
Json backup_json(const flows::Manifest& manifest);

}  // namespace retainwise::app
