#pragma once
/// One store function as one transaction, with its value.
#include <optional>
#include <type_traits>
#include <utility>

#include "service/store/store.h"

namespace retainwise::http {

/// work: Session& → Result<T>.
template <class Work>
std::invoke_result_t<Work&, store::Session&> in_read(store::Store& store, Work work) {
  std::optional<typename std::invoke_result_t<Work&, store::Session&>::Value> value;
  RW_CHECK_OK(store.read([&](store::Session& session) -> Result<void> {
    RW_TRY(value, work(session));
    return {};
  }));
  return std::move(*value);
}

template <class Work>
std::invoke_result_t<Work&, store::Session&> in_write(store::Store& store, Work work) {
  std::optional<typename std::invoke_result_t<Work&, store::Session&>::Value> value;
  RW_CHECK_OK(store.write([&](store::Session& session) -> Result<void> {
    RW_TRY(value, work(session));
    return {};
  }));
  return std::move(*value);
}

}  // namespace retainwise::http
