#include "service/store/migrations/migrations.h"

#include <array>

namespace retainwise::store {

std::span<const Migration> all_migrations() {
  static const std::array<Migration, 1> kAll = {migrations::kFirstTables};
  return kAll;
}

}  // namespace retainwise::store
