#include "tests/service/http/live_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sodium.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <stdexcept>

#include "base/text.h"
#include "service/flows/error_file.h"
#include "service/flows/local_file.h"
#include "service/store/predictions.h"

namespace retainwise::http {
namespace {

constexpr std::string_view kTable = "id,churn,x\n1,yes,3\n2,no,4\n";

template <class T>
T must(Result<T> result) {
  if (!result.ok()) throw std::runtime_error(result.error().what + " " + result.error().detail);
  return std::move(*result);
}

void must_pass(const Result<void>& result) {
  if (!result.ok()) throw std::runtime_error(result.error().what + " " + result.error().detail);
}

std::string sha256_of(std::string_view bytes) {
  std::array<unsigned char, 32> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size());
  std::array<char, 65> text{};
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  return text.data();
}

}  // namespace

Time RealClock::now() const {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

std::int64_t RealClock::steady_ms() const {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

void RealRandom::fill(std::span<std::byte> out) {
  if (::getrandom(out.data(), out.size(), 0) != static_cast<ssize_t>(out.size()))
    throw std::runtime_error("getrandom");
}

std::string Answer::field(std::string_view name) const {
  const auto at = lower(head).find("\r\n" + lower(name) + ": ");
  if (at == std::string::npos) return "";
  const auto start = at + name.size() + 4;
  return head.substr(start, head.find("\r\n", start) - start);
}

Json Answer::json() const {
  auto parsed = parse_json(body);
  EXPECT_TRUE(parsed.ok()) << body;
  return parsed.ok() ? *parsed : Json();
}

Wire::Wire(std::uint16_t port) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  timeval patience{20, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("connect");
}

Wire::~Wire() {
  ::close(socket_);
}

void Wire::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return;  // the server has answered and closed: the answer says why
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

bool Wire::more() {
  std::array<char, 65536> block{};
  const auto count = ::recv(socket_, block.data(), block.size(), 0);
  if (count <= 0) return false;
  inbox_.append(block.data(), static_cast<std::size_t>(count));
  return true;
}

bool Wire::receive_until(std::string_view text) {
  while (inbox_.find(text) == std::string::npos) {
    if (!more()) return false;
  }
  return true;
}

bool Wire::is_closed() {
  return inbox_.empty() && !more();
}

Answer Wire::receive(bool head_only) {
  Answer answer;
  if (!receive_until("\r\n\r\n")) return answer;
  const auto end = inbox_.find("\r\n\r\n");
  answer.head = inbox_.substr(0, end + 2);
  inbox_.erase(0, end + 4);
  answer.status = std::stoi(answer.head.substr(9, 3));
  const auto length = answer.field("Content-Length");
  if (head_only || length.empty()) return answer;
  const auto size = static_cast<std::size_t>(std::stoul(length));
  while (inbox_.size() < size) {
    if (!more()) return {};
  }
  answer.body = inbox_.substr(0, size);
  inbox_.erase(0, size);
  return answer;
}

flows::JobEnd EchoingRunner::run(const flows::JobFiles& files, const BeatFn& /*beat*/) {
  const std::string input = must(flows::read_file(files.input(), 2U << 20U));
  if (starts_with(input, "%PDF")) {
    const Error error = bad_file("pdf", "This is a PDF.", "Export it as CSV.");
    must_pass(flows::write_file(files.error(), to_text(flows::error_file(error))));
    return {flows::JobEnd::Kind::kRefused, flows::JobEnd::Cause::kCrash, "", 0};
  }
  const Json asked = must(parse_json(must(flows::read_file(files.preview(), 1000))));
  const Json options = must(parse_json(must(flows::read_file(files.options(), 1000))));
  must_pass(flows::write_file(
      files.summary(),
      to_text(Json{{"input", input}, {"extent", asked["extent"]}, {"options", options}})));
  return {flows::JobEnd::Kind::kDone, flows::JobEnd::Cause::kCrash, "", 0};
}

LiveServer::LiveServer(ServerOptions options) {
  std::string pattern = (std::filesystem::temp_directory_path() / "retainwise-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp");
  directory_ = pattern;
  key_ = auth::make_owner_key(random_);
  log_ = telemetry::make_silent_log();
  counters_ = telemetry::make_counters();
  store_ = must(store::open_sqlite({directory_ + "/db", directory_ + "/ballast", 4096, 2}));
  blobs_ = must(blob::open_directory({directory_ + "/blobs", 0}));
  queue_ = queue::make_database_queue(*store_);
  auth::LocalOptions local;
  local.owner_key = key_;
  identity_ = must(auth::make_local_identity(*store_, random_, clock_, local));
  services_.reset(
      new flows::Services{*store_, *blobs_, *queue_, clock_, random_, *log_, *counters_});
  previews_ = std::make_unique<flows::Previews>(*services_, previewer_, previewer_,
                                                flows::PreviewOptions{directory_ + "/scratch"});
  options.port = 0;
  server_ = must(start_server(*services_, *identity_, *previews_, std::move(options)));
}

LiveServer::~LiveServer() {
  server_->stop();
  server_.reset();
  store_.reset();
  std::filesystem::remove_all(directory_);
}

std::string LiveServer::request(std::string_view line, std::string_view fields,
                                std::string_view body) const {
  std::string text =
      std::string(line) + " HTTP/1.1\r\nHost: " + host() + "\r\n" + std::string(fields);
  if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + std::string(body);
}

Answer LiveServer::ask(std::string_view line, std::string_view fields,
                       std::string_view body) const {
  return ask_openly(line, bearer() + std::string(fields), body);
}

Answer LiveServer::ask_openly(std::string_view line, std::string_view fields,
                              std::string_view body) const {
  Wire wire(port());
  wire.send(request(line, fields, body));
  return wire.receive(starts_with(line, "HEAD"));
}

Answer LiveServer::upload(std::string_view fields, std::string_view more_parts) const {
  return ask("POST /api/csv", std::string(kFormType) + std::string(fields),
             form_of(kTable, more_parts));
}

std::string LiveServer::completed(std::string_view result_csv) {
  const std::string id = upload().json().at("prediction_id");
  const auto output = BlobKey::parse("results/" + id + "-1.csv");
  const auto customers = BlobKey::parse("results/" + id + "-1.rwc");
  auto writer = must(blobs_->put(*output));
  must_pass(writer->write(result_csv));
  must_pass(writer->finish());
  must_pass(store_->write([&](store::Session& session) -> Result<void> {
    RW_TRY(const auto claim, store::claim_prediction(session, "test", 30'000));
    const store::Finished finished{"learn",     2,          Json::object({{"mode", "learn"}}),
                                   *output,     *customers, sha256_of(result_csv),
                                   std::nullopt};
    RW_CHECK_OK(store::finish_prediction(session, *PredictionId::parse(id), claim->prediction.fence,
                                         finished));
    return {};
  }));
  return id;
}

std::string LiveServer::cookie() {
  const std::string link = must(identity_->make_link());
  const Answer answer = ask_openly("POST /api/session", "Content-Type: application/json\r\n",
                                   to_text(Json{{"link", link}}));
  const std::string set = answer.field("Set-Cookie");
  return "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
}

std::string form_of(std::string_view csv, std::string_view more_parts, std::string_view filename) {
  return "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" +
         std::string(filename) + "\"\r\n\r\n" + std::string(csv) + "\r\n" +
         std::string(more_parts) + "--b--\r\n";
}

}  // namespace retainwise::http
