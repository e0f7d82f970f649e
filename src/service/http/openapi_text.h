#pragma once
/// The parts of the API's description, as JSON.
#include <string_view>

namespace retainwise::http {

/// Members of the object `paths`: everything, but for models and what is scored with them at once.
std::string_view openapi_paths();        // openapi_paths.cc
std::string_view openapi_model_paths();  // openapi_models.cc
std::string_view openapi_components();   // openapi_components.cc

}  // namespace retainwise::http
