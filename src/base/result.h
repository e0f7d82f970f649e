#pragma once
/// A value or the reason why there is none. No exception crosses a room's wall: a function that
/// can fail returns Result<T>, and whoever ignores it gets a compiler error.
#include <cassert>
#include <optional>
#include <utility>
#include <variant>

#include "base/error.h"

namespace retainwise {

template <class T>
class [[nodiscard]] Result {
 public:
  using Value = T;
  Result(T value) : either_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : either_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return either_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() & { return assert(ok()), *std::get_if<0>(&either_); }
  const T& value() const& { return assert(ok()), *std::get_if<0>(&either_); }
  T&& value() && { return assert(ok()), std::move(*std::get_if<0>(&either_)); }
  Error& error() { return assert(!ok()), *std::get_if<1>(&either_); }
  const Error& error() const { return assert(!ok()), *std::get_if<1>(&either_); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Error> either_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  Error& error() { return assert(!ok()), *error_; }
  const Error& error() const { return assert(!ok()), *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace retainwise

#define RW_CONCAT_INNER(a, b) a##b
#define RW_CONCAT(a, b) RW_CONCAT_INNER(a, b)

/// RW_TRY(auto x, f()); declares x from f()'s value, or returns f()'s error.
#define RW_TRY(declaration, expression)                        \
  auto RW_CONCAT(rw_result_, __LINE__) = (expression);         \
  if (!RW_CONCAT(rw_result_, __LINE__).ok())                   \
    return std::move(RW_CONCAT(rw_result_, __LINE__).error()); \
  declaration = std::move(RW_CONCAT(rw_result_, __LINE__)).value()

/// RW_CHECK_OK(f()); returns f()'s error if there is one; for Result<void> and values not needed.
#define RW_CHECK_OK(expression)                               \
  do {                                                        \
    auto rw_result = (expression);                            \
    if (!rw_result.ok()) return std::move(rw_result.error()); \
  } while (false)

/// RW_CO_TRY(auto x, co_await f()); the same in a coroutine. It must be the declaring form: a
/// statement expression around co_await crashes g++ 12.2.
#define RW_CO_TRY(declaration, expression)                        \
  auto RW_CONCAT(rw_result_, __LINE__) = (expression);            \
  if (!RW_CONCAT(rw_result_, __LINE__).ok())                      \
    co_return std::move(RW_CONCAT(rw_result_, __LINE__).error()); \
  declaration = std::move(RW_CONCAT(rw_result_, __LINE__)).value()
