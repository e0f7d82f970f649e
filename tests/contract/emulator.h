#pragma once
/// The emulator of S3 and SQS that a test program starts once and that ends with it, and what calls
/// to it need. It takes any signature: those are held against published ones in tests/service/net.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>
#include <random>
#include <string>

#include "base/json.h"
#include "service/net/aws_caller.h"

namespace retainwise::test {

class Emulator {
 public:
  /// Of this test program.
  static Emulator& running() {
    static Emulator emulator;
    return emulator;
  }
  int port() const { return port_; }

 private:
  Emulator() {
    std::array<int, 2> in{}, out{};
    if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0) return;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    std::string node = "node";
    std::string script = std::string(RETAINWISE_SOURCE_DIR) + "/tests/emulators/serve.mjs";
    std::array<char*, 3> arguments = {node.data(), script.data(), nullptr};
    if (::posix_spawnp(&process_, "node", &actions, nullptr, arguments.data(), environ) != 0)
      process_ = -1;
    posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    stdin_ = in[1];
    read_port(out[0]);
    ::close(out[0]);
  }
  ~Emulator() {
    ::close(stdin_);
    if (process_ > 0) ::waitpid(process_, nullptr, 0);
  }

  void read_port(int from) {
    std::string line;
    char byte = 0;
    while (::read(from, &byte, 1) == 1 && byte != '\n') line += byte;
    const auto told = parse_json(line);
    if (!told.ok()) {
      ADD_FAILURE() << "the emulator does not start: run scripts/emulators";
      return;
    }
    port_ = told.value().value("port", 0);
  }

  pid_t process_ = -1;
  int stdin_ = -1, port_ = 0;
};

class RealClock final : public Clock {
 public:
  Time now() const override {
    return {std::chrono::duration_cast<std::chrono::milliseconds>(
                std::chrono::system_clock::now().time_since_epoch())
                .count()};
  }
  std::int64_t steady_ms() const override { return now().unix_ms; }
};

class RealRandom final : public Random {
 public:
  void fill(std::span<std::byte> out) override {
    std::random_device device;
    for (std::byte& byte : out) byte = static_cast<std::byte>(device());
  }
};

/// What a caller needs, with pauses that do not wait.
struct CloudAccess {
  CloudAccess()
      : credentials(sources(), clock), access{client,      credentials,     clock,     random,
                                              "us-east-1", {.attempts = 4}, [](int) {}} {}

  net::HttpClient client;
  RealClock clock;
  RealRandom random;
  net::CredentialChain credentials;
  net::AwsAccess access;

 private:
  static std::vector<std::unique_ptr<net::CredentialSource>> sources() {
    std::vector<std::unique_ptr<net::CredentialSource>> out;
    out.push_back(
        net::from_environment({{"AWS_ACCESS_KEY_ID", "test"}, {"AWS_SECRET_ACCESS_KEY", "test"}}));
    return out;
  }
};

}  // namespace retainwise::test
