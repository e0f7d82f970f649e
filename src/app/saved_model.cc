#include "app/saved_model.h"

#include "app/input_file.h"
#include "engine/model/file.h"
#include "service/flows/sha256.h"

namespace retainwise::app {

Result<SavedModel> saved_model(ByteSpan bytes) {
  RW_TRY(auto model, model::read(bytes));
  return SavedModel{std::move(model), flows::sha256_hex(bytes)};
}

Result<std::optional<SavedModel>> saved_model(const std::string& path) {
  if (path.empty()) return std::optional<SavedModel>();
  RW_TRY(const auto file, InputFile::open(path));
  RW_TRY(auto saved, saved_model(file.bytes()));
  return std::optional<SavedModel>(std::move(saved));
}

}  // namespace retainwise::app
