/// The room's tests; `test_engine_csv --rewrite-cases` writes the expectations of tests/cases/csv
/// anew instead.
#include <gtest/gtest.h>

#include <string_view>

#include "tests/engine/csv/cases.h"

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--rewrite-cases") {
    retainwise::csv::rewrite_cases();
    return 0;
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
