// report::CustomersFile on any bytes: a refusal or columns of the stated length, never a read
// outside the file and never more memory than the file has bytes for.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "engine/report/customers_file.h"

namespace {

using retainwise::report::CustomersFile;

template <class T>
void expect(const retainwise::Result<std::vector<T>>& values, std::uint64_t count) {
  if (values.ok() && values->size() != count) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using retainwise::Result;
  const auto read = [&](std::uint64_t offset, std::uint64_t length) -> Result<std::string> {
    if (offset > size || length > size - offset) std::abort();
    return std::string(reinterpret_cast<const char*>(bytes) + offset, length);
  };
  const auto file = CustomersFile::open(read, size);
  if (!file.ok()) return 0;
  const std::uint64_t rows = file->rows();
  for (const std::uint64_t first : {std::uint64_t{0}, rows / 2}) {
    const std::uint64_t count = rows - first;
    expect(file->probabilities(first, count), count);
    expect(file->ranks(first, count), count);
    expect(file->states(first, count), count);
    expect(file->levels(first, count), count);
    expect(file->kinds(first, count), count);
    expect(file->folds(first, count), count);
    expect(file->bases(first, count), count);
    expect(file->places(first, count), count);
    expect(file->ids(first, count), count);
    expect(file->contributions(first, count), count * file->inputs().size());
  }
  return 0;
}
