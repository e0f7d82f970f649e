#include "service/http/multipart.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace retainwise::http {
namespace {
using namespace std::string_literals;

struct Part {
  PartHead head;
  std::string data;
  bool ended = false;
};

class Parts final : public PartSink {
 public:
  Result<void> begin(const PartHead& head) override {
    parts.push_back({head, "", false});
    return {};
  }
  Result<void> data(ByteSpan bytes) override {
    parts.back().data += as_text(bytes);
    return {};
  }
  Result<void> end() override {
    parts.back().ended = true;
    return {};
  }
  std::vector<Part> parts;
};

constexpr std::string_view kFile =
    "--b\r\nContent-Disposition: form-data; name=\"file\"; "
    "filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n";

Result<void> read_form(std::string_view bytes, Parts& parts, std::size_t step = 1U << 20U) {
  Multipart form("b");
  for (std::size_t at = 0; at < bytes.size(); at += step)
    RW_CHECK_OK(form.feed(as_bytes(bytes.substr(at, step)), parts));
  return form.finish();
}

std::string code_of(std::string_view bytes) {
  Parts parts;
  const auto result = read_form(bytes, parts);
  return result.ok() ? "" : result.error().code;
}

std::string form_with(std::string_view disposition) {
  return "--b\r\nContent-Disposition: " + std::string(disposition) + "\r\n\r\nx\r\n--b--\r\n";
}

std::string filename_of(std::string_view written) {
  Parts parts;
  const auto result =
      read_form(form_with("form-data; name=file; filename=" + std::string(written)), parts);
  EXPECT_TRUE(result.ok()) << written;
  return result.ok() ? parts.parts.at(0).head.filename.value_or("none") : "";
}

TEST(Multipart, GivesTheSamePartsHoweverTheBytesAreCut) {
  const std::string data = "id,x\r\n1,\r\n--\r\n-\r\r\n--a\r\n";
  const std::string form = std::string(kFile) + data +
                           "\r\n--b\r\nContent-Disposition: form-data; name=options\r\n\r\n{}"
                           "\r\n--b--\r\n";
  for (std::size_t step = 1; step <= form.size(); ++step) {
    Parts parts;
    ASSERT_TRUE(read_form(form, parts, step).ok()) << step;
    ASSERT_EQ(parts.parts.size(), 2U);
    EXPECT_EQ(parts.parts[0].head.name, "file");
    EXPECT_EQ(parts.parts[0].head.filename, "a.csv");
    EXPECT_EQ(parts.parts[0].data, data);
    EXPECT_EQ(parts.parts[1].head.name, "options");
    EXPECT_FALSE(parts.parts[1].head.filename.has_value());
    EXPECT_EQ(parts.parts[1].data, "{}");
    EXPECT_TRUE(parts.parts[0].ended && parts.parts[1].ended);
  }
}

TEST(Multipart, ReadsAnEmptyPartAndAFormWithoutALastLineEnd) {
  Parts parts;
  ASSERT_TRUE(read_form(std::string(kFile) + "\r\n--b--", parts).ok());
  EXPECT_EQ(parts.parts.at(0).data, "");
}

TEST(Multipart, RefusesFormsThatAreCutOrCarryMore) {
  EXPECT_EQ(code_of(""), "bad_multipart");
  EXPECT_EQ(code_of(std::string(kFile) + "data"), "bad_multipart");
  EXPECT_EQ(code_of(std::string(kFile) + "data\r\n--b"), "bad_multipart");
  EXPECT_EQ(code_of(std::string(kFile) + "data\r\n--b-"), "bad_multipart");
  EXPECT_EQ(code_of(std::string(kFile) + "data\r\n--b--\r\nmore"), "bad_multipart");
  EXPECT_EQ(code_of(std::string(kFile) + "data\r\n--bb\r\n"), "bad_multipart");
  EXPECT_EQ(code_of("hello\r\n" + std::string(kFile) + "x\r\n--b--"), "bad_multipart");
}

TEST(Multipart, RefusesHeadsThatMeanTwoThings) {
  EXPECT_EQ(code_of(form_with("form-data")), "bad_multipart");
  EXPECT_EQ(code_of(form_with("attachment; name=a")), "bad_multipart");
  EXPECT_EQ(code_of(form_with("form-data; name=a; name=a")), "bad_multipart");
  EXPECT_EQ(code_of(form_with("form-data; name=a; filename=x; filename=y")), "bad_multipart");
  EXPECT_EQ(code_of(form_with("form-data; name=a; filename*=UTF-8''x")), "bad_multipart");
  EXPECT_EQ(code_of(form_with("form-data; name=\"a")), "bad_multipart");
  EXPECT_EQ(code_of(form_with("form-data; name=a\r\nContent-Type: multipart/mixed; boundary=c")),
            "bad_multipart");
  EXPECT_EQ(code_of(form_with("form-data; name=a\r\nContent-Transfer-Encoding: base64")),
            "bad_multipart");
  EXPECT_EQ(code_of(form_with("form-data; name=a\r\nContent-Disposition: form-data; name=b")),
            "bad_multipart");
  EXPECT_EQ(code_of(form_with("form-data; name=\"a\xFF\"")), "bad_multipart");
  EXPECT_EQ(code_of(form_with("form-data; name=\"a\0b\""s)), "bad_multipart");
  EXPECT_EQ(code_of("--b\r\n\r\nx\r\n--b--"), "bad_multipart");
  EXPECT_EQ(code_of("--b\nContent-Disposition: form-data; name=a\n\nx\n--b--"), "bad_multipart");
}

TEST(Multipart, ReadsFileNamesAsTheyAreSent) {
  EXPECT_EQ(filename_of("plain.csv"), "plain.csv");
  EXPECT_EQ(filename_of("\"../../x\""), "../../x");
  EXPECT_EQ(filename_of("\"C:\\x.csv\""), "C:\\x.csv");
  EXPECT_EQ(filename_of("\"a\\\"b.csv\""), "a\"b.csv");
  EXPECT_EQ(filename_of("\"a%22b.csv\""), "a\"b.csv");
  EXPECT_EQ(filename_of("\"a%0D%0Ab.csv\""), "a  b.csv");
  EXPECT_EQ(filename_of("\"ä;=.csv\""), "ä;=.csv");
  EXPECT_EQ(filename_of("\"\""), "");
}

TEST(Multipart, BoundsPartsAndTheirHeads) {
  std::string form;
  for (int i = 0; i < 17; ++i) form += "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n";
  EXPECT_EQ(code_of(form + "--b--"), "bad_multipart");
  EXPECT_EQ(code_of("--b\r\nX: " + std::string(9000, 'a')), "bad_multipart");
}

TEST(Multipart, ReadsABoundaryOfUpTo70Characters) {
  EXPECT_EQ(*boundary_of("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(*boundary_of("Multipart/Form-Data; charset=utf-8; boundary=\"a b\""), "a b");
  EXPECT_TRUE(boundary_of("multipart/form-data; boundary=" + std::string(70, 'a')).ok());
  for (const std::string& type :
       {std::string("multipart/form-data"), std::string("multipart/form-data; boundary="),
        std::string("multipart/form-data; boundary=\"\""), std::string("application/json"),
        std::string("multipart/mixed; boundary=a"),
        std::string("multipart/form-data; boundary=a; boundary=b"),
        std::string("multipart/form-data; boundary=\"a\r\n\""),
        "multipart/form-data; boundary=" + std::string(71, 'a')})
    EXPECT_FALSE(boundary_of(type).ok()) << type;
}

}  // namespace
}  // namespace retainwise::http
