#pragma once
/// The few small files that a server keeps in its data folder beside database and blobs.
#include <cstdint>
#include <string>

#include "base/random.h"
#include "base/result.h"

namespace retainwise::app {

/// Makes the folder (0700) where it is absent.
Result<void> make_data_folder(const std::string& folder);
/// The owner key in `file`; made (0600) where there is none.
Result<std::string> owner_key(const std::string& file, Random& random);
/// server.json {url, pid}: how the other commands find the running server.
Result<void> write_server_file(const std::string& folder, const std::string& url);
void remove_server_file(const std::string& folder);

}  // namespace retainwise::app
