#include "engine/csv/notes.h"

#include <algorithm>

namespace retainwise::csv {

void Notes::add(Message message) {
  if (++counts_[message.code] <= kEach) messages_.push_back(std::move(message));
}

std::vector<Message> Notes::take() {
  for (const auto& [code, count] : counts_) {
    if (count <= kEach) continue;
    Message more;
    more.code = code;
    more.message = std::to_string(count) + " places in all; the first " + std::to_string(kEach) +
                   " are listed.";
    messages_.push_back(std::move(more));
  }
  std::stable_sort(messages_.begin(), messages_.end(), [](const Message& a, const Message& b) {
    return a.row.value_or(0) < b.row.value_or(0);
  });
  return std::move(messages_);
}

}  // namespace retainwise::csv
