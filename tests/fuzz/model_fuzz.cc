/// Any bytes are a model that can be scored with, or an error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include "base/sink.h"
#include "engine/model/checksum.h"
#include "engine/model/file.h"
#include "engine/model/validity.h"

namespace {

using retainwise::as_bytes;
namespace model = retainwise::model;

/// Magic, version, length and checksum made right, so that the content is what gets tried.
std::string dressed(std::string_view payload, std::uint32_t version) {
  const std::uint32_t crc = model::crc32c(payload);
  const std::uint64_t length = payload.size();
  std::string bytes = "RWMODEL\n";
  bytes.append(reinterpret_cast<const char*>(&version), sizeof version);
  bytes.append(reinterpret_cast<const char*>(&length), sizeof length);
  bytes.append(reinterpret_cast<const char*>(&crc), sizeof crc);
  return bytes.append(payload);
}

void expect_sound(std::string_view bytes) {
  const auto read = model::read(as_bytes(bytes));
  if (!read.ok()) return;
  retainwise::StringSink sink;
  if (!model::check_validity(*read).ok() || !model::write(*read, sink).ok() ||
      !model::read(as_bytes(sink.text())).ok())
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  expect_sound(bytes);
  for (const std::uint32_t version : {1U, 2U, 3U})
    if (bytes.size() > 24) expect_sound(dressed(bytes.substr(24), version));
  return 0;
}
