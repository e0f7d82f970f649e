#pragma once
/// A fresh bucket at the emulator of S3, behind a gate of its own.
#include <memory>
#include <string>

#include "service/blob/s3.h"
#include "service/telemetry/log.h"
#include "tests/contract/emulator.h"
#include "tests/service/blob/s3_gate.h"

namespace retainwise::test {

struct Bucket {
  Bucket() {
    name = "b" + std::to_string(random_word(cloud.random));
    net::AwsCaller maker = net::AwsCaller(cloud.access, "s3", *net::parse_address(gate.url()),
                                          [](const net::HttpReply&) { return net::AwsRefusal(); });
    net::Signable make;
    make.method = "PUT";
    make.path = "/" + name;
    make.headers = {{"Content-Type", "application/xml"}};
    static_cast<void>(maker.send(make, "", {}));
  }

  std::unique_ptr<blob::BlobStore> open() {
    return blob::open_s3({.bucket = name, .endpoint = gate.url()}, cloud.access, *log).value();
  }

  S3Gate gate{Emulator::running().port()};
  CloudAccess cloud;
  std::unique_ptr<telemetry::Log> log = telemetry::make_silent_log();
  std::string name;
};

}  // namespace retainwise::test
