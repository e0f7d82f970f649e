#pragma once
/// One connection inside one transaction, and the statements that run on it. For this room only.
/// One thread at a time.
#include <soci/soci.h>

#include <concepts>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"
#include "service/store/dialect.h"

namespace retainwise::store {

enum class Access { kRead, kWrite };

/// After a statement failed every later one gives the same error, and the transaction is rolled
/// back: SQLite drops a transaction by itself on a full disk, and what followed would stand alone.
class Session {
 public:
  Session(soci::session& sql, const Dialect& dialect, Access access)
      : sql_(sql), dialect_(dialect), access_(access) {}
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  soci::session& sql() { return sql_; }
  const Dialect& dialect() const { return dialect_; }
  Access access() const { return access_; }

  const std::optional<Error>& failure() const { return failure_; }
  Error fail(Error error);

  /// A row of `changes` was written: listeners are called after the commit.
  void note_change() { changed_ = true; }
  bool changed() const { return changed_; }
  /// This work says how something ended; on a full disk it may use the ballast's room.
  void note_last_state() { last_state_ = true; }
  bool last_state() const { return last_state_; }

 private:
  soci::session& sql_;
  const Dialect& dialect_;
  Access access_;
  std::optional<Error> failure_;
  bool changed_ = false;
  bool last_state_ = false;
};

/// One SQL statement with its values, which it keeps until it ran. `sql` is a constant of this
/// room; whatever comes from outside goes in through with().
class Statement {
 public:
  Statement(Session& session, std::string_view sql)
      : session_(session), sql_(sql), statement_(session.sql()) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// The value of `:name`.
  Statement& with(std::string_view name, std::string_view text);
  Statement& with(std::string_view name, double number);
  template <std::integral Integer>
  Statement& with(std::string_view name, Integer number) {
    return with_integer(name, static_cast<std::int64_t>(number));
  }
  Statement& with_null(std::string_view name);
  template <class Tag>
  Statement& with(std::string_view name, const Uuid<Tag>& id) {
    return with(name, id.text());
  }
  template <class Tag>
  Statement& with(std::string_view name, Number<Tag> id) {
    return with_integer(name, id.value);
  }
  Statement& with(std::string_view name, const BlobKey& key) { return with(name, key.text()); }

  /// Where the next columns go, in order; NULL is not allowed (coalesce in the SQL).
  template <class... Columns>
  Statement& into(Columns&... columns) {
    (statement_.exchange(soci::into(columns)), ...);
    return *this;
  }

  /// The same for one column that may be NULL: `indicator` says it.
  template <class Column>
  Statement& into_nullable(Column& column, soci::indicator& indicator) {
    statement_.exchange(soci::into(column, indicator));
    return *this;
  }

  /// Runs it; the number of rows that it changed.
  Result<std::int64_t> run();
  /// Runs it at the first call; moves the next row into into()'s places, false after the last.
  Result<bool> fetch();

 private:
  Statement& with_integer(std::string_view name, std::int64_t number);
  void start();

  Session& session_;
  std::string sql_;
  // SOCI keeps the values' addresses.
  std::list<std::string> texts_;
  std::list<std::int64_t> integers_;
  std::list<double> reals_;
  soci::indicator null_ = soci::i_null;
  soci::statement statement_;
  bool started_ = false;
};

}  // namespace retainwise::store
