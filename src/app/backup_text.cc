#include "app/backup_text.h"

#include "app/copy_bar.h"
#include "base/text.h"

namespace retainwise::app {

std::string backup_in_words(const flows::Manifest& manifest) {
  return counted(manifest.rows_of("uploads"), "upload", "uploads") + ", " +
         counted(manifest.rows_of("predictions"), "prediction", "predictions") + " and " +
         counted(manifest.rows_of("models"), "model", "models") + "; " +
         counted(manifest.blobs.size(), "file", "files") + ", " + in_megabytes(manifest.bytes());
}

Json backup_json(const flows::Manifest& manifest) {
  Json rows = Json::object(), left_out = Json::array();
  for (const flows::BackedTable& table : manifest.tables) rows[table.name] = table.rows;
  for (const flows::LeftOut& each : manifest.left_out)
    left_out.push_back({{"key", each.key.text()}, {"why", each.why}});
  return {{"version", manifest.version},          {"schema", manifest.schema},
          {"database", manifest.database},        {"kind", manifest.kind},
          {"made_at", rfc3339(manifest.made_at)}, {"rows", std::move(rows)},
          {"files", manifest.blobs.size()},       {"bytes", manifest.bytes()},
          {"left_out", std::move(left_out)}};
}

}  // namespace retainwise::app
