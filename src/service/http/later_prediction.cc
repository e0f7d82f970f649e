#include "service/http/later_prediction.h"

#include "service/http/transaction.h"

namespace retainwise::http {
namespace {

class WhenEnded final : public Later {
 public:
  WhenEnded(Context& context, const store::Prediction& prediction, int milliseconds,
            std::function<Reply(const store::Prediction&)> reply, std::shared_ptr<void> held)
      : context_(context), last_(prediction), reply_(std::move(reply)), held_(std::move(held)) {
    wait_ms = milliseconds;
  }

  std::optional<Reply> now() override {
    const auto found = in_read(context_.services.store, [&](store::Session& session) {
      return store::find_prediction(session, last_.tenant, last_.id);
    });
    if (!found.ok() && found.error().kind == ErrorKind::kNotFound) return reply_(last_);
    if (!found.ok()) return std::nullopt;  // the database may be back before the time is over
    last_ = *found;
    const bool ended =
        last_.status == store::Status::kCompleted || last_.status == store::Status::kFailed;
    if (!ended) return std::nullopt;
    return reply_(last_);
  }

  Reply late() override { return reply_(last_); }

 private:
  Context& context_;
  store::Prediction last_;
  std::function<Reply(const store::Prediction&)> reply_;
  std::shared_ptr<void> held_;
};

}  // namespace

Reply when_ended(Context& context, const store::Prediction& prediction, int wait_ms,
                 std::function<Reply(const store::Prediction&)> reply, std::shared_ptr<void> held) {
  Reply later;
  later.later =
      std::make_unique<WhenEnded>(context, prediction, wait_ms, std::move(reply), std::move(held));
  return later;
}

}  // namespace retainwise::http
