#include "app/saved_model.h"

#include "app/input_file.h"
#include "engine/model/file.h"

namespace retainwise::app {

Result<std::optional<model::Model>> saved_model(const std::string& path) {
  if (path.empty()) return std::optional<model::Model>();
  RW_TRY(const auto file, InputFile::open(path));
  RW_TRY(auto model, model::read(file.bytes()));
  return std::optional<model::Model>(std::move(model));
}

}  // namespace retainwise::app
