#include "service/store/migrations/migrations.h"

#include <array>

namespace retainwise::store {

std::span<const Migration> all_migrations() {
  static const std::array<Migration, 4> kAll = {migrations::kFirstTables, migrations::kModels,
                                                migrations::kFilesBelong,
                                                migrations::kRemoteMembers};
  return kAll;
}

}  // namespace retainwise::store
