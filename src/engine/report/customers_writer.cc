#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

#include "engine/report/customers_file.h"
#include "engine/report/customers_layout.h"

namespace retainwise::report {
namespace {

constexpr std::size_t kBlockBytes = 1U << 16U;

/// Gathers small values into larger writes.
class Gathering {
 public:
  explicit Gathering(Sink& sink) : sink_(sink) {}

  template <class T>
  Result<void> put(const T& value) {
    return text({reinterpret_cast<const char*>(&value), sizeof value});
  }
  Result<void> text(std::string_view bytes) {
    buffer_.append(bytes);
    count_ += bytes.size();
    return buffer_.size() >= kBlockBytes ? flush() : Result<void>();
  }
  Result<void> pad() {
    while (count_ % 8 != 0) RW_CHECK_OK(put('\0'));
    return {};
  }
  Result<void> flush() {
    RW_CHECK_OK(sink_.write(buffer_));
    buffer_.clear();
    return {};
  }

 private:
  Sink& sink_;
  std::string buffer_;
  std::uint64_t count_ = 0;
};

struct Ids {
  std::vector<std::uint64_t> offsets = {0};
  std::string text;
};

Ids ids_of(const ScoredFile& file) {
  Ids ids;
  std::vector<std::string> cells;
  for (std::size_t row = 0; row < file.rows(); ++row) {
    if (file.id) {
      file.reading.cells(row, cells);
      ids.text += file.id_of(cells);
    }
    ids.offsets.push_back(ids.text.size());
  }
  return ids;
}

std::uint64_t head_bytes(const ScoredFile& file) {
  std::uint64_t bytes = sizeof(CustomersHead);
  for (const ScoredInput& input : file.inputs) bytes += sizeof(CustomersInput) + input.name.size();
  return padded(bytes);
}

Result<void> put_head(const ScoredFile& file, const WrittenResult& result, const Ids& ids,
                      Gathering& out) {
  CustomersHead head{};
  kCustomersMagic.copy(head.magic, sizeof head.magic);
  head.head_bytes = static_cast<std::uint32_t>(head_bytes(file));
  head.inputs = static_cast<std::uint32_t>(file.inputs.size());
  head.rows = file.rows();
  head.ids_bytes = ids.text.size();
  head.threshold = file.bands.high_from.value_or(std::nan(""));
  head.medium_from = file.bands.medium_from;
  head.own_cells = static_cast<std::uint32_t>(result.own_cells);
  head.delimiter = file.reading.dialect.delimiter;
  head.has_ids = file.id ? 1 : 0;
  head.unit = file.unit() == Unit::kPoints ? 1 : 0;
  head.file_bytes = head.head_bytes;
  for (const std::uint64_t bytes : section_bytes(head.rows, head.inputs, head.ids_bytes)) {
    head.file_bytes += padded(bytes);
  }
  RW_CHECK_OK(out.put(head));
  for (const ScoredInput& input : file.inputs) {
    const std::int64_t place = input.place ? static_cast<std::int64_t>(*input.place) : -1;
    RW_CHECK_OK(out.put(CustomersInput{place, static_cast<std::uint32_t>(input.name.size()), 0}));
    RW_CHECK_OK(out.text(input.name));
  }
  return out.pad();
}

template <class Of>
Result<void> put_rows(std::size_t rows, Gathering& out, Of of) {
  for (std::size_t row = 0; row < rows; ++row) RW_CHECK_OK(out.put(of(row)));
  return out.pad();
}

Result<void> put_contributions(const score::Scores& scores, Gathering& out) {
  for (std::size_t row = 0; row < scores.rows(); ++row) {
    for (const float reason : scores.reasons(row)) RW_CHECK_OK(out.put(reason));
  }
  return out.pad();
}

}  // namespace

Result<void> write_customers(const ScoredFile& file, const score::Scores& scores,
                             const WrittenResult& result, Sink& sink) {
  const std::size_t rows = file.rows();
  const Ids ids = ids_of(file);
  Gathering out(sink);
  RW_CHECK_OK(put_head(file, result, ids, out));
  RW_CHECK_OK(put_rows(rows, out, [&](std::size_t row) { return file.probability[row]; }));
  RW_CHECK_OK(put_rows(rows, out, [&](std::size_t row) { return file.ranks[row]; }));
  RW_CHECK_OK(put_rows(rows, out, [&](std::size_t row) { return file.states[row]; }));
  RW_CHECK_OK(put_rows(rows, out,
                       [&](std::size_t row) { return file.bands.level(file.probability[row]); }));
  RW_CHECK_OK(put_rows(rows, out, [&](std::size_t row) { return file.kinds[row]; }));
  RW_CHECK_OK(put_rows(rows, out, [&](std::size_t row) { return file.folds[row]; }));
  RW_CHECK_OK(put_rows(rows, out, [&](std::size_t row) { return scores.base(row); }));
  RW_CHECK_OK(put_rows(rows, out, [&](std::size_t row) { return result.places[row].offset; }));
  RW_CHECK_OK(put_rows(rows, out, [&](std::size_t row) { return result.places[row].length; }));
  RW_CHECK_OK(put_contributions(scores, out));
  RW_CHECK_OK(put_rows(rows + 1, out, [&](std::size_t row) { return ids.offsets[row]; }));
  RW_CHECK_OK(out.text(ids.text));
  RW_CHECK_OK(out.pad());
  return out.flush();
}

}  // namespace retainwise::report
