#pragma once
/// The steps that made the schema what it is, one file each. A step that was released is never
/// changed; a new one is added, and it must leave the version before able to run beside it.
#include <span>
#include <string_view>

namespace retainwise::store {

struct Migration {
  int version = 0;
  std::string_view name;
  std::span<const std::string_view> statements;  ///< in the room's one SQL; see dialect.h
};

namespace migrations {
extern const Migration kFirstTables;    ///< 0001
extern const Migration kModels;         ///< 0002
extern const Migration kFilesBelong;    ///< 0003
extern const Migration kRemoteMembers;  ///< 0004
}  // namespace migrations

/// All of them, versions 1, 2, 3 …
std::span<const Migration> all_migrations();
/// Those up to `schema`, 1 at least.
std::span<const Migration> migrations_to(int schema);

}  // namespace retainwise::store
