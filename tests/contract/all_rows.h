#pragma once
/// Everything that a backup holds of a store, and a store that holds something of everything.
#include <algorithm>
#include <map>

#include "service/store/backup_rows.h"
#include "service/store/models.h"
#include "tests/contract/store_contract.h"

namespace retainwise::store {

/// All rows of a store, as a backup holds them.
struct AllRows {
  std::map<std::string, std::vector<std::string>> columns = {};
  std::map<std::string, std::vector<Json>> rows = {};
  std::map<std::string, std::int64_t> last_numbers = {};
  bool operator==(const AllRows&) const = default;
};

inline Result<AllRows> all_rows(Session& session, int at_once = 2) {
  AllRows out;
  for (const std::string_view table : backed_tables()) {
    const std::string name(table);
    RW_TRY(out.columns[name], column_names(session, table));
    std::vector<Json>& rows = out.rows[name];
    while (true) {
      RW_TRY(const auto page,
             rows_of(session, table, static_cast<std::int64_t>(rows.size()), at_once));
      rows.insert(rows.end(), page.begin(), page.end());
      if (page.size() < static_cast<std::size_t>(at_once)) break;
    }
    RW_TRY(out.last_numbers[name], last_number(session, table));
  }
  return out;
}

inline Result<bool> put_all(Session& session, const AllRows& all) {
  for (const std::string_view table : backed_tables()) {
    const std::string name(table);
    RW_CHECK_OK(add_rows(session, table, all.columns.at(name), all.rows.at(name)));
    RW_CHECK_OK(go_on_after(session, table, all.last_numbers.at(name)));
  }
  return true;
}

class FilledStore : public StoreContract {
 protected:
  /// Rows of every kind, with nulls and with text that needs care.
  Membership fill() {
    const Membership by = member();
    const Prediction done = prediction(by, upload(by, "Kündigungen 'März' \"\\\n.csv"));
    Finished finished = StoreContract::finished();
    finished.model = StoredModel{fresh_id<ModelId>(), by.tenant, done.id, fresh_key(), "c0ffee"};
    finished.model->file_size = 77;
    EXPECT_TRUE(finish(done, claim()->prediction.fence, finished));
    prediction(by);
    EXPECT_TRUE(claim().has_value());  // one that runs
    prediction(by);                    // and one that waits
    return by;
  }
  AllRows everything() {
    return read([](Session& session) { return all_rows(session); }).value();
  }
};

}  // namespace retainwise::store
