#include <array>

#include "service/store/migrations/migrations.h"

// A database gets a name of its own, which is also written beside its files, so that rows and files
// of different places are never taken for each other's.
namespace retainwise::store::migrations {
namespace {

constexpr std::array<std::string_view, 1> kStatements = {
    R"(create table database_name (
  id bigint primary key check (id = 1),
  name text not null,
  tied bigint not null default 0,
  created_at bigint not null))",
};

}  // namespace

const Migration kFilesBelong = {3, "files belong", kStatements};

}  // namespace retainwise::store::migrations
