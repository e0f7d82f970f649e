#pragma once
/// Collects what is worth telling about a file. Of one code the first kEach are told one by one and
/// the rest as a number, so that a wholly damaged file does not answer with a message a row.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/csv/reader.h"

namespace retainwise::csv {

class Notes {
 public:
  static constexpr std::int64_t kEach = 100;
  void add(Message message);
  /// In order of the file's lines, messages about the whole file first.
  std::vector<Message> take();

 private:
  std::vector<Message> messages_;
  std::map<std::string, std::int64_t, std::less<>> counts_;
};

}  // namespace retainwise::csv
