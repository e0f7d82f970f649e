#pragma once
/// Rule 8: which record is the header, by contrast with what stands below it.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace retainwise::csv {

enum class CellKind : unsigned char { kEmpty, kNumber, kDate, kText };
CellKind kind_of(std::string_view cell);

using Row = std::vector<std::string>;

/// > 0: `candidate` names the columns of `body` (some of the records below it, trimmed or not).
double header_score(const Row& candidate, const std::vector<Row>& body);

/// Two rows that name the columns together ("Money", "" over "Monthly", "Yearly"): the joined
/// names; nullopt where `second` is no second row of a header.
std::optional<Row> joined_header(const Row& first, const Row& second, const std::vector<Row>& body);

}  // namespace retainwise::csv
