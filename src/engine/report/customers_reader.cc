#include <cmath>
#include <cstring>

#include "engine/report/customers_file.h"
#include "engine/report/customers_layout.h"

namespace retainwise::report {
namespace {

Error damaged(const std::string& what) {
  return bug("customers file: " + what);
}

Result<std::string> read_exactly(const CustomersFile::Read& read, std::uint64_t offset,
                                 std::uint64_t length) {
  RW_TRY(std::string bytes, read(offset, length));
  if (bytes.size() != length) return damaged("a range came back short");
  return bytes;
}

template <class T>
T value_at(std::string_view bytes, std::size_t offset) {
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

bool is_probability(double value) {
  return value >= 0 && value <= 1;
}

Result<void> check(const CustomersHead& head, std::uint64_t size) {
  if (std::string_view(head.magic, sizeof head.magic) != kCustomersMagic)
    return damaged("another magic");
  if (head.rows > kMostRows || head.inputs > kMostInputs || head.ids_bytes > kMostIdsBytes)
    return damaged("beyond its limits");
  if (head.head_bytes < sizeof head || head.head_bytes > kMostHeadBytes || head.head_bytes % 8 != 0)
    return damaged("a wrong head length");
  const bool threshold = std::isnan(head.threshold) || is_probability(head.threshold);
  if (!threshold || !is_probability(head.medium_from) || head.has_ids > 1 || head.unit > 1)
    return damaged("a wrong head");
  std::uint64_t bytes = head.head_bytes;
  for (const std::uint64_t section : section_bytes(head.rows, head.inputs, head.ids_bytes)) {
    bytes += padded(section);
  }
  if (bytes != head.file_bytes || bytes != size) return damaged("another length");
  return {};
}

Result<std::vector<CustomersFile::Input>> inputs_of(std::string_view bytes, std::uint32_t count,
                                                    std::uint32_t own_cells) {
  std::vector<CustomersFile::Input> inputs;
  std::size_t at = sizeof(CustomersHead);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (bytes.size() - at < sizeof(CustomersInput)) return damaged("an input beyond the head");
    const auto entry = value_at<CustomersInput>(bytes, at);
    at += sizeof entry;
    if (bytes.size() - at < entry.name_bytes) return damaged("a name beyond the head");
    if (entry.place < -1 || entry.place >= static_cast<std::int64_t>(own_cells))
      return damaged("an input beyond the record");
    inputs.push_back({std::string(bytes.substr(at, entry.name_bytes)), entry.place});
    at += entry.name_bytes;
  }
  return inputs;
}

}  // namespace

Result<CustomersFile> CustomersFile::open(Read read, std::uint64_t size) {
  if (size < sizeof(CustomersHead)) return damaged("too short");
  RW_TRY(const std::string start, read_exactly(read, 0, sizeof(CustomersHead)));
  const auto head = value_at<CustomersHead>(start, 0);
  RW_CHECK_OK(check(head, size));
  RW_TRY(const std::string bytes, read_exactly(read, 0, head.head_bytes));
  CustomersFile out;
  RW_TRY(out.inputs_, inputs_of(bytes, head.inputs, head.own_cells));
  out.read_ = std::move(read);
  out.rows_ = head.rows;
  out.delimiter_ = head.delimiter;
  out.own_cells_ = head.own_cells;
  out.has_ids_ = head.has_ids == 1;
  out.unit_ = head.unit == 1 ? Unit::kPoints : Unit::kLogOdds;
  if (!std::isnan(head.threshold)) out.threshold_ = head.threshold;
  out.medium_from_ = head.medium_from;
  out.ids_bytes_ = head.ids_bytes;
  std::uint64_t begin = head.head_bytes;
  for (const std::uint64_t section : section_bytes(head.rows, head.inputs, head.ids_bytes)) {
    out.sections_.push_back(begin);
    begin += padded(section);
  }
  return out;
}

Result<void> CustomersFile::check_rows(std::uint64_t first, std::uint64_t count) const {
  if (first > rows_ || count > rows_ - first) return damaged("rows that it does not have");
  return {};
}

template <class T>
Result<std::vector<T>> CustomersFile::numbers(std::size_t section, std::uint64_t first,
                                              std::uint64_t count) const {
  std::vector<T> out;
  if (count == 0) return out;
  RW_TRY(const std::string bytes,
         read_exactly(read_, sections_[section] + first * sizeof(T), count * sizeof(T)));
  out.resize(count);
  std::memcpy(out.data(), bytes.data(), bytes.size());
  return out;
}

template <class Enum>
Result<std::vector<Enum>> CustomersFile::enums(std::size_t section, Enum last, std::uint64_t first,
                                               std::uint64_t count) const {
  RW_CHECK_OK(check_rows(first, count));
  RW_TRY(const std::vector<std::uint8_t> bytes, numbers<std::uint8_t>(section, first, count));
  std::vector<Enum> out;
  for (const std::uint8_t byte : bytes) {
    if (byte > static_cast<std::uint8_t>(last)) return damaged("an unknown value");
    out.push_back(static_cast<Enum>(byte));
  }
  return out;
}

Result<std::vector<double>> CustomersFile::probabilities(std::uint64_t first,
                                                         std::uint64_t count) const {
  RW_CHECK_OK(check_rows(first, count));
  RW_TRY(std::vector<double> out, numbers<double>(kProbability, first, count));
  for (const double value : out) {
    if (!is_probability(value)) return damaged("no probability");
  }
  return out;
}

Result<std::vector<std::uint32_t>> CustomersFile::ranks(std::uint64_t first,
                                                        std::uint64_t count) const {
  RW_CHECK_OK(check_rows(first, count));
  return numbers<std::uint32_t>(kRank, first, count);
}

Result<std::vector<roles::State>> CustomersFile::states(std::uint64_t first,
                                                        std::uint64_t count) const {
  return enums(kState, roles::State::kUnknown, first, count);
}

Result<std::vector<RiskLevel>> CustomersFile::levels(std::uint64_t first,
                                                     std::uint64_t count) const {
  return enums(kLevel, RiskLevel::kHigh, first, count);
}

Result<std::vector<ScoreKind>> CustomersFile::kinds(std::uint64_t first,
                                                    std::uint64_t count) const {
  return enums(kKind, ScoreKind::kStarter, first, count);
}

Result<std::vector<std::uint8_t>> CustomersFile::folds(std::uint64_t first,
                                                       std::uint64_t count) const {
  RW_CHECK_OK(check_rows(first, count));
  return numbers<std::uint8_t>(kFold, first, count);
}

Result<std::vector<float>> CustomersFile::bases(std::uint64_t first, std::uint64_t count) const {
  RW_CHECK_OK(check_rows(first, count));
  return numbers<float>(kBase, first, count);
}

Result<std::vector<RowPlace>> CustomersFile::places(std::uint64_t first,
                                                    std::uint64_t count) const {
  RW_CHECK_OK(check_rows(first, count));
  RW_TRY(const auto offsets, numbers<std::uint64_t>(kRecordOffset, first, count));
  RW_TRY(const auto lengths, numbers<std::uint32_t>(kRecordLength, first, count));
  std::vector<RowPlace> out;
  for (std::size_t i = 0; i < offsets.size(); ++i) out.push_back({offsets[i], lengths[i]});
  return out;
}

Result<std::vector<float>> CustomersFile::contributions(std::uint64_t first,
                                                        std::uint64_t count) const {
  RW_CHECK_OK(check_rows(first, count));
  return numbers<float>(kContributions, first * inputs_.size(), count * inputs_.size());
}

Result<std::vector<std::string>> CustomersFile::ids(std::uint64_t first,
                                                    std::uint64_t count) const {
  RW_CHECK_OK(check_rows(first, count));
  RW_TRY(const auto offsets, numbers<std::uint64_t>(kIdOffset, first, count + 1));
  std::uint64_t before = offsets.front();
  for (const std::uint64_t offset : offsets) {
    if (offset < before || offset > ids_bytes_) return damaged("an identifier out of place");
    before = offset;
  }
  std::string text;
  if (offsets.back() > offsets.front()) {
    RW_TRY(text, read_exactly(read_, sections_[kIds] + offsets.front(),
                              offsets.back() - offsets.front()));
  }
  std::vector<std::string> out;
  for (std::size_t i = 0; i + 1 < offsets.size(); ++i) {
    out.push_back(text.substr(offsets[i] - offsets.front(), offsets[i + 1] - offsets[i]));
  }
  return out;
}

}  // namespace retainwise::report
