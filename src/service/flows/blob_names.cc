#include "service/flows/blob_names.h"

#include <array>

#include "base/text.h"
#include "service/flows/hex.h"

namespace retainwise::flows {
namespace {

constexpr std::size_t kMaxSafeName = 80;

bool is_safe(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string_view without_folders(std::string_view filename) {
  const std::size_t slash = filename.find_last_of("/\\");
  return slash == std::string_view::npos ? filename : filename.substr(slash + 1);
}

std::string_view extension(std::string_view filename) {
  const std::string name = lower(filename);
  if (ends_with(name, ".gz")) return ".csv.gz";
  if (ends_with(name, ".xlsx") || ends_with(name, ".xlsm")) return ".xlsx";
  return ends_with(name, ".tsv") || ends_with(name, ".tab") ? ".tsv" : ".csv";
}

/// "20261124T205616123": RFC 3339 without its punctuation.
std::string compact(Time time) {
  std::string text;
  for (const char c : rfc3339(time)) {
    if ((c >= '0' && c <= '9') || c == 'T') text += c;
  }
  return text;
}

Result<BlobKey> checked(const std::string& text) {
  auto key = BlobKey::parse(text);
  if (!key) return bug("not a blob key: " + text);
  return *std::move(key);
}

std::string run_folder(const TenantId& tenant, const PredictionId& prediction, Fence fence) {
  return tenant.text() + '/' + prediction.text() + '/' + std::to_string(fence.value) + '/';
}

}  // namespace

std::string safe_name(std::string_view filename) {
  std::string_view rest = without_folders(filename);
  if (ends_with(lower(rest), ".gz")) rest.remove_suffix(3);
  const std::size_t dot = rest.rfind('.');
  if (dot != std::string_view::npos && dot > 0) rest = rest.substr(0, dot);
  std::string name;
  for (const char c : rest) {
    if (name.size() == kMaxSafeName) break;
    if (is_safe(c)) {
      name += c;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name.empty() ? "upload" : name;
}

Result<BlobKey> upload_key(const TenantId& tenant, std::string_view filename, Time now,
                           Random& random) {
  std::array<std::byte, 4> unique{};
  random.fill(unique);
  std::string text(kUploadsPrefix);
  text += tenant.text() + '/' + compact(now) + '-' + hex(unique) + '-' + safe_name(filename);
  text += extension(filename);
  return checked(text);
}

Result<BlobKey> result_key(const TenantId& tenant, const PredictionId& prediction, Fence fence,
                           std::string_view file) {
  return checked(std::string(kResultsPrefix) + run_folder(tenant, prediction, fence) +
                 std::string(file));
}

Result<BlobKey> model_key(const TenantId& tenant, const PredictionId& prediction, Fence fence,
                          const ModelId& model) {
  return checked(std::string(kModelsPrefix) + run_folder(tenant, prediction, fence) + model.text() +
                 ".rwm");
}

}  // namespace retainwise::flows
