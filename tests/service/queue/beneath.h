#pragma once
/// What the queue of the predictions table lies on.
#include <memory>

#include "service/store/store.h"
#include "tests/contract/temporary_directory.h"

namespace retainwise::queue {

struct Beneath {
  test::TemporaryDirectory directory;
  std::unique_ptr<store::Store> store =
      store::open_sqlite({.file = directory.file("retainwise.db")}).value();
};

}  // namespace retainwise::queue
