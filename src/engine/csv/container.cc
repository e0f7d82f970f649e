#include "engine/csv/container.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "base/text.h"
#include "engine/csv/encoding/shape.h"
#include "engine/unpack/archive_kind.h"
#include "engine/unpack/gzip.h"
#include "engine/unpack/zip.h"

namespace retainwise::csv {
namespace {

using std::string_view_literals::operator""sv;  // NOLINT(misc-unused-using-decls): it is used

struct Magic {
  std::string_view bytes;
  std::string_view what;
  std::string_view hint;
};

constexpr std::string_view kSaveAgain =
    "Open it in your spreadsheet program and save it as XLSX, or the sheet with the customers as "
    "CSV (UTF-8).";
constexpr std::string_view kCompound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::size_t kSectorSizeAt = 30;  ///< of a compound file: [MS-CFB] 2.2
constexpr std::size_t kFirstFolderAt = 48;
constexpr std::string_view kExportAsCsv =
    "Export the customers as CSV or XLSX and upload that file.";
constexpr std::string_view kUnpack = "Unpack it and upload the CSV or XLSX file inside.";

constexpr std::array kMagics = {
    Magic{"\x1F\x8B"sv, "a gzip archive", kUnpack},
    Magic{"\x1F\x9D"sv, "a compress archive (.Z)", kUnpack},
    Magic{"BZh91AY&SY"sv, "a bzip2 archive", kUnpack},
    Magic{"\xFD"
          "7zXZ\0"sv,
          "an xz archive", kUnpack},
    Magic{"\x28\xB5\x2F\xFD"sv, "a Zstandard archive", kUnpack},
    Magic{"7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive", kUnpack},
    Magic{"Rar!\x1A\x07"sv, "a RAR archive", kUnpack},
    Magic{"%PDF-"sv, "a PDF document", kExportAsCsv},
    Magic{"\x89PNG\r\n\x1A\n"sv, "a PNG picture", kExportAsCsv},
    Magic{"\xFF\xD8\xFF"sv, "a JPEG picture", kExportAsCsv},
    Magic{"GIF89a"sv, "a GIF picture", kExportAsCsv},
    Magic{"PAR1\x15"sv, "a Parquet file", kExportAsCsv},
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
  return bad_file("unsupported_container",
                  std::string(subject) + std::string(what) + ", not CSV or XLSX.",
                  std::string(hint));
}

/// A ZIP archive that may be a workbook passes where a workbook may.
std::optional<Error> zip(std::string_view head, std::string_view subject) {
  if (subject == kGzipHolds) return container(subject, "a ZIP archive or a workbook", kUnpack);
  return unpack::is_other_archive(head) ? std::optional(unpack::other_archive(head)) : std::nullopt;
}

std::size_t little_endian(std::string_view text, std::size_t at, std::size_t bytes) {
  std::size_t value = 0;
  for (std::size_t i = bytes; i-- > 0;)
    value = value << 8U | static_cast<unsigned char>(text[at + i]);
  return value;
}

std::string in_utf16(std::string_view ascii) {
  std::string wide;
  for (const char c : ascii) wide += {c, '\0'};
  return wide;
}

/// The old container of Office: its list of streams says what it holds, where the bytes reach it.
Error compound(std::string_view file, std::string_view subject) {
  std::string_view streams = file;
  if (file.size() >= 512) {
    const std::size_t shift = std::min<std::size_t>(little_endian(file, kSectorSizeAt, 2), 16);
    const std::size_t at = (little_endian(file, kFirstFolderAt, 4) + 1) << shift;
    streams = at < file.size() ? file.substr(at, kHeadBytes) : std::string_view();
  }
  if (contains(streams, in_utf16("EncryptedPackage")))
    return bad_file("workbook_encrypted",
                    std::string(subject) + "an Office document that is protected by a password.",
                    "Take the password off in your spreadsheet program, or save the sheet with the "
                    "customers as CSV (UTF-8).");
  if (contains(streams, in_utf16("WordDocument")))
    return container(subject, "an old Word document (DOC)", kExportAsCsv);
  return container(subject,
                   contains(streams, in_utf16("Workbook")) || contains(streams, in_utf16("Book"))
                       ? "an old Excel workbook (XLS)"
                       : "an old Excel workbook (XLS), or one that is protected by a password",
                   kSaveAgain);
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
         byte != 0x1A && byte != 0x1B && byte != 0x0B && byte != 0x0E && byte != 0x0F;
}

std::optional<Error> noise(std::string_view head) {
  const auto zeros = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\0'));
  if (zeros == head.size())
    return bad_file("all_nul", "This file holds nothing but NUL bytes.",
                    "Its contents were lost on the way. Export it again.");
  if (mark_of(head) || wide_form(head)) return std::nullopt;
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

std::optional<Error> no_text(std::string_view file, std::string_view subject) {
  std::string_view head = file;
  if (head.empty())
    return bad_file("empty", "This file is empty.", "Upload a CSV file with one row a customer.");
  head = head.substr(0, kHeadBytes);
  if (unpack::is_zip(as_bytes(head))) return zip(head, subject);
  if (starts_with(head, kCompound)) return compound(file, subject);
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
