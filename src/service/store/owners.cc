#include "service/store/owners.h"

#include "service/store/session.h"

namespace retainwise::store {

Result<bool> owner_is_gone(Session& session, std::string_view owner) {
  const std::string_view sql = session.dialect().owner_is_gone();
  if (sql.empty()) return false;
  int gone = 0;
  Statement query(session, sql);
  RW_CHECK_OK(query.with("owner", owner).into(gone).fetch());
  return gone != 0;
}

}  // namespace retainwise::store
