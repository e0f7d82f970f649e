#include <gtest/gtest.h>

#include <set>
#include <string>

#include "base/text.h"
#include "service/http/openapi.h"
#include "service/http/routes.h"
#include "tests/service/http/live_server.h"

namespace retainwise::http {
namespace {

class Resources : public testing::Test {
 protected:
  LiveServer server;
};

constexpr std::string_view kJson = "Content-Type: application/json\r\n";
constexpr std::string_view kNobodys = "00000000-0000-7000-8000-000000000000";

TEST(OpenApi, DescribesEveryRouteAndNoOther) {
  const auto document = parse_json(openapi_text("1.2.3"));
  ASSERT_TRUE(document.ok()) << document.error().what;
  std::set<std::string> described;
  for (const auto& [path, item] : (*document)["paths"].items()) {
    for (const auto& [method, operation] : item.items()) {
      if (method != "parameters") described.insert(method + " " + path);
    }
  }
  std::set<std::string> served;
  for (const auto& table : route_tables(true)) {
    for (const Route& route : table)
      served.insert(lower(name_of(route.method)) + " " + std::string(route.pattern));
  }
  EXPECT_EQ(served, described);
}

TEST(OpenApi, SaysWhichRoutesNeedNoKey) {
  const auto document = parse_json(openapi_text("1.2.3"));
  ASSERT_TRUE(document.ok());
  for (const auto& table : route_tables(true)) {
    for (const Route& route : table) {
      const Json& operation =
          (*document)["paths"][std::string(route.pattern)][lower(name_of(route.method))];
      EXPECT_EQ(operation.contains("security"), route.needs == Needs::kOpen) << route.pattern;
      EXPECT_EQ(operation["responses"].contains("401"),
                route.needs != Needs::kOpen ||
                    (route.pattern == "/api/session" && route.method == Method::kPost))
          << route.pattern;
    }
  }
}

TEST_F(Resources, TakeTheLastPartOfAPathForTheFilesName) {
  const auto name_of = [&](std::string_view sent) {
    return server.ask("POST /api/csv", kFormType, form_of("id,churn\n1,yes\n", "", sent))
        .json()["filename"];
  };
  EXPECT_EQ(name_of("../../../etc/passwd"), "passwd");
  EXPECT_EQ(name_of("C:\\\\Users\\\\kunden.csv"), "kunden.csv");
  EXPECT_EQ(name_of("exports/.."), "upload.csv");
}

TEST_F(Resources, AcceptAFileAndShowIt) {
  const Answer answer = server.upload();
  ASSERT_EQ(answer.status, 201) << answer.body;
  const Json accepted = answer.json();
  EXPECT_EQ(accepted["success"], true);
  EXPECT_EQ(accepted["filename"], "a.csv");
  EXPECT_EQ(accepted["file_size"], 26);
  EXPECT_EQ(accepted["prediction_status"], "QUEUED");
  const std::string id = accepted["prediction_id"];
  EXPECT_EQ(answer.field("Location"), "/api/predictions/" + id);
  const Json list = server.ask("GET /api/predictions").json();
  EXPECT_EQ(list["count"], 1);
  EXPECT_EQ(list["predictions"][0]["id"], id);
  EXPECT_EQ(list["predictions"][0]["has_output"], false);
  EXPECT_EQ(list["next_cursor"], nullptr);
  const Json one = server.ask("GET /api/predictions/" + id).json()["prediction"];
  EXPECT_EQ(one["upload_id"], accepted["upload_id"]);
  EXPECT_EQ(one["metrics_json"], nullptr);
  EXPECT_EQ(one["errors"], Json::array());
  const Json uploads = server.ask("GET /api/uploads").json()["uploads"];
  EXPECT_EQ(uploads[0]["object_key"], accepted["object_key"]);
  const auto number = std::to_string(accepted["upload_id"].get<int>());
  EXPECT_EQ(server.ask("GET /api/uploads/" + number).json()["upload"], uploads[0]);
}

TEST_F(Resources, TakeTheFormsPartsInAnyOrder) {
  const std::string me = std::to_string(server.ask("GET /api/me").json()["user"]["id"].get<int>());
  const std::string user =
      "--b\r\nContent-Disposition: form-data; name=\"user_id\"\r\n\r\n" + me + "\r\n";
  const std::string options =
      "--b\r\nContent-Disposition: form-data; name=\"options\"\r\n\r\n{\"outcome\":\"churn\"}\r\n";
  EXPECT_EQ(server.upload({}, user + options).status, 201);
  const Answer first = server.ask("POST /api/csv", kFormType,
                                  options + user + form_of("id,churn,x\n1,yes,3\n2,no,4\n"));
  ASSERT_EQ(first.status, 201) << first.body;
  const std::string id = first.json()["prediction_id"];
  EXPECT_EQ(server.ask("GET /api/predictions/" + id).json()["prediction"]["options"]["outcome"],
            "churn");
}

TEST_F(Resources, KeepNothingOfAFormThatIsNotTheCallers) {
  const std::string user = "--b\r\nContent-Disposition: form-data; name=\"user_id\"\r\n\r\n9\r\n";
  EXPECT_EQ(server.upload({}, user).status, 403);
  EXPECT_EQ(server.ask("GET /api/uploads").json()["count"], 0);
}

TEST_F(Resources, RefuseFormsWithoutExactlyOneFile) {
  EXPECT_EQ(server.ask("POST /api/csv", "Content-Type: text/csv\r\n", "id\n1\n").status, 400);
  EXPECT_EQ(server
                .ask("POST /api/csv", kFormType,
                     "--b\r\nContent-Disposition: form-data; name=options\r\n\r\n{}\r\n--b--\r\n")
                .status,
            400);
  const std::string twice =
      "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nid,x\n1,2\n\r\n";
  EXPECT_EQ(server.upload({}, twice).status, 400);
  EXPECT_EQ(server.ask("POST /api/csv", kFormType, "--b\r\nnonsense").status, 400);
  EXPECT_EQ(server.upload("Content-Encoding: gzip\r\n").status, 415);
  EXPECT_EQ(server.ask("GET /api/uploads").json()["count"], 0);
}

TEST_F(Resources, RefuseAPartOfTheFormThatIsNotKnown) {
  const std::string typo = "--b\r\nContent-Disposition: form-data; name=\"option\"\r\n\r\n{}\r\n";
  const Answer refused = server.upload({}, typo);
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.json()["code"], "unknown_part");
  EXPECT_TRUE(contains(refused.body, "option\\\"")) << refused.body;
  EXPECT_TRUE(contains(refused.json()["hint"].get<std::string>(), "\"options\""));
  EXPECT_EQ(server.ask("GET /api/uploads").json()["count"], 0);
}

TEST_F(Resources, SayWhatIsWrongWithAFile) {
  const Answer empty = server.ask("POST /api/csv", kFormType, form_of(""));
  EXPECT_EQ(empty.status, 400);
  EXPECT_FALSE(empty.json()["errors"].empty());
  const Answer pdf = server.ask("POST /api/csv", kFormType, form_of("%PDF-1.7\n..."));
  EXPECT_EQ(pdf.status, 415) << pdf.body;
  const std::string bad = "--b\r\nContent-Disposition: form-data; name=\"options\"\r\n\r\n{]\r\n";
  EXPECT_EQ(server.upload({}, bad).status, 422);
}

TEST_F(Resources, AnswerARepeatedKeyWithTheFirstAnswer) {
  const std::string key = "Idempotency-Key: abc\r\n";
  const Answer first = server.upload(key);
  const Answer second = server.upload(key);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(first.body, second.body);
  EXPECT_EQ(second.field("Idempotency-Replayed"), "true");
  EXPECT_EQ(server.ask("GET /api/uploads").json()["count"], 1);
  const Answer other =
      server.ask("POST /api/csv", std::string(kFormType) + key, form_of("id,churn\n7,yes\n8,no\n"));
  EXPECT_EQ(other.status, 422);
}

TEST_F(Resources, WaitForTheEndAsLongAsIsPreferred) {
  const Answer answer = server.upload("Prefer: respond-async, wait=0\r\n");
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.field("Preference-Applied"), "wait=0");
  EXPECT_EQ(answer.json()["prediction_status"], "QUEUED");
  Wire wire(server.port());
  wire.send(server.request("POST /api/csv",
                           server.bearer() + std::string(kFormType) + "Prefer: wait=60\r\n",
                           form_of("id,churn\n1,yes\n2,no\n", "", "waited.csv")));
  Json list;
  while (list["count"] != 1) list = server.ask("GET /api/predictions?q=waited").json();
  const std::string id = list["predictions"][0]["id"];
  EXPECT_EQ(server.ask("POST /api/predictions/" + id + "/cancel").status, 202);
  EXPECT_EQ(wire.receive().json()["prediction_status"], "FAILED");
}

TEST_F(Resources, PageThroughTheListByCursorsOfTheirOwn) {
  std::set<std::string> ids;
  for (int i = 0; i < 5; ++i) ids.insert(server.upload().json()["prediction_id"]);
  std::set<std::string> seen;
  std::string cursor;
  do {
    const Json page = server.ask("GET /api/predictions?limit=2&cursor=" + cursor).json();
    for (const auto& each : page["predictions"]) seen.insert(each["id"]);
    cursor = page["next_cursor"].is_null() ? "" : page["next_cursor"].get<std::string>();
  } while (!cursor.empty());
  EXPECT_EQ(seen, ids);
  const std::string good =
      server.ask("GET /api/predictions?limit=2").json()["next_cursor"].get<std::string>();
  EXPECT_EQ(server.ask("GET /api/predictions?cursor=" + good.substr(1)).status, 400);
  EXPECT_EQ(server.ask("GET /api/uploads?cursor=" + good).status, 400) << "of another list";
}

TEST_F(Resources, RefuseParametersThatAreNone) {
  for (const auto* query : {"limit=0", "limit=101", "limit=x", "limit=5x", "status=DONE"})
    EXPECT_EQ(server.ask("GET /api/predictions?" + std::string(query)).status, 422) << query;
  for (const auto* query : {"q=%zz", "q=%ff", "q=%00"})
    EXPECT_EQ(server.ask("GET /api/predictions?" + std::string(query)).status, 400) << query;
}

TEST_F(Resources, NameAFileFromStandardInput) {
  const Answer answer =
      server.ask("POST /api/csv", kFormType, form_of("id,churn\n1,yes\n2,no\n", "", "-"));
  EXPECT_EQ(answer.json()["filename"], "standard input.csv");
}

TEST_F(Resources, CountThePredictionsOfAnUpload) {
  const int upload = server.upload().json()["upload_id"];
  server.upload();
  const std::string path = "GET /api/uploads/" + std::to_string(upload);
  EXPECT_EQ(server.ask(path).json()["predictions"], 1);
  server.ask("POST /api/predictions", kJson, to_text(Json{{"upload_id", upload}}));
  EXPECT_EQ(server.ask(path).json()["predictions"], 2);
}

TEST_F(Resources, BindACursorToTheListItCameFrom) {
  for (int i = 0; i < 3; ++i) server.upload();
  const std::string cursor =
      server.ask("GET /api/predictions?limit=1&q=csv").json()["next_cursor"].get<std::string>();
  const auto ask = [&](const std::string& query) {
    return server.ask("GET /api/predictions?" + query + "&cursor=" + cursor);
  };
  EXPECT_EQ(ask("q=csv").status, 200);
  EXPECT_EQ(ask("limit=2&q=csv&status=").status, 200);
  EXPECT_EQ(ask("q=other").json()["code"], "bad_cursor");
  EXPECT_EQ(ask("q=csv&status=QUEUED").status, 400);
  EXPECT_EQ(ask("limit=1").status, 400);
}

TEST_F(Resources, RefuseParametersThatAreNotKnownOrStandTwice) {
  const std::string id = server.completed("id,churn_probability\n1,0.5\n");
  for (const std::string& list :
       {std::string("/api/predictions"), std::string("/api/uploads"),
        "/api/predictions/" + id + "/customers", "/api/predictions/" + id + "/download"}) {
    const Answer unknown = server.ask("GET " + list + "?lmit=1");
    EXPECT_EQ(unknown.status, 400) << list;
    EXPECT_EQ(unknown.json()["code"], "unknown_parameter");
    EXPECT_TRUE(contains(unknown.json()["detail"].get<std::string>(), "\"lmit\""));
  }
  const Answer twice = server.ask("GET /api/predictions?limit=1&limit=2");
  EXPECT_EQ(twice.status, 400);
  EXPECT_EQ(twice.json()["code"], "repeated_parameter");
}

TEST_F(Resources, ShowNobodysThingsAsMalformedOnes) {
  std::string first;
  for (const std::string& id :
       {std::string(kNobodys), std::string("x"), std::string("7"), std::string("%27%20or%201=1")}) {
    for (const std::string& line :
         {"GET /api/predictions/" + id, "DELETE /api/predictions/" + id,
          "POST /api/predictions/" + id + "/retry", "POST /api/predictions/" + id + "/cancel",
          "GET /api/predictions/" + id + "/customers", "GET /api/predictions/" + id + "/download",
          "GET /api/predictions/download_predictions/" + id,
          "GET /api/predictions/" + id + "/customers/1"})
      EXPECT_EQ(server.ask(line).status, 404) << line;
  }
  EXPECT_EQ(server.ask("GET /api/uploads/999").status, 404);
  EXPECT_EQ(server.ask("DELETE /api/uploads/x").status, 404);
  EXPECT_EQ(server.ask("GET /api/samples/x").status, 404);
}

TEST_F(Resources, RunAnUploadAgainWithKnownFieldsOnly) {
  const int upload = server.upload().json()["upload_id"];
  const auto ask = [&](const Json& body) {
    return server.ask("POST /api/predictions", kJson, to_text(body)).status;
  };
  EXPECT_EQ(ask({{"upload_id", upload}, {"options", {{"seed", 7}}}}), 201);
  EXPECT_EQ(ask({{"upload_id", 999}}), 404);
  EXPECT_EQ(ask({{"upload_id", "1"}}), 422);
  EXPECT_EQ(ask({{"upload_id", upload}, {"status", "COMPLETED"}}), 422);
  EXPECT_EQ(ask({{"upload_id", upload}, {"options", {{"nonsense", 1}}}}), 422);
  EXPECT_EQ(server.ask("POST /api/predictions", kJson, "[1]").status, 422);
  EXPECT_EQ(server.ask("POST /api/predictions", kJson, "{").status, 422);
  EXPECT_EQ(server.ask("POST /api/predictions", "Content-Type: text/plain\r\n", "{}").status, 415);
  EXPECT_EQ(server.ask("POST /api/predictions", kJson, std::string(2 << 20, ' ')).status, 413);
}

TEST_F(Resources, CancelRetryAndRemove) {
  const std::string id = server.upload().json()["prediction_id"];
  const std::string path = "/api/predictions/" + id;
  EXPECT_EQ(server.ask("POST " + path + "/retry").status, 409);
  EXPECT_EQ(server.ask("POST " + path + "/cancel").json()["prediction"]["status"], "FAILED");
  EXPECT_EQ(server.ask("POST " + path + "/retry").json()["prediction"]["status"], "QUEUED");
  EXPECT_EQ(server.ask("GET " + path + "/download").status, 409);
  EXPECT_EQ(server.ask("DELETE " + path).status, 204);
  EXPECT_EQ(server.ask("GET " + path).status, 404);
}

TEST_F(Resources, StreamTheResultUnlessJsonIsNamed) {
  const std::string csv = "id,churn_probability\n" + std::string(300'000, '1') + "\n";
  const std::string id = server.completed(csv);
  for (const std::string& line : {"GET /api/predictions/" + id + "/download",
                                  "GET /api/predictions/download_predictions/" + id}) {
    const Answer file = server.ask(line, "Accept: text/html, */*\r\n");
    EXPECT_EQ(file.status, 200);
    EXPECT_EQ(file.body, csv);
    EXPECT_EQ(file.field("Content-Type"), "text/csv; charset=utf-8");
    EXPECT_EQ(file.field("Content-Disposition"),
              "attachment; filename=\"a with churn.csv\"; "
              "filename*=UTF-8''a%20with%20churn.csv");
  }
  EXPECT_EQ(server.ask("GET /api/predictions/" + id + "/download?format=pdf").status, 422);
  const Json link =
      server.ask("GET /api/predictions/" + id + "/download", "Accept: application/json\r\n").json();
  EXPECT_LE(link["expires_in"], 300);
  const std::string url = link["download_url"];
  const std::string path = url.substr(url.find("/api/"));
  EXPECT_EQ(server.ask_openly("GET " + path).body, csv) << "without a header";
  EXPECT_EQ(server.ask_openly("GET " + path.substr(0, path.size() - 1)).status, 403);
  EXPECT_EQ(server.ask_openly("GET /api/downloads/x").status, 403);
}

class Download : public Resources {
 protected:
  Answer ask(const std::string& fields, const std::string& method = "GET") {
    return server.ask(method + " " + path_, fields);
  }
  const std::string csv_ = "id,churn_probability\n" + std::string(200'000, '1') + "\n";
  const std::string path_ = "/api/predictions/" + server.completed(csv_) + "/download";
  const std::string etag_ = ask("").field("ETag");
};

TEST_F(Download, IsNotSentAgainWhereItIsKnown) {
  EXPECT_EQ(etag_.size(), 66U) << etag_;
  const Answer known = ask("If-None-Match: \"x\", W/" + etag_ + "\r\n");
  EXPECT_EQ(known.status, 304);
  EXPECT_EQ(known.field("ETag"), etag_);
  EXPECT_EQ(known.body, "");
  EXPECT_EQ(ask("If-None-Match: \"x\"\r\n").body, csv_);
}

TEST_F(Download, GoesOnWhereItBrokeOff) {
  const std::string size = std::to_string(csv_.size());
  const Answer rest = ask("Range: bytes=150000-\r\nIf-Range: " + etag_ + "\r\n");
  EXPECT_EQ(rest.status, 206);
  EXPECT_EQ(rest.body, csv_.substr(150'000));
  EXPECT_EQ(rest.field("Content-Range"),
            "bytes 150000-" + std::to_string(csv_.size() - 1) + "/" + size);
  const Answer middle = ask("Range: bytes=3-9\r\n");
  EXPECT_EQ(middle.body, csv_.substr(3, 7));
  EXPECT_EQ(middle.field("Content-Range"), "bytes 3-9/" + size);
  EXPECT_EQ(ask("Range: bytes=-5\r\n").body, csv_.substr(csv_.size() - 5));
  const Answer beyond = ask("Range: bytes=" + size + "-\r\n");
  EXPECT_EQ(beyond.status, 416);
  EXPECT_EQ(beyond.field("Content-Range"), "bytes */" + size);
}

TEST_F(Download, IsWholeWhereARangeMayBeIgnored) {
  for (const std::string& fields :
       {std::string("Range: bytes=0-1,3-4\r\n"), std::string("Range: lines=0-1\r\n"),
        std::string("Range: bytes=2-1\r\n"), std::string("Range: bytes=x-\r\n"),
        std::string("Range: bytes=0-1\r\nIf-Range: \"other\"\r\n")}) {
    const Answer whole = ask(fields);
    EXPECT_EQ(whole.status, 200) << fields;
    EXPECT_EQ(whole.body, csv_) << fields;
  }
  EXPECT_EQ(ask("Range: bytes=0-1\r\n", "HEAD").status, 200);
}

TEST_F(Resources, TellChangesAsEventsAndResumeThem) {
  Wire wire(server.port());
  wire.send(server.request("GET /api/predictions/events", server.bearer()));
  EXPECT_EQ(wire.receive().field("Content-Type"), "text/event-stream; charset=utf-8");
  ASSERT_TRUE(wire.receive_until("retry: 2000\n\n"));
  const std::string id = server.upload().json()["prediction_id"];
  ASSERT_TRUE(wire.receive_until("\"id\":\"" + id));
  ASSERT_TRUE(wire.receive_until("\n\n\r\n"));
  EXPECT_TRUE(contains(wire.unread(), "event: prediction\ndata: {\"id\"")) << wire.unread();
  server.ask("DELETE /api/predictions/" + id);
  ASSERT_TRUE(wire.receive_until("event: deleted\ndata: {\"id\":\"" + id));
  Wire again(server.port());
  again.send(
      server.request("GET /api/predictions/events", server.bearer() + "Last-Event-ID: 0\r\n"));
  EXPECT_TRUE(again.receive_until("event: deleted")) << "what was missed";
}

TEST_F(Resources, GiveOneUserEightStreams) {
  std::vector<std::unique_ptr<Wire>> wires;
  for (int i = 0; i < 8; ++i) {
    wires.push_back(std::make_unique<Wire>(server.port()));
    wires.back()->send(server.request("GET /api/predictions/events", server.bearer()));
    ASSERT_TRUE(wires.back()->receive_until("retry"));
  }
  const Answer ninth = server.ask("GET /api/predictions/events");
  EXPECT_EQ(ninth.status, 429);
  EXPECT_NE(ninth.field("Retry-After"), "");
  wires.pop_back();
  int status = 429;
  while (status == 429) {  // until the server has heard that it hung up
    Wire wire(server.port());
    wire.send(server.request("GET /api/predictions/events", server.bearer()));
    status = wire.receive().status;
  }
  EXPECT_EQ(status, 200);
}

TEST(Demo, RunsAreThereInDemoModeOnly) {
  ServerOptions options;
  options.demo_mode = true;
  LiveServer server(options);
  const std::string id = server.upload().json()["prediction_id"];
  const std::string cancel = "POST /api/predictions/" + id + "/cancel";
  ASSERT_EQ(server.ask(cancel).status, 202);
  Wire wire(server.port());
  wire.send(server.request("POST /api/predictions/" + id + "/process-demo", server.bearer()));
  // The run has begun where the prediction that failed is QUEUED again.
  while (server.ask("GET /api/predictions/" + id).json()["prediction"]["status"] != "QUEUED") {
  }
  EXPECT_EQ(server.ask(cancel).status, 202);
  const Answer answer = wire.receive();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.json()["prediction"]["status"], "FAILED");
}

TEST(Samples, AreListedAndServed) {
  ServerOptions options;
  options.samples = {{"customers.csv", "text/csv; charset=utf-8", "id\n1\n", ""}};
  const LiveServer server(options);
  EXPECT_EQ(server.ask("GET /api/samples").json()["samples"][0]["name"], "customers.csv");
  EXPECT_EQ(server.ask("GET /api/samples/customers.csv").body, "id\n1\n");
  EXPECT_TRUE(starts_with(server.ask("GET /api/samples/customers.csv").field("Content-Disposition"),
                          "attachment"));
}

TEST(PageFiles, AreServedUnderThePagesPolicy) {
  ServerOptions options;
  options.page = {{"/index.html", "text/html; charset=utf-8", "<p nonce=__CSP_NONCE__>", ""},
                  {"/assets/a-1.js", "text/javascript; charset=utf-8", "plain", "packed"}};
  const LiveServer server(options);
  const Answer index = server.ask_openly("GET /");
  EXPECT_EQ(index.field("Content-Type"), "text/html; charset=utf-8");
  const std::string nonce = index.body.substr(9, index.body.size() - 10);
  EXPECT_TRUE(contains(index.field("Content-Security-Policy"), "'nonce-" + nonce + "'"));
  EXPECT_NE(server.ask_openly("GET /predictions/1").body, index.body) << "a fresh nonce each time";
  EXPECT_EQ(server.ask_openly("GET /favicon.ico").status, 404);
  EXPECT_EQ(server.ask_openly("GET /assets/").status, 404);
  EXPECT_EQ(server.ask_openly("GET /assets/none.js").status, 404);
  EXPECT_EQ(server.ask_openly("GET /api/none").field("Content-Type"), "application/problem+json");
  EXPECT_EQ(server.ask_openly("POST /").status, 405);
  const Answer plain = server.ask_openly("GET /assets/a-1.js");
  EXPECT_EQ(plain.body, "plain");
  EXPECT_EQ(plain.field("Cache-Control"), "public, max-age=31536000, immutable");
  const Answer packed =
      server.ask_openly("GET /assets/a-1.js", "Accept-Encoding: br, gzip;q=0.5\r\n");
  EXPECT_EQ(packed.body, "packed");
  EXPECT_EQ(packed.field("Content-Encoding"), "gzip");
  EXPECT_EQ(server.ask_openly("GET /assets/a-1.js", "Accept-Encoding: gzip;q=0\r\n").body, "plain");
  EXPECT_EQ(
      server.ask_openly("GET /assets/a-1.js", "If-None-Match: " + plain.field("ETag") + "\r\n")
          .status,
      304);
}

}  // namespace
}  // namespace retainwise::http
