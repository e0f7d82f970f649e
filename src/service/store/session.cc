#include "service/store/session.h"

namespace retainwise::store {

Error Session::fail(Error error) {
  if (!failure_) failure_ = std::move(error);
  return *failure_;
}

Statement& Statement::with(std::string_view name, std::string_view text) {
  Value& value = values_.emplace_back();
  value.name = name;
  value.text = text;
  value.type = Value::Type::kText;
  return *this;
}

Statement& Statement::with(std::string_view name, double number) {
  Value& value = values_.emplace_back();
  value.name = name;
  value.real = number;
  value.type = Value::Type::kReal;
  return *this;
}

Statement& Statement::with_integer(std::string_view name, std::int64_t number) {
  Value& value = values_.emplace_back();
  value.name = name;
  value.integer = number;
  value.type = Value::Type::kInteger;
  return *this;
}

void Statement::start() {
  soci::statement& statement = statement_.emplace(session_.sql());
  for (const auto& into : intos_) statement.exchange(into);
  intos_.clear();
  for (Value& value : values_) {
    switch (value.type) {
      case Value::Type::kText: statement.exchange(soci::use(value.text, value.name)); break;
      case Value::Type::kInteger: statement.exchange(soci::use(value.integer, value.name)); break;
      case Value::Type::kReal: statement.exchange(soci::use(value.real, value.name)); break;
    }
  }
  statement.alloc();
  statement.prepare(session_.dialect().translate(sql_));
  statement.define_and_bind();
}

Result<std::int64_t> Statement::run() {
  if (session_.failure()) return *session_.failure();
  try {
    start();
    statement_->execute(true);
    const std::int64_t changed = statement_->get_affected_rows();
    statement_.reset();
    return changed;
  } catch (const soci::soci_error& error) {
    statement_.reset();
    return session_.fail(session_.dialect().error_of(error));
  }
}

Result<bool> Statement::fetch() {
  if (session_.failure()) return *session_.failure();
  try {
    if (!statement_) {
      start();
      statement_->execute();
    }
    if (statement_->fetch()) return true;
    statement_.reset();
    return false;
  } catch (const soci::soci_error& error) {
    statement_.reset();
    return session_.fail(session_.dialect().error_of(error));
  }
}

}  // namespace retainwise::store
