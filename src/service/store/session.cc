#include "service/store/session.h"

namespace retainwise::store {

Error Session::fail(Error error) {
  if (!failure_) failure_ = std::move(error);
  return *failure_;
}

Statement& Statement::with(std::string_view name, std::string_view text) {
  statement_.exchange(soci::use(texts_.emplace_back(text), std::string(name)));
  return *this;
}

Statement& Statement::with(std::string_view name, double number) {
  statement_.exchange(soci::use(reals_.emplace_back(number), std::string(name)));
  return *this;
}

Statement& Statement::with_null(std::string_view name) {
  statement_.exchange(soci::use(texts_.emplace_back(), null_, std::string(name)));
  return *this;
}

Statement& Statement::with_integer(std::string_view name, std::int64_t number) {
  statement_.exchange(soci::use(integers_.emplace_back(number), std::string(name)));
  return *this;
}

void Statement::start() {
  statement_.alloc();
  statement_.prepare(session_.dialect().translate(sql_), soci::details::st_one_time_query);
  statement_.define_and_bind();
  started_ = true;
}

Result<std::int64_t> Statement::run() {
  if (session_.failure()) return *session_.failure();
  try {
    start();
    statement_.execute(true);
    const std::int64_t changed = statement_.get_affected_rows();
    statement_.clean_up();
    return changed;
  } catch (const soci::soci_error& error) {
    return session_.fail(session_.dialect().error_of(error));
  }
}

Result<bool> Statement::fetch() {
  if (session_.failure()) return *session_.failure();
  try {
    if (!started_) {
      start();
      statement_.execute();
    }
    if (statement_.fetch()) return true;
    statement_.clean_up();
    return false;
  } catch (const soci::soci_error& error) {
    return session_.fail(session_.dialect().error_of(error));
  }
}

}  // namespace retainwise::store
