#include "app/secret_files.h"

#include "app/input_file.h"
#include "base/text.h"

namespace retainwise::app {
namespace {

Result<std::string> read_secret(const std::string& name, const std::string& path) {
  const auto file = InputFile::open(path);
  if (!file.ok())
    return bad_request("secret_file",
                       name + "=" + shortened(path, 200) + " cannot be read: " + file.error().what,
                       "It names a file that holds the secret and nothing else.");
  return std::string(trim(as_text(file->bytes())));
}

}  // namespace

Result<Names> with_secret_files(Names names) {
  for (const std::string_view secret : secret_settings()) {
    const std::string by_file = std::string(secret) + "_FILE";
    const auto found = names.find(by_file);
    if (found == names.end()) continue;
    if (names.find(secret) != names.end())
      return bad_request("secret_file",
                         "Both " + std::string(secret) + " and " + by_file + " are set.",
                         "Set one of them.");
    RW_TRY(std::string value, read_secret(by_file, found->second));
    names.erase(found);
    names.insert_or_assign(std::string(secret), std::move(value));
  }
  return names;
}

}  // namespace retainwise::app
