#include "engine/roles/evidence.h"

#include <algorithm>

#include "base/text.h"

namespace retainwise::roles {

std::string percent(double share) {
  if (share <= 0) return "0%";
  if (share >= 1) return "100%";
  return format_fixed(std::clamp(share * 100, 0.1, 99.9), 1) + "%";
}

std::string quoted(std::string_view text) {
  return "\"" + shortened(text, 60) + "\"";
}

std::string auc_text(double auc) {
  return format_fixed(auc, 3);
}

}  // namespace retainwise::roles
