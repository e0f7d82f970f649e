#pragma once
/// The files under tests/cases/csv and the workbooks under tests/cases/xlsx.
#include <filesystem>
#include <string>
#include <vector>

namespace retainwise::csv {

std::filesystem::path cases_folder();
/// Input files by name, sorted.
std::vector<std::string> case_names();
std::filesystem::path workbooks_folder();
std::vector<std::string> workbook_names();
/// a.csv → a.csv.json
std::filesystem::path expectation_of(const std::filesystem::path& input);
std::string file_text(const std::filesystem::path& path);
/// Writes every expectation anew from what read() gives now: the diff is to be reviewed.
void rewrite_cases();

}  // namespace retainwise::csv
