#include "app/run_options.h"

#include "app/system.h"

namespace retainwise::app {

Result<predict::Options> run_options(const std::string& json) {
  SystemRandom random;
  Json object = Json::object();
  if (!json.empty()) {
    RW_TRY(object, parse_json(json));
  }
  RW_TRY(auto options, predict::Options::from_json(object));
  if (!options.as_of) options.as_of = date_of(SystemClock().now());
  options.reading.today = *options.as_of;
  options.reading.hash_seed = random_word(random);
  return options;
}

}  // namespace retainwise::app
