#include "service/store/backup_rows.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "service/store/session.h"

namespace retainwise::store {
namespace {

struct Backed {
  std::string_view table;
  std::string_view order;  ///< its primary key
  bool numbered = false;   ///< the database numbers its rows
};

constexpr std::array<Backed, 8> kBacked = {{{"tenants", "id"},
                                            {"users", "id", true},
                                            {"memberships", "tenant_id, user_id"},
                                            {"uploads", "id", true},
                                            {"models", "id"},
                                            {"predictions", "id"},
                                            {"idempotency", "tenant_id, route, key"},
                                            {"changes", "number", true}}};

constexpr auto kNames = [] {
  std::array<std::string_view, kBacked.size()> names;
  for (std::size_t i = 0; i < kBacked.size(); ++i) names[i] = kBacked[i].table;
  return names;
}();

enum class Kind { kInteger, kReal, kText };

struct Column {
  std::string name;
  Kind kind = Kind::kText;
};

Result<Backed> backed(std::string_view table) {
  const auto* found = std::find_if(kBacked.begin(), kBacked.end(),
                                   [&](const Backed& each) { return each.table == table; });
  if (found == kBacked.end()) return bug("no backup holds the table " + shortened(table, 80));
  return *found;
}

Kind kind_of(const std::string& type) {
  if (contains(lower(type), "int")) return Kind::kInteger;
  return contains(lower(type), "double") ? Kind::kReal : Kind::kText;
}

Result<std::vector<Column>> columns_of(Session& session, std::string_view table) {
  std::string name, type;
  Statement query(session, session.dialect().columns_of_table());
  query.with("table", table).into(name, type);
  std::vector<Column> columns;
  while (true) {
    RW_TRY(const bool more, query.fetch());
    if (!more) return columns;
    columns.push_back({name, kind_of(type)});
  }
}

/// One value on its way between the database and JSON; SOCI keeps its address.
struct Cell {
  Kind kind = Kind::kText;
  std::string text = {};
  std::int64_t integer = 0;
  double real = 0;
  soci::indicator indicator = soci::i_ok;

  void go_into(Statement& query) {
    if (kind == Kind::kInteger) query.into_nullable(integer, indicator);
    if (kind == Kind::kReal) query.into_nullable(real, indicator);
    if (kind == Kind::kText) query.into_nullable(text, indicator);
  }
  Json json() const {
    if (indicator == soci::i_null) return nullptr;
    if (kind == Kind::kInteger) return integer;
    return kind == Kind::kReal ? number_or_null(real) : Json(text);
  }
};

/// The names stand in the SQL as they are: they are the database's own.
std::string joined(const std::vector<Column>& columns, std::string_view before) {
  std::string out;
  for (const Column& column : columns) {
    if (!out.empty()) out += ", ";
    out.append(before) += column.name;
  }
  return out;
}

Error damaged(std::string_view table, std::string detail) {
  Error error = bad_file(
      "backup_damaged",
      "A row of the backup's table " + shortened(table, 80) + " does not fit this database.",
      "Take another backup, or the program version that made this one.");
  error.detail = std::move(detail);
  return error;
}

/// Of the table's columns, those that are called `names`, in that order.
Result<std::vector<Column>> chosen(Session& session, std::string_view table,
                                   const std::vector<std::string>& names) {
  RW_TRY(const std::vector<Column> all, columns_of(session, table));
  std::vector<Column> columns;
  for (const std::string& name : names) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Column& each) { return each.name == name; });
    if (found == all.end()) return damaged(table, "no column " + shortened(name, 80));
    columns.push_back(*found);
  }
  return columns;
}

bool fits(Kind kind, const Json& value) {
  if (value.is_null()) return true;
  if (kind == Kind::kInteger) return value.is_number_integer();
  return kind == Kind::kReal ? value.is_number() : value.is_string();
}

bool fit(const std::vector<Column>& columns, const Json& row) {
  if (!row.is_array() || row.size() != columns.size()) return false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!fits(columns[i].kind, row[i])) return false;
  }
  return true;
}

void bind(Statement& insert, const Column& column, const Json& value) {
  if (value.is_null()) {
    insert.with_null(column.name);
  } else if (column.kind == Kind::kInteger) {
    insert.with(column.name, value.get<std::int64_t>());
  } else if (column.kind == Kind::kReal) {
    insert.with(column.name, value.get<double>());
  } else {
    insert.with(column.name, value.get_ref<const std::string&>());
  }
}

}  // namespace

std::span<const std::string_view> backed_tables() {
  return kNames;
}

Result<std::vector<std::string>> column_names(Session& session, std::string_view table) {
  RW_TRY(const std::vector<Column> columns, columns_of(session, table));
  std::vector<std::string> names;
  for (const Column& column : columns) names.push_back(column.name);
  return names;
}

Result<std::vector<Json>> rows_of(Session& session, std::string_view table, std::int64_t offset,
                                  int limit) {
  RW_TRY(const Backed of, backed(table));
  RW_TRY(const std::vector<Column> columns, columns_of(session, table));
  std::vector<Cell> cells(columns.size());
  std::string sql = "select " + joined(columns, "") + " from ";
  sql.append(of.table).append(" order by ").append(of.order);
  Statement query(session, sql + " limit :limit offset :offset");
  query.with("limit", limit).with("offset", offset);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i].kind = columns[i].kind;
    cells[i].go_into(query);
  }
  std::vector<Json> rows;
  while (true) {
    RW_TRY(const bool more, query.fetch());
    if (!more) return rows;
    Json& row = rows.emplace_back(Json::array());
    for (const Cell& cell : cells) row.push_back(cell.json());
  }
}

Result<void> add_rows(Session& session, std::string_view table,
                      const std::vector<std::string>& columns, std::span<const Json> rows) {
  RW_TRY(const Backed of, backed(table));
  RW_TRY(const std::vector<Column> into, chosen(session, table, columns));
  std::string sql = "insert into ";
  sql.append(of.table).append(" (").append(joined(into, "")).append(") values (");
  sql.append(joined(into, ":")).append(")");
  for (const Json& row : rows) {
    if (!fit(into, row)) return damaged(table, "its values are not those of its columns");
    Statement insert(session, sql);
    for (std::size_t i = 0; i < into.size(); ++i) bind(insert, into[i], row[i]);
    const auto added = insert.run();
    if (!added.ok() && added.error().code == "constraint")
      return damaged(table, added.error().detail);
    if (!added.ok()) return added.error();
  }
  return {};
}

Result<std::int64_t> last_number(Session& session, std::string_view table) {
  RW_TRY(const Backed of, backed(table));
  std::int64_t number = 0;
  if (!of.numbered) return number;
  Statement query(session, session.dialect().last_number());
  RW_CHECK_OK(query.with("table", of.table).into(number).fetch());
  return number;
}

Result<void> go_on_after(Session& session, std::string_view table, std::int64_t number) {
  RW_TRY(const Backed of, backed(table));
  if (!of.numbered || number <= 0) return {};
  const auto& dialect = session.dialect();
  if (!dialect.begin_numbers().empty())
    RW_CHECK_OK(Statement(session, dialect.begin_numbers()).with("table", of.table).run());
  std::int64_t now = 0;
  Statement go_on(session, dialect.go_on_after());
  go_on.with("table", of.table).with("number", number);
  RW_CHECK_OK(go_on.into(now).fetch());
  return {};
}

Result<bool> has_no_rows(Session& session) {
  for (const std::string_view table : kNames) {
    int there = 0;
    Statement known(session, session.dialect().has_table());
    RW_CHECK_OK(known.with("table", table).into(there).fetch());
    if (there == 0) continue;
    int rows = 0;
    Statement count(session, "select count(*) from (select 1 from " + std::string(table) +
                                 " limit 1) as first");
    RW_CHECK_OK(count.into(rows).fetch());
    if (rows != 0) return false;
  }
  return true;
}

Result<std::int64_t> release_predictions(Session& session) {
  RW_CHECK_OK(Statement(session,
                        "update predictions set published_at = null, run_after = now_ms() "
                        "where status = 'QUEUED'")
                  .run());
  return Statement(session,
                   "update predictions set status = 'QUEUED', stage = '', progress = 0, "
                   "rows_processed = 0, run_after = now_ms(), published_at = null, "
                   "lease_owner = null, lease_expires_at = null, started_at = null, "
                   "updated_at = now_ms() where status = 'PROCESSING'")
      .run();
}

}  // namespace retainwise::store
