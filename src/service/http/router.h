#pragma once
/// Routes and how they are found. Each resource file ends with its table.
#include <memory>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "service/http/context.h"
#include "service/http/reply.h"
#include "service/http/request.h"

namespace retainwise::http {

inline constexpr Method GET = Method::kGet;
inline constexpr Method POST = Method::kPost;
inline constexpr Method PATCH = Method::kPatch;
inline constexpr Method DELETE = Method::kDelete;

/// Who may: anybody, or a caller whose role is at least viewer, member, owner.
enum class Needs { kOpen, kRead, kWrite, kAdmin };

/// Takes a body as it comes in. Used by one thread at a time; dropped before finish(): nothing
/// stays.
class BodyConsumer {
 public:
  virtual ~BodyConsumer() = default;
  virtual Result<void> feed(ByteSpan bytes) = 0;
  virtual Result<Reply> finish() = 0;
};

/// Parses, calls one flow, replies. May block; the body (≤ 1 MiB) is in the request.
using Handler = Result<Reply> (*)(const Request&, Context&);
/// The same for a body that is not kept: called before it is read.
using StreamHandler = Result<std::unique_ptr<BodyConsumer>> (*)(const Request&, Context&);

/// kInline handlers never block and run on the I/O thread, so that they answer under any load.
enum class Runs { kOnPool, kInline };

struct Route {
  Method method;
  std::string_view pattern;  ///< "/api/predictions/{id}"
  std::variant<Handler, StreamHandler> handler;
  Needs needs;
  Runs runs = Runs::kOnPool;
};

class Router {
 public:
  explicit Router(const std::vector<std::span<const Route>>& tables);
  struct Match {
    const Route* route = nullptr;  ///< null: no such path, or not by this method
    std::vector<std::string> params;
    std::string allow;  ///< "GET, HEAD": set where the path is known
  };
  /// With and without a trailing slash; literal segments go before {…}; HEAD is GET.
  Match find(Method method, std::string_view path) const;
  std::vector<const Route*> routes() const;

 private:
  struct Entry {
    std::vector<std::string> segments;
    const Route* route;
  };
  std::vector<Entry> entries_;  ///< literal ones first
};

}  // namespace retainwise::http
