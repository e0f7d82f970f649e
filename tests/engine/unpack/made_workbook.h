#pragma once
/// Archives and workbooks made byte by byte, right or wrong as a test wants them.
#include <zlib.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/engine/unpack/packing.h"

namespace retainwise::unpack {

struct MadeEntry {
  std::string name;
  std::string text;
  bool deflate = true;
  std::uint16_t flags = 0;
  unsigned method = 0;            ///< 0: by `deflate`
  std::uint32_t said_size = 0;    ///< 0: the true one
  std::uint32_t said_offset = 0;  ///< of the directory; 0: the true one
  std::string local_name = {};    ///< in the entry's own head; "": the same
};

inline std::string little_endian(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i, value >>= 8U) out += static_cast<char>(value & 0xFFU);
  return out;
}

inline std::string made_zip(const std::vector<MadeEntry>& entries) {
  std::string out;
  std::string directory;
  for (const MadeEntry& entry : entries) {
    const std::string bytes = entry.deflate ? deflated(entry.text) : entry.text;
    const auto method = entry.method != 0 ? entry.method : entry.deflate ? 8U : 0U;
    const std::uint64_t size = entry.said_size != 0 ? entry.said_size : entry.text.size();
    const auto checksum =
        ::crc32_z(0, reinterpret_cast<const Bytef*>(entry.text.data()), entry.text.size());
    const std::string facts = little_endian(20, 2) + little_endian(entry.flags, 2) +
                              little_endian(method, 2) + little_endian(0, 4) +
                              little_endian(checksum, 4) + little_endian(bytes.size(), 4) +
                              little_endian(size, 4);
    const std::string& local = entry.local_name.empty() ? entry.name : entry.local_name;
    const std::uint64_t offset = entry.said_offset != 0 ? entry.said_offset : out.size();
    directory += "PK\x01\x02" + little_endian(20, 2) + facts + little_endian(entry.name.size(), 2) +
                 little_endian(0, 12) + little_endian(offset, 4) + entry.name;
    out +=
        "PK\x03\x04" + facts + little_endian(local.size(), 2) + little_endian(0, 2) + local + bytes;
  }
  const std::size_t at = out.size();
  return out + directory + "PK\x05\x06" + little_endian(0, 4) + little_endian(entries.size(), 2) +
         little_endian(entries.size(), 2) + little_endian(directory.size(), 4) +
         little_endian(at, 4) + little_endian(0, 2);
}

inline std::string relations(const std::vector<std::string>& kinds_and_targets) {
  std::string out = "<Relationships>";
  for (std::size_t i = 0; i + 1 < kinds_and_targets.size(); i += 2)
    out += "<Relationship Id=\"r" + std::to_string(i / 2) + "\" Type=\"http://x/" +
           kinds_and_targets[i] + "\" Target=\"" + kinds_and_targets[i + 1] + "\"/>";
  return out + "</Relationships>";
}

/// The parts of a workbook of one sheet whose <sheetData> holds `rows`.
inline std::vector<MadeEntry> made_parts(const std::string& rows, const std::string& rest = "") {
  return {{"_rels/.rels", relations({"officeDocument", "xl/workbook.xml"})},
          {"xl/workbook.xml",
           "<workbook><sheets><sheet name=\"One\" r:id=\"r0\"/></sheets></workbook>"},
          {"xl/_rels/workbook.xml.rels", relations({"worksheet", "worksheets/sheet1.xml"})},
          {"xl/worksheets/sheet1.xml",
           "<worksheet><sheetData>" + rows + "</sheetData>" + rest + "</worksheet>"}};
}

inline std::string made_workbook(const std::string& rows, const std::string& rest = "") {
  return made_zip(made_parts(rows, rest));
}

/// <c> with an inline text.
inline std::string text_cell(const std::string& place, const std::string& text) {
  return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

}  // namespace retainwise::unpack
