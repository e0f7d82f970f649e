#include "service/flows/error_file.h"

namespace retainwise::flows {
namespace {

Json issue_json(const FileIssue& issue) {
  Json json = {{"code", issue.code}, {"message", issue.message}};
  if (issue.row) json["row"] = *issue.row;
  if (issue.column) json["column"] = *issue.column;
  if (issue.text) json["text"] = *issue.text;
  json["hint"] = issue.hint;
  return json;
}

FileIssue issue_of(const Json& json) {
  FileIssue issue;
  issue.code = json.at("code").get<std::string>();
  issue.message = json.at("message").get<std::string>();
  issue.hint = json.at("hint").get<std::string>();
  if (json.contains("row")) issue.row = json["row"].get<std::int64_t>();
  if (json.contains("column")) issue.column = json["column"].get<std::string>();
  if (json.contains("text")) issue.text = json["text"].get<std::string>();
  return issue;
}

}  // namespace

Json issues_json(const std::vector<FileIssue>& issues) {
  Json list = Json::array();
  for (const FileIssue& issue : issues) list.push_back(issue_json(issue));
  return list;
}

Json error_file(const Error& error) {
  return {{"kind", name_of(error.kind)}, {"code", error.code},
          {"what", error.what},          {"hint", error.hint},
          {"detail", error.detail},      {"issues", issues_json(error.issues)}};
}

Error read_error_file(std::string_view text) {
  const auto parsed = parse_json(text);
  if (!parsed.ok()) return bug("error.json is not JSON: " + parsed.error().what);
  try {
    const Json& json = *parsed;
    Error error;
    error.kind = error_kind(json.at("kind").get<std::string>());
    error.code = json.at("code").get<std::string>();
    error.what = json.at("what").get<std::string>();
    error.hint = json.at("hint").get<std::string>();
    error.detail = json.at("detail").get<std::string>();
    for (const Json& issue : json.at("issues")) error.issues.push_back(issue_of(issue));
    return error;
  } catch (const Json::exception& exception) {
    return bug(std::string("error.json is not one: ") + exception.what());
  }
}

}  // namespace retainwise::flows
