#include "service/store/migrations/migrations.h"

#include <algorithm>
#include <array>

namespace retainwise::store {

std::span<const Migration> all_migrations() {
  static const std::array<Migration, 4> kAll = {migrations::kFirstTables, migrations::kModels,
                                                migrations::kFilesBelong,
                                                migrations::kRemoteMembers};
  return kAll;
}

std::span<const Migration> migrations_to(int schema) {
  const auto all = all_migrations();
  const auto most = static_cast<int>(all.size());
  return all.first(static_cast<std::size_t>(std::clamp(schema, 1, most)));
}

}  // namespace retainwise::store
