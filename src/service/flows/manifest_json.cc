#include "service/flows/manifest_json.h"

#include <algorithm>

namespace retainwise::flows {
namespace {

constexpr int kFormat = 1;
constexpr std::size_t kMostBytes = std::size_t{1} << 30U;

Error damaged(const std::string& name, std::string detail) {
  Error error =
      bad_file("backup_damaged", "The backup is damaged: " + name + " cannot be understood.",
               "Restore from another backup.");
  error.detail = std::move(detail);
  return error;
}

Json file_json(std::string_view key, std::int64_t size, const std::string& sha256) {
  return {{"key", key}, {"size", size}, {"sha256", sha256}};
}

Json table_json(const BackedTable& table) {
  return {{"name", table.name},
          {"rows", table.rows},
          {"last_number", table.last_number},
          {"size", table.size},
          {"sha256", table.sha256}};
}

/// Reads members by type; remembers that one was absent or of another.
class Members {
 public:
  explicit Members(const Json& object) : object_(object), ok_(object.is_object()) {}

  std::string text(const char* name) {
    const Json* found = find(name, [](const Json& value) { return value.is_string(); });
    return found == nullptr ? "" : found->get<std::string>();
  }
  std::int64_t count(const char* name) {
    const Json* found = find(name, [](const Json& value) { return value.is_number_unsigned(); });
    return found == nullptr ? 0 : found->get<std::int64_t>();
  }
  BlobKey key(const char* name) {
    const auto parsed = BlobKey::parse(text(name));
    if (parsed) return *parsed;
    ok_ = false;
    return *BlobKey::parse("none");
  }
  const Json& list(const char* name) {
    static const Json kNone = Json::array();
    const Json* found = find(name, [](const Json& value) { return value.is_array(); });
    return found == nullptr ? kNone : *found;
  }
  bool ok() const { return ok_; }

 private:
  template <class Fits>
  const Json* find(const char* name, const Fits& fits) {
    const auto found = ok_ ? object_.find(name) : object_.end();
    if (ok_ && found != object_.end() && fits(*found)) return &*found;
    ok_ = false;
    return nullptr;
  }

  const Json& object_;
  bool ok_;
};

bool read_tables(const Json& list, std::vector<BackedTable>& out) {
  return std::all_of(list.begin(), list.end(), [&](const Json& each) {
    Members of(each);
    out.push_back({of.text("name"), of.count("rows"), of.count("last_number"), of.count("size"),
                   of.text("sha256")});
    return of.ok() && BlobKey::parse(out.back().name).has_value();
  });
}

bool read_blobs(const Json& list, std::vector<BackedFile>& out) {
  return std::all_of(list.begin(), list.end(), [&](const Json& each) {
    Members of(each);
    out.push_back({of.key("key"), of.count("size"), of.text("sha256")});
    return of.ok() && kept_key(out.back().key).has_value();
  });
}

bool read_left_out(const Json& list, std::vector<LeftOut>& out) {
  return std::all_of(list.begin(), list.end(), [&](const Json& each) {
    Members of(each);
    out.push_back({of.key("key"), of.text("why")});
    return of.ok();
  });
}

}  // namespace

Json manifest_json(const Manifest& manifest) {
  Json tables = Json::array(), blobs = Json::array(), left_out = Json::array();
  for (const BackedTable& each : manifest.tables) tables.push_back(table_json(each));
  for (const BackedFile& each : manifest.blobs)
    blobs.push_back(file_json(each.key.text(), each.size, each.sha256));
  for (const LeftOut& each : manifest.left_out)
    left_out.push_back({{"key", each.key.text()}, {"why", each.why}});
  return {{"retainwise_backup", kFormat},   {"version", manifest.version},
          {"schema", manifest.schema},      {"database", manifest.database},
          {"kind", manifest.kind},          {"made_at", rfc3339(manifest.made_at)},
          {"tables", std::move(tables)},    {"blobs", std::move(blobs)},
          {"left_out", std::move(left_out)}};
}

Result<Manifest> read_manifest(std::string_view text, const std::string& name) {
  const auto json = parse_json(text, {.depth = 8, .bytes = kMostBytes});
  if (!json.ok()) return damaged(name, json.error().what);
  Members of(*json);
  const std::int64_t format = of.count("retainwise_backup");
  if (of.ok() && format > kFormat)
    return bad_file("backup_newer",
                    "A newer version of this program made the backup (" + name + ").",
                    "Restore it with that version.");
  Manifest out;
  out.version = of.text("version");
  out.schema = static_cast<int>(of.count("schema"));
  out.database = of.text("database");
  out.kind = of.text("kind");
  const auto made_at = parse_rfc3339(of.text("made_at"));
  if (!read_tables(of.list("tables"), out.tables) || !read_blobs(of.list("blobs"), out.blobs) ||
      !read_left_out(of.list("left_out"), out.left_out) || !of.ok() || !made_at || out.schema < 1)
    return damaged(name, "a member is missing or of another type");
  out.made_at = *made_at;
  return out;
}

}  // namespace retainwise::flows
