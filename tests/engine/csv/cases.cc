#include "tests/engine/csv/cases.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "tests/engine/csv/described.h"

namespace retainwise::csv {

std::filesystem::path cases_folder() {
  return std::filesystem::path(RETAINWISE_SOURCE_DIR) / "tests/cases/csv";
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(cases_folder())) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".json" && name.front() != '.') names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::filesystem::path expectation_of(const std::filesystem::path& input) {
  return input.string() + ".json";
}

std::string file_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void rewrite_cases() {
  for (const std::string& name : case_names()) {
    const std::filesystem::path input = cases_folder() / name;
    const std::string text = file_text(input);
    std::ofstream(expectation_of(input), std::ios::binary) << pretty(described(read_text(text)));
  }
}

}  // namespace retainwise::csv
