#pragma once
/// The parts of the API's description, as JSON.
#include <string_view>

namespace retainwise::http {

std::string_view openapi_paths();       // openapi_paths.cc
std::string_view openapi_components();  // openapi_components.cc

}  // namespace retainwise::http
