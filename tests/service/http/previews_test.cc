#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service/http/live_server.h"

namespace retainwise::http {
namespace {

constexpr std::string_view kJson = "Content-Type: application/json\r\n";

std::string part(std::string_view name, std::string_view text) {
  return "--b\r\nContent-Disposition: form-data; name=\"" + std::string(name) + "\"\r\n\r\n" +
         std::string(text) + "\r\n";
}

class PreviewRoute : public ::testing::Test {
 protected:
  Answer preview(std::string_view csv, std::string_view parts = {}) {
    return server_.ask("POST /api/csv/preview", kFormType, form_of(csv, parts));
  }

  LiveServer server_;
};

TEST_F(PreviewRoute, ShowsAFormsFileAndStoresNothing) {
  const Answer answer = preview("a,b\n1,2\n", part("options", R"({"decimal": ","})"));
  ASSERT_EQ(answer.status, 200) << answer.body;
  const Json shown = answer.json();
  EXPECT_EQ(shown["success"], true);
  EXPECT_EQ(shown["input"], "a,b\n1,2\n");
  EXPECT_EQ(shown["extent"], "whole");
  EXPECT_EQ(shown["options"]["decimal"], ",");
  EXPECT_EQ(server_.ask("GET /api/uploads").json()["count"], 0);
  EXPECT_EQ(server_.ask("GET /api/predictions").json()["count"], 0);
}

TEST_F(PreviewRoute, TakesTheSizeOfTheWholeBesideItsBeginning) {
  EXPECT_EQ(preview("a,b\n", part("size", "5000")).json()["extent"], "beginning");
  for (const char* wrong : {"-1", "12x", "", "99999999999999999999"})
    EXPECT_EQ(preview("a,b\n", part("size", wrong)).status, 422) << wrong;
}

TEST_F(PreviewRoute, ShowsAStoredUploadByItsNumber) {
  const Json accepted = server_.upload().json();
  const std::string body =
      R"({"upload_id": )" + to_text(accepted["upload_id"]) + R"(, "options": {"seed": 3}})";
  const Answer answer = server_.ask("POST /api/csv/preview", kJson, body);
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.json()["input"], "id,churn,x\n1,yes,3\n2,no,4\n");
  EXPECT_EQ(answer.json()["options"]["seed"], 3);
  EXPECT_EQ(server_.ask("POST /api/csv/preview", kJson, R"({"upload_id": 9999})").status, 404);
}

TEST_F(PreviewRoute, RefusesWhatPostApiCsvRefuses) {
  const Answer pdf = preview("%PDF-1.7");
  EXPECT_EQ(pdf.status, 400);
  EXPECT_EQ(pdf.json()["errors"][0]["code"], "pdf");
  EXPECT_EQ(pdf.json()["errors"][0]["hint"], "Export it as CSV.");
  EXPECT_EQ(preview("a,b\n", part("options", "{")).status, 422);
  EXPECT_EQ(preview("a,b\n", part("options", R"({"outcom": "a"})")).status, 422);
  const auto ask = [this](std::string_view fields, std::string_view body) {
    return server_.ask("POST /api/csv/preview", fields, body).status;
  };
  EXPECT_EQ(ask(kFormType, "--b--\r\n"), 400);
  EXPECT_EQ(ask(kJson, "[]"), 422);
  EXPECT_EQ(ask(kJson, R"({"upload_id": "7"})"), 422);
  EXPECT_EQ(ask(kJson, R"({"upload_id": 7, "x": 1})"), 422);
  EXPECT_EQ(ask("Content-Type: text/csv\r\n", "a,b\n"), 400);
  EXPECT_EQ(server_.ask_openly("POST /api/csv/preview", kFormType, form_of("a,b\n")).status, 401);
  EXPECT_EQ(ask(kJson, std::string((1U << 20U) + 1, ' ')), 413);
}

TEST_F(PreviewRoute, RefusesAnotherSitesForm) {
  const std::string cookie = server_.cookie();
  const std::string fields = std::string(kFormType) + cookie + "Origin: http://evil.test\r\n";
  EXPECT_EQ(server_.ask_openly("POST /api/csv/preview", fields, form_of("a,b\n")).status, 403);
}

}  // namespace
}  // namespace retainwise::http
