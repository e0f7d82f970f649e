#include "service/http/routes.h"

#include "service/http/resources.h"

namespace retainwise::http {

std::vector<std::span<const Route>> route_tables(bool demo_mode) {
  std::vector<std::span<const Route>> tables = {
      upload_routes(),   preview_routes(),  prediction_routes(), event_routes(),
      customer_routes(), download_routes(), model_routes(),      scoring_routes(),
      sample_routes(),   session_routes(),  health_routes()};
  if (demo_mode) tables.push_back(demo_routes());
  return tables;
}

}  // namespace retainwise::http
