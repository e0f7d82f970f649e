#include "app/commands/model.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

#include "app/commands/model_text.h"
#include "app/exit_code.h"
#include "app/input_file.h"
#include "app/place.h"
#include "app/running_server.h"
#include "app/say.h"
#include "base/ids.h"
#include "engine/model/file.h"
#include "engine/model/xgboost_file.h"

namespace retainwise::app {
namespace {

/// The id of a model of the server's; nullopt for a file.
std::optional<ModelId> id_of(const ModelArguments& arguments) {
  std::error_code ignored;  // what cannot be looked at is not there
  if (std::filesystem::exists(arguments.model, ignored)) return std::nullopt;
  return ModelId::parse(arguments.model);
}

/// A model's file, from wherever it is kept.
struct Fetched {
  std::optional<InputFile> file;
  std::string text;
  Json kept = Json::object();  ///< what the server says of it

  ByteSpan bytes() const { return file ? file->bytes() : as_bytes(text); }
};

Result<Fetched> fetch(const ModelArguments& arguments) {
  Fetched out;
  const auto id = id_of(arguments);
  if (!id) {
    RW_TRY(auto file, InputFile::open(arguments.model));
    out.file.emplace(std::move(file));
    return out;
  }
  RW_TRY(const auto server, RunningServer::find(arguments.data_dir));
  RW_TRY(const Json answer, server.get("/api/models/" + id->text()));
  out.kept = answer.value("model", Json::object());
  RW_TRY(out.text, server.download("/api/models/" + id->text() + "/export"));
  return out;
}

Result<Json> list(const ModelArguments& arguments) {
  RW_TRY(const auto server, RunningServer::find(arguments.data_dir));
  return server.list("/api/models?", "models");
}

Result<Json> show(const ModelArguments& arguments) {
  RW_TRY(const Fetched fetched, fetch(arguments));
  RW_TRY(Json card, whole_card(fetched.bytes()));
  Json shown = Json::object();
  for (const char* key : {"id", "name", "version", "default", "created_at", "prediction_id"}) {
    if (fetched.kept.contains(key)) shown[key] = fetched.kept[key];
  }
  shown.update(card);
  return shown;
}

bool has_curves(const model::Model& model) {
  return std::any_of(model.predictors.begin(), model.predictors.end(),
                     [](const model::Predictor& each) { return !each.additive.empty(); });
}

/// In the form that was asked for; whether something stands beside the trees.
Result<bool> write_out(const ModelArguments& arguments) {
  RW_TRY(const Fetched fetched, fetch(arguments));
  RW_TRY(const model::Model model, model::read(fetched.bytes()));
  RW_TRY(auto place, Place::open(arguments.output));
  const bool whole = arguments.format == "model";
  RW_CHECK_OK(whole ? place.sink().write(as_text(fetched.bytes()))
                    : model::write_xgboost(model, place.sink()));
  RW_CHECK_OK(place.commit());
  return !whole && has_curves(model);
}

void add_source(CLI::App& command, ModelArguments& arguments) {
  command
      .add_option("MODEL", arguments.model, "A model file, or the id of a model of the server's")
      ->required();
  command.add_option("--data-dir", arguments.data_dir, "Data folder of the server to ask");
}

}  // namespace

int list_models(const ModelArguments& arguments) {
  const auto models = list(arguments);
  if (!models.ok()) return say(models.error());
  const std::string text = arguments.json ? to_text(*models) + "\n" : models_in_words(*models);
  std::fputs(text.c_str(), stdout);
  return kExitFine;
}

int show_model(const ModelArguments& arguments) {
  const auto shown = show(arguments);
  if (!shown.ok()) return say(shown.error());
  const std::string text =
      arguments.json ? to_text(*shown) + "\n" : model_in_words(arguments.model, *shown);
  std::fputs(text.c_str(), stdout);
  return kExitFine;
}

int export_model(const ModelArguments& arguments) {
  const auto curves = write_out(arguments);
  if (!curves.ok()) return say(curves.error());
  if (*curves)
    std::fputs(
        "The booster holds the trees. The model has curves as well, which are no trees: they stand "
        "in its attribute \"retainwise\", and log-odds = margin + sum of curves "
        "(docs/formats/xgboost-json.md).\n",
        stderr);
  return kExitFine;
}

void add_model(CLI::App& app, ModelArguments& arguments, int& code) {
  CLI::App* command = app.add_subcommand("model", "Look at models and take them home");
  command->require_subcommand(1);
  CLI::App* list = command->add_subcommand("list", "The models of a running server");
  list->add_option("--data-dir", arguments.data_dir, "Data folder of the server to ask");
  list->add_flag("--json", arguments.json, "Print one JSON list and nothing else");
  list->callback([&] { code = list_models(arguments); });

  CLI::App* show = command->add_subcommand("show", "What a model reads, says and is made of");
  add_source(*show, arguments);
  show->add_flag("--json", arguments.json, "Print one JSON object and nothing else");
  show->callback([&] { code = show_model(arguments); });

  CLI::App* out = command->add_subcommand("export", "A model's trees as XGBoost reads them");
  add_source(*out, arguments);
  out->add_option("-o,--output", arguments.output, "Write there; - for standard output")
      ->required();
  out->add_option("--format", arguments.format,
                  "xgboost: the trees as one booster in XGBoost's JSON; model: the model file")
      ->check(CLI::IsMember({"xgboost", "model"}))
      ->default_val("xgboost");
  out->callback([&] { code = export_model(arguments); });
}

}  // namespace retainwise::app
