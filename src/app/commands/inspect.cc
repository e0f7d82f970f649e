#include "app/commands/inspect.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "app/commands/inspect_rows.h"
#include "app/exit_code.h"
#include "app/input_file.h"
#include "app/run_options.h"
#include "app/say.h"
#include "base/text.h"
#include "engine/predict/predict.h"

namespace retainwise::app {
namespace {

/// Colours by role, where stdout is a terminal.
std::string_view colour_of(std::string_view role) {
  if (role == "input") return "\x1b[32m";
  if (role == "outcome") return "\x1b[35m";
  if (role == "leak") return "\x1b[31m";
  return "\x1b[2m";
}

/// Cut or padded to `width` characters (not bytes).
std::string cell(std::string_view text, std::size_t width) {
  std::string out;
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool starts = (byte & 0xC0U) != 0x80U;
    if (starts && count == width - 1 && text.size() - i > 1) {
      out += "…";
      ++count;
      break;
    }
    if (starts) ++count;
    out += byte < 0x20 || byte == 0x7F ? ' ' : text[i];
  }
  return out + std::string(count < width ? width - count : 0, ' ');
}

std::string examples_of(const Json& column) {
  std::string out;
  for (const Json& example : column.value("examples", Json::array()))
    out += (out.empty() ? "" : ", ") + example.get<std::string>();
  return out;
}

void print_columns(const Json& found, bool colour) {
  std::printf("%s %s %s %s %s\n", cell("column", 26).c_str(), cell("type", 9).c_str(),
              cell("role", 11).c_str(), cell("missing", 8).c_str(), "evidence; examples");
  for (const Json& column : found.value("columns", Json::array())) {
    const std::string role = column.value("role", "");
    std::printf("%s%s %s %s %s%s %s; %s\n", colour ? std::string(colour_of(role)).c_str() : "",
                cell(column.value("name", ""), 26).c_str(),
                cell(column.value("type", ""), 9).c_str(), cell(role, 11).c_str(),
                cell(std::to_string(column.value("missing", 0)), 8).c_str(),
                colour ? "\x1b[0m" : "", column.value("evidence", "").c_str(),
                cell(examples_of(column), 40).c_str());
  }
}

void print_notes(const Json& found) {
  const Json reading = found.value("reading", Json::object());
  for (const Json& skipped : reading.value("skipped", Json::array()))
    std::printf("Skipped line %lld (%s): %s\n",
                static_cast<long long>(skipped.value("line", std::int64_t{0})),
                skipped.value("reason", "").c_str(), cell(skipped.value("text", ""), 60).c_str());
  for (const Json* list : {&reading, &found}) {
    for (const Json& message : list->value("messages", Json::array())) {
      std::printf("Note: %s\n", message.value("message", "").c_str());
      const std::string hint = message.value("hint", "");
      if (!hint.empty()) std::printf("      %s\n", hint.c_str());
    }
  }
}

void print_for_a_person(const Json& found) {
  const Json reading = found.value("reading", Json::object());
  std::printf("%s, %s, %lld rows\n\n", reading.value("encoding", "").c_str(),
              ("delimiter " + reading.value("delimiter", "")).c_str(),
              static_cast<long long>(reading.value("rows", std::int64_t{0})));
  print_columns(found, ::isatty(STDOUT_FILENO) == 1);
  std::printf("\n");
  print_notes(found);
}

Result<Json> look(const InspectArguments& arguments) {
  RW_TRY(const auto options, run_options(arguments.options));
  RW_TRY(const auto input, InputFile::open(arguments.file));
  return predict::inspect(input.bytes(), options);
}

}  // namespace

int inspect(const InspectArguments& arguments) {
  if (arguments.names) return inspect_names(arguments);
  if (arguments.json_rows) return inspect_rows(arguments);
  auto found = look(arguments);
  if (!found.ok()) return say(found.error());
  if (arguments.json) {
    std::printf("%s\n", to_text(*found).c_str());
  } else {
    print_for_a_person(*found);
  }
  return kExitFine;
}

}  // namespace retainwise::app
