#pragma once
/// Shares and texts as the receipts write them.
#include <string>
#include <string_view>

namespace retainwise::roles {

/// 0.26536 → "26.5%"; "100%" and "0%" only where it is exactly so.
std::string percent(double share);
/// A cell's text in quotes, cut to 60 characters.
std::string quoted(std::string_view text);
/// .99234 → "0.992".
std::string auc_text(double auc);

}  // namespace retainwise::roles
