#include "engine/unpack/zip.h"

#include <gtest/gtest.h>

#include "tests/engine/unpack/made_workbook.h"

namespace retainwise::unpack {
namespace {

Result<std::string> unpacked(const ZipEntry& entry, std::size_t step = 1000) {
  ZipReader reader(entry);
  std::string text;
  std::string piece(step, '\0');
  while (true) {
    RW_TRY(const std::size_t count, reader.read(piece));
    if (count == 0) return text;
    text.append(piece, 0, count);
  }
}

/// The code of opening the archive or, where that goes, of its first entry.
std::string code_of(const std::string& bytes) {
  const auto archive = ZipArchive::open(as_bytes(bytes));
  if (!archive.ok()) return archive.error().code;
  if (archive->entries().empty()) return "none";
  const auto text = unpacked(archive->entries().front());
  return text.ok() ? "" : text.error().code;
}

TEST(Zip, GivesEachEntryBack) {
  const std::string text(100'000, 'x');
  const std::string bytes =
      made_zip({{"a/b.xml", text}, {"plain", "as it is", false}, {"none", ""}});
  const auto archive = ZipArchive::open(as_bytes(bytes));
  ASSERT_TRUE(archive.ok());
  for (const std::size_t step : {1U, 7U, 100'000U, 200'000U}) {
    EXPECT_EQ(*unpacked(*archive->find("a/b.xml"), step), text);
    EXPECT_EQ(*unpacked(*archive->find("plain"), step), "as it is");
    EXPECT_EQ(*unpacked(*archive->find("none"), step), "");
  }
}

TEST(Zip, FindsNamesInAnyCase) {
  const std::string bytes = made_zip({{"xl/sharedStrings.xml", "x"}});
  const auto archive = ZipArchive::open(as_bytes(bytes));
  ASSERT_TRUE(archive.ok());
  EXPECT_NE(archive->find("xl/SharedStrings.xml"), nullptr);
  EXPECT_EQ(archive->find("xl/shared"), nullptr);
}

TEST(Zip, RefusesTwoEntriesOfOneName) {
  EXPECT_EQ(code_of(made_zip({{"xl/workbook.xml", "x"}, {"XL/Workbook.xml", "y"}})),
            "workbook_damaged");
}

TEST(Zip, MayHaveACommentAndBytesOfAnotherBehindIt) {
  std::string bytes = made_zip({{"a", "text"}});
  bytes[bytes.size() - 2] = 5;
  EXPECT_EQ(code_of(bytes + "hello"), "");
}

TEST(Zip, IsDamagedWhereverItIsCut) {
  const std::string bytes = made_zip({{"a", "some text that is packed"}, {"b", "more"}});
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_EQ(code_of(bytes.substr(0, size)), "workbook_damaged") << size;
}

TEST(Zip, NeverGivesOtherTextWhereAByteIsWrong) {
  const std::string text = "some text that is packed, and packed again";
  const std::string bytes = made_zip({{"a", text}});
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string wrong = bytes;
    wrong[at] = static_cast<char>(wrong[at] ^ 4);
    const auto archive = ZipArchive::open(as_bytes(wrong));
    if (!archive.ok() || archive->entries().empty()) continue;
    const auto back = unpacked(archive->entries().front());
    EXPECT_TRUE(!back.ok() || *back == text) << at;
  }
}

TEST(Zip, RefusesADirectoryThatLies) {
  MadeEntry smaller{"a", "some text"};
  smaller.said_size = 4;
  MadeEntry larger{"a", "some text"};
  larger.said_size = 40;
  MadeEntry elsewhere{"a", "some text"};
  elsewhere.local_name = "b";
  MadeEntry unknown{"a", "some text"};
  unknown.method = 12;
  MadeEntry beyond{"a", "some text"};
  beyond.said_offset = 9999;
  for (const MadeEntry& entry : {smaller, larger, elsewhere, unknown, beyond})
    EXPECT_EQ(code_of(made_zip({entry})), "workbook_damaged");
}

TEST(Zip, RefusesEntriesThatLieOnOneAnother) {
  MadeEntry first{"same", "some text"};
  MadeEntry second{"x", "y"};
  MadeEntry third{"same", "some text"};
  third.said_offset = static_cast<std::uint32_t>(made_zip({second}).find("PK\x01\x02"));
  EXPECT_EQ(code_of(made_zip({second, first, third})), "workbook_damaged");
}

TEST(Zip, SaysThatAPasswordIsNeeded) {
  MadeEntry locked{"a", "some text"};
  locked.flags = 1;
  EXPECT_EQ(code_of(made_zip({locked})), "workbook_encrypted");
}

TEST(Zip, RefusesMoreEntriesThanAnyWorkbookHas) {
  std::string bytes = made_zip({{"a", "text"}});
  const std::size_t end = bytes.rfind("PK\x05\x06");
  bytes.replace(end + 10, 2, "\xFE\xFF");
  EXPECT_EQ(code_of(bytes), "workbook_damaged");
}

}  // namespace
}  // namespace retainwise::unpack
