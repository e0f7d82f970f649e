#pragma once
/// A program in /bin/sh that plays `retainwise job DIRECTORY …`: $2 is the work folder.
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/contract/temporary_directory.h"

namespace retainwise::jobs {

inline std::string write_script(const test::TemporaryDirectory& folder, const std::string& body) {
  const std::string path = folder.file("program");
  std::ofstream(path) << "#!/bin/sh\n" << body << '\n';
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

/// Leaves what a run leaves.
inline constexpr std::string_view kGoodJob =
    "printf result > $2/result.csv; printf customers > $2/customers.rwc; printf model > "
    "$2/model.rwm\n"
    "printf '{\"outcome_column\":\"churned\",\"inputs\":[]}' > $2/card.json\n"
    "printf '{\"mode\":\"learn\",\"rows\":3,\"metrics\":{}}' > $2/summary.json";

}  // namespace retainwise::jobs
