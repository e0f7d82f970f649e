#include <array>

#include "service/store/migrations/migrations.h"

// A model becomes a thing of its own: it has a name and a version, one of a tenant's may be the
// default, and its row outlives its file, because predictions name it. The version before knows
// none of the new columns and leaves them as they are by default.
namespace retainwise::store::migrations {
namespace {

constexpr std::array<std::string_view, 9> kStatements = {
    "alter table models add column name text not null default ''",
    "alter table models add column family text not null default ''",
    "alter table models add column version bigint not null default 1",
    "alter table models add column is_default bigint not null default 0",
    "alter table models add column file_size bigint not null default 0",
    "alter table models add column card_json text not null default ''",
    "alter table models add column deleted_at bigint",
    "create unique index models_default on models (tenant_id) where is_default = 1",
    "create index models_by_family on models (tenant_id, family, id)",
};

}  // namespace

const Migration kModels = {2, "models", kStatements};

}  // namespace retainwise::store::migrations
