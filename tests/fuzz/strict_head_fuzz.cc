/// Heads and bodies of HTTP/1.1, cut into two reads at every place the first byte names: the
/// reading never depends on the cut, and never takes more than its limits.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "service/http/body_reader.h"
#include "service/http/strict_head.h"
#include "service/http/target.h"

namespace {

using retainwise::http::BodyReader;
using retainwise::http::Head;
using retainwise::http::HeadReader;

struct Outcome {
  bool done = false;
  int refused = 0;
  std::size_t taken = 0;
  std::string body;
};

void check(bool holds) {
  if (!holds) std::abort();
}

Outcome read(std::string_view bytes, std::size_t cut) {
  Outcome outcome;
  HeadReader reader;
  const auto first = bytes.substr(0, cut);
  outcome.taken = reader.feed(first);
  if (outcome.taken == first.size()) outcome.taken += reader.feed(bytes.substr(first.size()));
  outcome.done = reader.done();
  if (reader.refusal()) outcome.refused = reader.refusal()->status;
  check(!(outcome.done && outcome.refused != 0));
  if (!outcome.done) return outcome;
  const Head head = reader.take();
  check(head.path.front() == '/' && head.path.find("/../") == std::string::npos);
  check(head.fields.size() <= 100 && outcome.taken <= (16U << 10U));
  BodyReader body(head);
  std::string_view rest = bytes.substr(outcome.taken);
  while (!rest.empty() && !body.done() && !body.refusal()) {
    const auto step = body.feed(rest.substr(0, cut + 1));
    check(step.taken > 0);
    outcome.body += step.body;
    rest.remove_prefix(step.taken);
  }
  if (body.refusal()) outcome.refused = body.refusal()->status;
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Outcome whole = read(bytes, bytes.size());
  const Outcome parts = read(bytes, data[0]);
  check(whole.done == parts.done && (whole.refused == 0) == (parts.refused == 0) &&
        whole.body == parts.body);
  (void)retainwise::http::Query::parse(bytes);
  return 0;
}
