#include "engine/csv/container.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "base/text.h"
#include "engine/unpack/gzip.h"

namespace retainwise::csv {
namespace {

using std::string_view_literals::operator""sv;

struct Magic {
  std::string_view bytes;
  std::string_view what;
  std::string_view hint;
};

constexpr std::string_view kSaveAsCsv =
    "Open it in your spreadsheet program and save the sheet with the customers as CSV (UTF-8).";
constexpr std::string_view kExportAsCsv = "Export the customers as CSV and upload that file.";
constexpr std::string_view kUnpack = "Unpack it and upload the CSV file inside.";

constexpr std::array kMagics = {
    Magic{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old Excel workbook (XLS)", kSaveAsCsv},
    Magic{"\x1F\x8B"sv, "a gzip archive", kUnpack},
    Magic{"\x1F\x9D"sv, "a compress archive (.Z)", kUnpack},
    Magic{"BZh"sv, "a bzip2 archive", kUnpack},
    Magic{"\xFD"
          "7zXZ\0"sv,
          "an xz archive", kUnpack},
    Magic{"\x28\xB5\x2F\xFD"sv, "a Zstandard archive", kUnpack},
    Magic{"7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive", kUnpack},
    Magic{"Rar!\x1A\x07"sv, "a RAR archive", kUnpack},
    Magic{"%PDF-"sv, "a PDF document", kExportAsCsv},
    Magic{"\x89PNG\r\n\x1A\n"sv, "a PNG picture", kExportAsCsv},
    Magic{"\xFF\xD8\xFF"sv, "a JPEG picture", kExportAsCsv},
    Magic{"GIF8"sv, "a GIF picture", kExportAsCsv},
    Magic{"PAR1"sv, "a Parquet file", kExportAsCsv},
    Magic{"ORC"
          "\n\x0B"sv,
          "an ORC file", kExportAsCsv},
    Magic{"Obj\x01"sv, "an Avro file", kExportAsCsv},
    Magic{"ARROW1\0"sv, "an Arrow file", kExportAsCsv},
    Magic{"SQLite format 3\0"sv, "an SQLite database", kExportAsCsv},
    Magic{"\x7F"
          "ELF"sv,
          "a program", kExportAsCsv},
    Magic{"MZ\x90\0"sv, "a program", kExportAsCsv},
    Magic{"{\\rtf"sv, "a rich text document", kExportAsCsv},
    Magic{"$FL2@(#)"sv, "an SPSS file", kExportAsCsv},
};

/// How a refusal begins.
constexpr std::string_view kFileIs = "This file is ";
constexpr std::string_view kGzipHolds = "This gzip file holds ";

Error container(std::string_view subject, std::string_view what, std::string_view hint) {
  return bad_file("unsupported_container", std::string(subject) + std::string(what) + ", not CSV.",
                  std::string(hint));
}

bool has_word(std::string_view text, std::string_view word) {
  return contains(text, word);
}

std::optional<Error> zip(std::string_view head, std::string_view subject) {
  if (!starts_with(head, "PK\x03\x04") && !starts_with(head, "PK\x05\x06")) return std::nullopt;
  if (has_word(head, "xl/") || has_word(head, "[Content_Types].xml") || has_word(head, "docProps"))
    return container(subject, "an Excel workbook (XLSX)", kSaveAsCsv);
  if (has_word(head, "opendocument.spreadsheet"))
    return container(subject, "an OpenDocument spreadsheet (ODS)", kSaveAsCsv);
  return container(subject, "a ZIP archive", kUnpack);
}

/// HTML, XML and JSON, which are text.
std::optional<Error> markup(std::string_view head, std::string_view subject) {
  const std::string_view text = trim(head);
  const std::string start = lower(text.substr(0, 512));
  for (const std::string_view tag : {"<!doctype html", "<html", "<head", "<body", "<table"}) {
    if (starts_with(start, tag))
      return container(subject, "a web page (HTML)",
                       "Open it in a browser or spreadsheet and save the "
                       "table as CSV. A sign-in page saved by mistake looks "
                       "like this too.");
  }
  if (starts_with(start, "<?xml") || starts_with(start, "<!--") ||
      (starts_with(start, "<") && contains(start, "xmlns")))
    return container(subject, "an XML document", kExportAsCsv);
  if (text.empty() || (text.front() != '{' && text.front() != '[')) return std::nullopt;
  const std::string_view inside = trim(text.substr(1));
  const bool object =
      text.front() == '{' && (starts_with(inside, "\"") || starts_with(inside, "}"));
  const bool array =
      text.front() == '[' && (inside.empty() || contains("{[\"]", inside.substr(0, 1)));
  if ((object && contains(inside, ":")) ||
      (array && (starts_with(inside, "{") || starts_with(inside, "[") || contains(text, "]"))))
    return container(subject, "a JSON document", kExportAsCsv);
  return std::nullopt;
}

bool is_control(unsigned char byte) {
  return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' &&
         byte != 0x1A && byte != 0x1B && byte != 0x0B;
}

/// UTF-16 or UTF-32 text has its NULs in one column, noise has not.
bool is_wide_text(std::string_view head) {
  if (starts_with(head, "\xFF\xFE") || starts_with(head, "\xFE\xFF")) return true;
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0' ? 1U : 0U;
  const std::size_t half = head.size() / 2;
  return (zeros[0] * 10 > half * 7 && zeros[1] * 20 < half) ||
         (zeros[1] * 10 > half * 7 && zeros[0] * 20 < half);
}

std::optional<Error> noise(std::string_view head) {
  const auto zeros = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0'));
  if (zeros == head.size())
    return bad_file("all_nul", "This file holds nothing but NUL bytes.",
                    "Its contents were lost on the way. Export it again.");
  if (is_wide_text(head)) return std::nullopt;
  const auto controls = static_cast<std::size_t>(std::count_if(
      head.begin(), head.end(), [](char c) { return is_control(static_cast<unsigned char>(c)); }));
  if ((controls - zeros) * 20 <= head.size() && controls * 3 <= head.size()) return std::nullopt;
  return bad_file("binary", "This file holds bytes that are no text.",
                  "Upload the customers as CSV, saved as plain text.");
}

/// A TAR archive has its mark behind its first file's name.
bool is_tar(std::string_view head) {
  return head.size() > 262 && head.substr(257, 5) == "ustar";
}

std::optional<Error> no_text(std::string_view head, std::string_view subject) {
  if (head.empty())
    return bad_file("empty", "This file is empty.", "Upload a CSV file with one row a customer.");
  head = head.substr(0, kHeadBytes);
  if (std::optional<Error> error = zip(head, subject)) return error;
  if (is_tar(head)) return container(subject, "a TAR archive", kUnpack);
  for (const Magic& magic : kMagics) {
    if (starts_with(head, magic.bytes)) return container(subject, magic.what, magic.hint);
  }
  if (std::optional<Error> error = noise(head)) return error;
  if (trim(head).empty() && head.size() < kHeadBytes)
    return bad_file("empty", "This file holds only blanks.",
                    "Upload a CSV file with one row a customer.");
  return markup(head, subject);
}

}  // namespace

std::optional<Error> refusal(ByteSpan bytes) {
  if (!unpack::is_gzip(bytes)) return no_text(as_text(bytes), kFileIs);
  const std::string inside =
      unpack::gunzip_head(bytes.first(std::min(bytes.size(), kHeadBytes)), kHeadBytes);
  // Nothing to see: gunzip() will say what is wrong, or that it is empty.
  return inside.empty() ? std::nullopt : no_text(inside, kGzipHolds);
}

std::optional<Error> refusal_inside(ByteSpan unpacked) {
  return no_text(as_text(unpacked), kGzipHolds);
}

}  // namespace retainwise::csv
