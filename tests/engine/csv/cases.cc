#include "tests/engine/csv/cases.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "tests/engine/csv/described.h"

namespace retainwise::csv {
namespace {

std::vector<std::string> inputs_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const std::string extension = entry.path().extension().string();
    if (extension != ".json" && extension != ".py" && name.front() != '.') names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

void rewrite(const std::filesystem::path& input) {
  const std::string text = file_text(input);
  std::ofstream(expectation_of(input), std::ios::binary) << pretty(described(read_text(text)));
}

}  // namespace

std::filesystem::path cases_folder() {
  return std::filesystem::path(RETAINWISE_SOURCE_DIR) / "tests/cases/csv";
}

std::filesystem::path workbooks_folder() {
  return cases_folder().parent_path() / "xlsx";
}

std::vector<std::string> case_names() {
  return inputs_in(cases_folder());
}

std::vector<std::string> workbook_names() {
  return inputs_in(workbooks_folder());
}

std::filesystem::path expectation_of(const std::filesystem::path& input) {
  return input.string() + ".json";
}

std::string file_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void rewrite_cases() {
  for (const std::string& name : case_names()) rewrite(cases_folder() / name);
  for (const std::string& name : workbook_names()) rewrite(workbooks_folder() / name);
}

}  // namespace retainwise::csv
