#pragma once
/// The tables of the resource files.
#include <span>

#include "service/http/router.h"

namespace retainwise::http {

std::span<const Route> upload_routes();      // uploads.cc
std::span<const Route> preview_routes();     // previews.cc
std::span<const Route> prediction_routes();  // predictions.cc
std::span<const Route> event_routes();       // events.cc
std::span<const Route> customer_routes();    // customers.cc
std::span<const Route> model_routes();       // models.cc
std::span<const Route> scoring_routes();     // scoring.cc
std::span<const Route> download_routes();    // downloads.cc
std::span<const Route> demo_routes();        // demo.cc
std::span<const Route> sample_routes();      // samples.cc
std::span<const Route> session_routes();     // session.cc
std::span<const Route> health_routes();      // health.cc

}  // namespace retainwise::http
