#include "app/data_folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/output_file.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "service/auth/identity.h"

namespace retainwise::app {
namespace {

Error cannot(const std::string& deed, const std::string& path, const std::string& why) {
  return {ErrorKind::kUnavailable, "data_folder", "Cannot " + deed + " " + path + ": " + why + ".",
          "Check that the folder exists and belongs to the user who starts the program.", ""};
}

Result<void> write_whole(const std::string& path, std::string_view text) {
  RW_TRY(auto file, OutputFile::create(path));
  RW_CHECK_OK(file->write(text));
  return file->commit();
}

}  // namespace

Result<void> make_data_folder(const std::string& folder) {
  ::umask(077);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return cannot("make the data folder", folder, error.message());
  if (::access(folder.c_str(), R_OK | W_OK | X_OK) != 0)
    return cannot("write to the data folder", folder, system_words(errno));
  return {};
}

Result<std::string> owner_key(const std::string& file, Random& random) {
  if (std::ifstream in(file); in) {
    std::stringstream text;
    text << in.rdbuf();
    const std::string key(trim(text.str()));
    if (key.size() < 40)
      return Error{ErrorKind::kConflict, "owner_key", file + " holds no owner key.",
                   "Remove the file: the next start writes a new key.", ""};
    return key;
  }
  std::string key = auth::make_owner_key(random);
  RW_CHECK_OK(write_whole(file, key + "\n"));
  return key;
}

Result<void> write_server_file(const std::string& folder, const std::string& url) {
  return write_whole(folder + "/server.json",
                     to_text(Json{{"url", url}, {"pid", ::getpid()}}) + "\n");
}

void remove_server_file(const std::string& folder) {
  ::unlink((folder + "/server.json").c_str());  // absent is as good
}

}  // namespace retainwise::app
