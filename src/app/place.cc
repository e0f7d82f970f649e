#include "app/place.h"

#include "app/nowhere.h"
#include "app/standard_output.h"

namespace retainwise::app {

Result<Place> Place::open(const std::string& path) {
  Place place;
  if (path.empty()) {
    place.stream_ = std::make_unique<Nowhere>();
  } else if (path == "-") {
    place.stream_ = std::make_unique<StandardOutput>();
  } else {
    RW_TRY(place.file_, OutputFile::create(path));
  }
  return place;
}

}  // namespace retainwise::app
