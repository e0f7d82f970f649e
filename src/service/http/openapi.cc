#include "service/http/openapi.h"

#include "base/json.h"
#include "service/http/openapi_text.h"

namespace retainwise::http {

std::string openapi_text(std::string_view version) {
  const Json info = {
      {"title", "RetainWise"},
      {"summary", "Upload your customers; see who is about to leave, how sure that is, and why."},
      {"version", version},
      {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}};
  std::string text = R"({"openapi": "3.1.0", "info": )" + to_text(info);
  // Every path also answers with a trailing slash, and HEAD where there is GET.
  text += R"(, "security": [{"bearer": []}, {"session": []}], "paths": {)";
  text += openapi_paths();
  text += ",";
  text += openapi_model_paths();
  text += "}";
  text += R"(, "components": )";
  text += openapi_components();
  return text += "}";
}

}  // namespace retainwise::http
