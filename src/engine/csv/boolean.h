#pragma once
/// Rule 16: yes and no in the languages of the product.
#include <optional>
#include <string_view>
#include <vector>

namespace retainwise::csv {

/// True or false for every text, where all of them are the two words of one pair (both there, or
/// one of them if it is longer than a letter); nullopt otherwise. Upper and lower case are the
/// same.
std::optional<std::vector<bool>> truths(const std::vector<std::string_view>& texts);

}  // namespace retainwise::csv
