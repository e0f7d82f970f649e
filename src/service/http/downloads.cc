/// The result file: streamed, or as a signed link that works without a header for five minutes.
#include <charconv>

#include "base/text.h"
#include "service/flows/export_result.h"
#include "service/http/file_reply.h"
#include "service/http/grammar.h"
#include "service/http/parameters.h"
#include "service/http/problem.h"
#include "service/http/resources.h"

namespace retainwise::http {
namespace {

constexpr int kLinkSeconds = 300;
constexpr std::string_view kPurpose = "download";

/// True only where application/json is named: "*/*" and silence mean the file.
bool asks_for_json(const Head& head) {
  for (const auto& field : head.fields) {
    if (field.name != "accept") continue;
    for (const auto& range : split(field.value, ',')) {
      if (same_word(without_blanks(range.substr(0, range.find(';'))), "application/json"))
        return true;
    }
  }
  return false;
}

Result<Reply> result_reply(const Request& request, Context& context, const TenantId& tenant,
                           const PredictionId& id) {
  RW_TRY(auto result, flows::export_result(context.services, tenant, id));
  return file_reply(request, std::move(result), "text/csv; charset=utf-8").with("Vary", "Accept");
}

Reply link_reply(const std::string& url) {
  return json_reply({{"success", true}, {"download_url", url}, {"expires_in", kLinkSeconds}});
}

/// For a file store that signs none of its own.
std::string own_link(const Request& request, Context& context, const PredictionId& id) {
  const auto until = context.services.clock.now().unix_ms + kLinkSeconds * 1000LL;
  const std::string token = context.signer.sign(
      kPurpose, request.tenant().text() + " " + id.text() + " " + std::to_string(until));
  const std::string base = context.options.public_url.empty() ? "http://" + request.head.host
                                                              : context.options.public_url;
  return base + "/api/downloads/" + token;
}

Result<Reply> download(const Request& request, Context& context) {
  RW_TRY(const auto id, prediction_id(request));
  RW_CHECK_OK(only_parameters(request.query, {"format"}));
  const auto format = text_parameter(request.query, "format");
  if (!format.empty() && format != "csv")
    return bad_request("bad_parameter", "\"format\" must be csv.");
  if (!asks_for_json(request.head)) return result_reply(request, context, request.tenant(), id);
  // Only a result that is there gets a link.
  RW_TRY(const auto link, flows::result_link(context.services, request.tenant(), id, kLinkSeconds));
  return link_reply(link ? *link : own_link(request, context, id));
}

Result<Reply> by_link(const Request& request, Context& context) {
  const auto text = context.signer.open(kPurpose, request.param());
  const auto parts = split(text.value_or(""), ' ');
  const auto expired = [&] {
    return problem(403, "link_expired", "This link is not, or no longer, valid.", request.id,
                   "Ask for a new one; links last five minutes.");
  };
  if (parts.size() != 3) return expired();
  const auto tenant = TenantId::parse(parts[0]);
  const auto id = PredictionId::parse(parts[1]);
  std::int64_t until = 0;
  std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), until);
  if (!tenant || !id || context.services.clock.now().unix_ms > until) return expired();
  return result_reply(request, context, *tenant, *id);
}

const Route kRoutes[] = {
    {GET, "/api/predictions/{id}/download", download, Needs::kRead},
    {GET, "/api/predictions/download_predictions/{id}", download, Needs::kRead},
    {GET, "/api/downloads/{token}", by_link, Needs::kOpen},
};

}  // namespace

std::span<const Route> download_routes() {
  return kRoutes;
}

}  // namespace retainwise::http
