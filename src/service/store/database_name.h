#pragma once
/// The database's own name, by which its files are known to be its own (flows/tie_files.h).
#include <string>

#include "service/store/store.h"

namespace retainwise::store {

struct DatabaseName {
  std::string name;   ///< "" where it has none yet
  bool tied = false;  ///< its name was written beside its files, and must be found there
};

Result<DatabaseName> database_name(Session& session);
/// Takes `proposal` unless another process was first; the name that it has now.
Result<DatabaseName> name_database(Session& session, std::string_view proposal);
Result<void> note_tied(Session& session);

}  // namespace retainwise::store
