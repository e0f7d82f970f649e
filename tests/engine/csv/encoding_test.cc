#include "engine/csv/encoding.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "engine/csv/encoding/decoding.h"
#include "engine/csv/encoding/detector.h"
#include "engine/csv/encoding/shape.h"
#include "tests/engine/csv/described.h"

namespace retainwise::csv {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kLost = "\xEF\xBF\xBD";

struct Answer {
  std::string encoding;
  bool mark = false;
  std::string text;
  std::vector<Message> messages;

  std::int64_t count(std::string_view code) const {
    return std::count_if(messages.begin(), messages.end(),
                         [&](const Message& message) { return message.code == code; });
  }
};

Answer decoded(std::string_view bytes, std::optional<std::string> wanted = std::nullopt) {
  Notes notes;
  Result<Decoded> result = decode(as_bytes(bytes), wanted, notes);
  EXPECT_TRUE(result.ok());
  if (!result.ok()) return {};
  return {result->encoding, result->byte_order_mark,
          result->in_place ? std::string(result->text) : result->own, notes.take()};
}

std::string as_utf16(std::u16string_view text, bool big_endian) {
  std::string out;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFFU);
    const char high = static_cast<char>(unit >> 8U);
    out += big_endian ? high : low;
    out += big_endian ? low : high;
  }
  return out;
}

std::string as_utf32(std::u16string_view text, bool big_endian) {
  std::string out;
  for (const char16_t unit : text) {
    std::string four = {static_cast<char>(unit & 0xFFU), static_cast<char>(unit >> 8U), '\0', '\0'};
    if (big_endian) std::reverse(four.begin(), four.end());
    out += four;
  }
  return out;
}

TEST(Encoding, AMarkIsBelievedFirst) {
  EXPECT_EQ(decoded("\xEF\xBB\xBFid\n").encoding, "utf-8");
  EXPECT_EQ(decoded("\xFF\xFEi\0d\0"sv).encoding, "utf-16le");
  EXPECT_EQ(decoded("\xFE\xFF\0i\0d"sv).encoding, "utf-16be");
  EXPECT_EQ(decoded("\xFF\xFE\0\0i\0\0\0"sv).encoding, "utf-32le");
  EXPECT_EQ(decoded("\0\0\xFE\xFF\0\0\0i"sv).encoding, "utf-32be");
  for (const std::string_view marked :
       {"\xEF\xBB\xBFid"sv, "\xFF\xFEi\0d\0"sv, "\xFE\xFF\0i\0d"sv}) {
    EXPECT_TRUE(decoded(marked).mark);
    EXPECT_EQ(decoded(marked).text, "id");
  }
}

TEST(Encoding, Utf16WithoutAMarkIsFoundInAnyScript) {
  const std::u16string_view tables[] = {
      u"id,name\n1,Ben\n", u"№;имя;город\n1;Анна;Тверь\n2;Иван;Чита\n",
      u"番号,氏名,都市\r\n一,佐藤,東京\r\n二,鈴木,一宮\r\n", u"번호,이름\n1,김민준\n2,이서연\n",
      u"الاسم,المدينة\nخالد,جدة\n"};
  for (const std::u16string_view table : tables) {
    for (const bool big_endian : {false, true}) {
      const Answer answer = decoded(as_utf16(table, big_endian));
      EXPECT_EQ(answer.encoding, big_endian ? "utf-16be" : "utf-16le");
      EXPECT_EQ(answer.text, decoded("\xFF\xFE" + as_utf16(table, false)).text);
      EXPECT_EQ(decoded(as_utf32(table, big_endian)).encoding,
                big_endian ? "utf-32be" : "utf-32le");
      EXPECT_EQ(decoded(as_utf32(table, big_endian)).text, answer.text);
    }
  }
}

TEST(Encoding, ANulInACellIsNoUtf16) {
  EXPECT_EQ(wide_form("id,name\n1,A\0b\n"sv), std::nullopt);
  EXPECT_EQ(wide_form("id,name\n1,A\0\0\0\0\0\0\0\0b\n"sv), std::nullopt);
}

TEST(Encoding, SurrogatesMakeOneCharacterAndLoneOnesAreCounted) {
  EXPECT_EQ(decoded("\xFF\xFE" + as_utf16(u"a\U0001F600b", false)).text,
            "a\xF0\x9F\x98\x80"
            "b");
  const Answer lone = decoded(
      "\xFF\xFE\x3D\xD8"
      "a\0\n\0x"sv);
  EXPECT_EQ(lone.text, std::string(kLost) + "a\n" + std::string(kLost));
  EXPECT_EQ(lone.count("bad_characters"), 2);
}

TEST(Encoding, EscapesAreReadAndOtherTildesAndBracesAreNot) {
  EXPECT_EQ(decoded("id,city\n1,\x1B$BEl5~\x1B(B\n").text, "id,city\n1,東京\n");
  EXPECT_EQ(decoded("id,city\n1,\x1B$BEl5~\x1B(B\n").encoding, "iso-2022-jp");
  EXPECT_EQ(decoded("\x1B$)Cid,city\n1,\x0E<-?o\x0F\n").text, "id,city\n1,서울\n");
  EXPECT_EQ(decoded("id,city\n1,~{11>)~}\n").text, "id,city\n1,北京\n");
  EXPECT_EQ(decoded("id~{x}~y\n1~{a}~b\n").encoding, "utf-8");
  EXPECT_EQ(decoded("id,note\n1,\x1B[31mred\n").encoding, "utf-8");
}

TEST(Encoding, TheWholeFileDecidesAboutUtf8NotItsHead) {
  std::string text = "id,city\n";
  for (int i = 0; i < 20'000; ++i) text += "1,Bonn\n";
  EXPECT_EQ(decoded(text + "2,K\xC3\xB6ln\n").encoding, "utf-8");
  EXPECT_EQ(decoded(text + "2,K\xF6ln\n3,M\xFCnchen\n").encoding, "cp1252");
}

TEST(Encoding, OneBadByteInGoodUtf8StaysUtf8AndIsNamed) {
  const Answer answer = decoded("id,city\n1,Köln\n2,Z\xFCrich\n3,Łódź\n");
  EXPECT_EQ(answer.encoding, "utf-8");
  EXPECT_EQ(answer.text, "id,city\n1,Köln\n2,Z\xEF\xBF\xBDrich\n3,Łódź\n");
  ASSERT_EQ(answer.count("bad_characters"), 1);
  EXPECT_EQ(answer.messages[0].row, 3);
}

TEST(Encoding, TwoEncodingsAreSaidAndEachLineIsReadByItsOwn) {
  const Answer mostly_utf8 = decoded("Köln\nŁódź\nZürich\nMalmö\nM\xFCnchen\nK\xF6ln\n");
  EXPECT_EQ(mostly_utf8.text, "Köln\nŁódź\nZürich\nMalmö\nMünchen\nKöln\n");
  EXPECT_EQ(mostly_utf8.encoding, "utf-8");
  EXPECT_EQ(mostly_utf8.count("two_encodings"), 2);
  const Answer mostly_other = decoded("K\xF6ln\nM\xFCnchen\nG\xF6rlitz\nZürich, Köln\n");
  EXPECT_EQ(mostly_other.text, "Köln\nMünchen\nGörlitz\nZürich, Köln\n");
  EXPECT_EQ(mostly_other.encoding, "cp1252");
  ASSERT_EQ(mostly_other.count("two_encodings"), 1);
}

TEST(Encoding, BytesThatLookLikeUtf8ByAccidentStayLetters) {
  // "ří" of Mac OS Central European is U+0792 in UTF-8.
  const std::string text =
      "jm\x8Eno\nVav\xDE\x92k\n\xE0\xDE\x92\x89\nNov\x87k\nP\xDE\x92\x8Bra\n\x8A\x8B\x87p\nTom\x87"
      "\xE4\n";
  const Answer answer = decoded(text, "mac_latin2");
  EXPECT_TRUE(contains(answer.text, "Vavřík"));
  EXPECT_EQ(decoded("P\xDE\x92k\n" + text + text).text.find("\xDE\x92"), std::string::npos);
}

TEST(Encoding, EveryReplacementCharacterIsCounted) {
  const Answer wrong = decoded("a\n\x98z\n\x98\x98\n", "cp1251");
  EXPECT_EQ(wrong.text, "a\n\xEF\xBF\xBDz\n\xEF\xBF\xBD\xEF\xBF\xBD\n");
  ASSERT_EQ(wrong.count("bad_characters"), 2);
  EXPECT_EQ(wrong.messages[0].row, 2);
  EXPECT_EQ(wrong.messages[1].row, 3);
  const Answer many = decoded(std::string(500, '\x98'), "cp1251");
  EXPECT_TRUE(contains(many.messages[0].message, "500 characters"));
  EXPECT_EQ(decoded("\xFF\xFE" + as_utf16(u"id\nK\uFFFDln\n", false)).count("bad_characters"), 1);
  EXPECT_EQ(decoded(as_utf32(u"id\nK\uFFFDln\n", true)).count("bad_characters"), 1);
  EXPECT_EQ(decoded("K\xEF\xBF\xBDln\nZ\xFC\n", "utf-8").count("bad_characters"), 2);
  const Answer lost = decoded("id\nK\xEF\xBF\xBDln\n");
  ASSERT_EQ(lost.count("lost_characters"), 1);
  EXPECT_EQ(lost.messages[0].row, 2);
}

TEST(Encoding, AWrongPairLeavesTheDelimiterAndTheLineEnd) {
  for (const std::string name : {"cp932", "euc-jp", "gb18030", "big5", "cp949"}) {
    const Answer answer = decoded("a,\x85,b\n\x85\n\xFE", name);
    EXPECT_EQ(split(answer.text, ',').size(), 3U) << name;
    EXPECT_EQ(std::count(answer.text.begin(), answer.text.end(), '\n'), 2) << name;
    EXPECT_GE(answer.count("bad_characters"), 2) << name;
  }
}

TEST(Encoding, AGuessIsShownWithItsCells) {
  const Answer answer =
      decoded("id;city\r\n1;\xD0\xEE\xF1\xF2\xEE\xE2\r\n2;\xCC\xEE\xF1\xEA\xE2\xE0\r\n");
  EXPECT_EQ(answer.encoding, "cp1251");
  ASSERT_EQ(answer.count("encoding_guessed"), 2);
  EXPECT_EQ(answer.messages[0].row, 2);
  EXPECT_EQ(answer.messages[0].text, "Ростов");
  EXPECT_EQ(answer.messages[1].text, "Москва");
}

TEST(Encoding, ACloseSecondReadingIsSaidWithHowToSetIt) {
  const Answer answer = decoded("id,name\n1,\xB9\n");
  const auto found = std::find_if(answer.messages.begin(), answer.messages.end(),
                                  [](const Message& m) { return m.code == "encoding_ambiguous"; });
  ASSERT_NE(found, answer.messages.end());
  EXPECT_TRUE(contains(found->hint, "set the encoding to"));
  EXPECT_EQ(decoded("1,\xCC\xEE\xF1\xEA\xE2\xE0\n2,\xD0\xEE\xF1\xF2\xEE\xE2\n")
                .count("encoding_ambiguous"),
            0);
}

TEST(Encoding, TheCallersWordIsTaken) {
  EXPECT_EQ(decoded("K\x9Aln", "mac_roman").text, "Köln");
  EXPECT_EQ(decoded("K\x94ln", "IBM850").text, "Köln");
  EXPECT_EQ(decoded("K\xF6ln", "ISO-8859-1").text, "Köln");
  EXPECT_EQ(decoded("\x80", "latin1").text, "€");
  EXPECT_EQ(decoded("\xFE\xFF\0K"sv, "utf-16").text, "K");
  EXPECT_EQ(decoded("K\0"sv, "UTF-16").text, "K");
  EXPECT_EQ(decoded("\xEF\xBB\xBFK", "utf8").text, "K");
}

TEST(Encoding, AMarkIsNoTextWhateverTheCallerSays) {
  EXPECT_EQ(decoded("\xEF\xBB\xBFid", "latin1").text, "id");
  for (const char* name : {"utf-16", "utf16", "utf-16le", "ucs-2"}) {
    EXPECT_EQ(decoded("\xFE\xFF\0K"sv, name).text, "K") << name;
    EXPECT_TRUE(decoded("\xFE\xFF\0K"sv, name).mark) << name;
  }
  EXPECT_EQ(decoded("\xFF\xFEid", "cp1252").text, "ÿþid") << "letters of the page";
}

TEST(Encodings, AreFoundByTheirUsualNames) {
  const std::pair<std::string_view, std::string_view> names[] = {{"UTF8", "utf-8"},
                                                                 {"utf-8-sig", "utf-8"},
                                                                 {"us-ascii", "utf-8"},
                                                                 {"UTF-16LE", "utf-16le"},
                                                                 {"UCS-2", "utf-16le"},
                                                                 {"windows-1250", "cp1250"},
                                                                 {"x-cp1251", "cp1251"},
                                                                 {"win1252", "cp1252"},
                                                                 {"1252", "cp1252"},
                                                                 {"ANSI", "cp1252"},
                                                                 {"iso_8859-1", "cp1252"},
                                                                 {"8859-2", "iso-8859-2"},
                                                                 {"csISOLatin2", "iso-8859-2"},
                                                                 {"latin-9", "iso-8859-15"},
                                                                 {"ISO-8859-9", "cp1254"},
                                                                 {"TIS-620", "cp874"},
                                                                 {"KOI8-R", "koi8-r"},
                                                                 {"cskoi8r", "koi8-r"},
                                                                 {"macintosh", "mac_roman"},
                                                                 {"x-mac-cyrillic", "mac_cyrillic"},
                                                                 {"MacRoman", "mac_roman"},
                                                                 {"CP-850", "cp850"},
                                                                 {"IBM866", "cp866"},
                                                                 {"cp866u", "cp1125"},
                                                                 {"Shift_JIS", "cp932"},
                                                                 {"x-sjis", "cp932"},
                                                                 {"windows-31j", "cp932"},
                                                                 {"EUC_JP", "euc-jp"},
                                                                 {"GB2312", "gb18030"},
                                                                 {"GBK", "gb18030"},
                                                                 {"Big5-HKSCS", "big5"},
                                                                 {"EUC-KR", "cp949"},
                                                                 {"ks_c_5601-1987", "cp949"},
                                                                 {"ISO2022JP", "iso-2022-jp"},
                                                                 {"HZ-GB-2312", "hz"}};
  for (const auto& [alias, name] : names) {
    const Encoding* const encoding = find_encoding(alias);
    ASSERT_NE(encoding, nullptr) << alias;
    EXPECT_EQ(encoding->name, name) << alias;
    EXPECT_EQ(find_encoding(name), encoding) << name;
  }
  for (const std::string_view name : {"klingon", "", "cp", "iso-8859-99", "windows-", "utf-7"})
    EXPECT_EQ(find_encoding(name), nullptr) << name;
}

TEST(Decoding, ReadsEachFamilyOfTwoBytes) {
  EXPECT_EQ(decoded("\x93\x8C\x8B\x9E \xB1\xDD", "cp932").text, "東京 ｱﾝ");
  EXPECT_EQ(decoded("\xC5\xEC\xB5\xFE \x8E\xB1 \x8F\xB0\xA1", "euc-jp").text, "東京 ｱ 丂");
  EXPECT_EQ(decoded("\xB1\xB1\xBE\xA9 \x81\x30\x84\x36 \x94\x39\xFC\x36", "gb18030").text,
            "北京 \xC2\xA5 \xF0\x9F\x98\x80");
  EXPECT_EQ(decoded("\xA5\x78\xA5\x5F", "big5").text, "台北");
  EXPECT_EQ(decoded("\xBC\xAD\xBF\xEF \x8C\x63", "cp949").text, "서울 똠");
}

/// Long texts go through loops of blocks and of eight bytes; none of their seams may show.
TEST(Decoding, GivesTheSameTextAtEveryPlaceOfABlock) {
  const std::pair<std::string, std::string> words[] = {
      {"cp1251", "\xCC\xEE\xF1"},
      {"cp932", "\x93\x8C\xB1"},
      {"gb18030", "\xB1\xB1\x81\x30\x84\x36"},
      {"utf-16le", std::string("\x1C\x04\x3E\x04\x3D\xD8\x00\xDE", 8)}};
  for (const auto& [name, word] : words) {
    const Encoding& encoding = *find_encoding(name);
    const std::size_t unit = encoding.form == Form::kUtf16Little ? 2 : 1;
    Utf8Text one(64);
    decode_into(word, encoding, one);
    const std::string ascii = unit == 2 ? std::string("a\0", 2) : "a";
    for (std::size_t before = 16'370; before <= 16'394; ++before) {
      std::string bytes;
      for (std::size_t i = 0; i < before / unit; ++i) bytes += ascii;
      Utf8Text out(0);
      decode_into(bytes + word + ascii + word, encoding, out);
      EXPECT_EQ(out.bad(), 0);
      EXPECT_EQ(out.take(), std::string(before / unit, 'a') + std::string(one.view()) + "a" +
                                std::string(one.view()))
          << name << before;
    }
  }
}

TEST(Detector, TakesCapitalsAndSmallLettersForWhatTheyAre) {
  // The same letters of KOI8-R and Windows-1251, which have capitals where the other has small
  // ones.
  EXPECT_EQ(guess_encoding("\xED\xCF\xD3\xCB\xD7\xC1 \xF2\xCF\xD3\xD4\xCF\xD7").encoding->name,
            "koi8-r");
  EXPECT_EQ(guess_encoding("\xCC\xEE\xF1\xEA\xE2\xE0 \xD0\xEE\xF1\xF2\xEE\xE2").encoding->name,
            "cp1251");
}

TEST(Detector, PrefersWindowsPagesWhereTheTextIsTheSame) {
  EXPECT_EQ(guess_encoding("K\xF6ln, M\xFCnchen").encoding->name, "cp1252");
  EXPECT_EQ(guess_encoding("\xF9\xEC\xE5\xED, \xE7\xE9\xF4\xE4").encoding->name, "cp1255");
  EXPECT_EQ(guess_encoding("\xA4\xC3\xB4\xE3\xA8\xB4\xD5").encoding->name, "cp874");
}

TEST(Detector, AlwaysHasAnAnswer) {
  for (int byte = 0x80; byte < 0x100; ++byte) {
    const Guess guess = guess_encoding(std::string(1, static_cast<char>(byte)));
    ASSERT_NE(guess.encoding, nullptr);
    EXPECT_GE(guess.lead, 0);
  }
}

}  // namespace
}  // namespace retainwise::csv
