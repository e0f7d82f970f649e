#pragma once
/// Where the records of a reading lie. Cells are cut from the bytes again whenever they are asked
/// for: 24 bytes a record are kept, not 16 a cell.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/csv/reader.h"

namespace retainwise::csv {

struct Record {
  std::uint64_t start = 0;
  std::uint32_t length = 0;  ///< without the line end
  std::uint32_t line = 0;    ///< 1-based
  std::uint32_t fields = 0;
  bool mended = false;    ///< its cells stand in Source::mended, not in the bytes
  bool doubtful = false;  ///< the table's cells stand in Source::doubtful
  bool simple = false;    ///< its cells are what stands between delimiters outside quotes, a
                          ///< quoted one without its first and last byte
};

struct Reading::Source {
  std::string unpacked;  ///< the whole file where it was packed
  std::string decoded;   ///< the whole file where it was not UTF-8
  bool exact = false;    ///< of a sheet: where cells end is known, so nothing is mended
  bool dotted = false;   ///< its numbers have a dot as decimal sign
  std::string_view text;
  Dialect dialect;
  std::vector<Record> records;                               ///< all records of the file, in order
  std::map<std::uint64_t, std::vector<std::string>> mended;  ///< by Record::start
  /// Rows whose cells do not all belong to their columns: what the table holds of them.
  std::map<std::uint64_t, std::vector<std::string>> doubtful;
  std::vector<std::uint32_t> rows;  ///< the records that are rows of the table

  std::string_view bytes(const Record& record) const {
    return text.substr(record.start, record.length);
  }
  void cells(const Record& record, std::vector<std::string>& cells) const;
};

}  // namespace retainwise::csv
