#pragma once
/// What the user reads where a prediction ends FAILED: one message, and the findings behind it.
#include <string>

#include "base/json.h"
#include "service/flows/run_prediction.h"

namespace retainwise::flows {

struct Refusal {
  std::string message;  ///< what, and what to do about it
  Json issues;          ///< [{code, message, row?, column?, text?, hint}], never empty
};

Refusal refusal(const Error& error);
/// The child's second end by itself.
Error death(const JobEnd& end);
/// kStorageFull: there is no room to work in, or to keep results.
Error out_of_disk(std::string detail);

}  // namespace retainwise::flows
