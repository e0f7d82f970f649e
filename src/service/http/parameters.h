#pragma once
/// What handlers read from paths, queries and bodies, with one error for each way to be wrong.
#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.h"
#include "service/http/context.h"
#include "service/http/request.h"

namespace retainwise::http {

/// kNotFound for what is no id: as for an id that is nobody's.
Result<PredictionId> prediction_id(const Request& request);
Result<UploadId> upload_id(const Request& request);
Result<ModelId> model_id(const Request& request);
/// The data row behind the prediction in the path, from 1.
Result<std::int64_t> customer_row(const Request& request);
/// kBadRequest "bad_parameter" beyond [low, high].
Result<std::int64_t> number_parameter(const Query& query, std::string_view name,
                                      std::int64_t otherwise, std::int64_t low, std::int64_t high);
std::string text_parameter(const Query& query, std::string_view name);
/// "unknown_parameter" for a name that is not among `known`, "repeated_parameter" for one that
/// stands twice: a slip of the pen must not be answered as if it were not there.
Result<void> only_parameters(const Query& query, std::initializer_list<std::string_view> known);
/// A list as its cursors know it: `name` with all that chooses and orders its items, so that a
/// cursor is refused wherever it would go on in another list.
std::string list_of(std::string_view name, std::initializer_list<std::string_view> choices);
/// The text that a list of this tenant signed into `cursor`; "" where absent; "bad_cursor".
Result<std::string> cursor_text(const Request& request, const Context& context,
                                std::string_view list);
Json make_cursor(const Request& request, const Context& context, std::string_view list,
                 const std::string& text);
/// A body as a JSON object with no other keys than these.
Result<Json> json_object(std::string_view body, std::initializer_list<std::string_view> keys);

/// {"upload_id": number, "options": {…}?}: what is asked of an upload that is there already.
struct UploadAndOptions {
  UploadId upload;
  std::string options;  ///< as JSON text, "" for none
};
Result<UploadAndOptions> upload_and_options(std::string_view body);

}  // namespace retainwise::http
