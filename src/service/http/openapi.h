#pragma once
/// The description of the API (OpenAPI 3.1), which a test holds against the routes.
#include <string>
#include <string_view>

namespace retainwise::http {

std::string openapi_text(std::string_view version);

}  // namespace retainwise::http
