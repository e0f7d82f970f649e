#include "engine/model/file.h"

#include <cmath>

#include "base/text.h"
#include "engine/model/checksum.h"
#include "engine/model/fields.h"
#include "engine/model/validity.h"

namespace retainwise::model {
namespace {

constexpr std::string_view kMagic = "RWMODEL\n";
/// Written; all from kOldestVersion on are read.
constexpr std::uint32_t kVersion = 3, kOldestVersion = 1;
/// The first that says what its training rows looked like.
constexpr std::uint32_t kProfileVersion = 3;
/// The last kind of feature of each version, from 1 on.
constexpr Feature::Kind kLastKind[] = {Feature::Kind::kResidual, Feature::Kind::kRate,
                                       Feature::Kind::kRate};
constexpr std::size_t kHeader = 8 + 4 + 8 + 4;
/// Smallest size of each repeated thing in the file, for count().
constexpr std::size_t kSmallestInput = 10, kSmallestFeature = 17, kSmallestPredictor = 20,
                      kSmallestMember = 20, kSmallestTree = 4, kSmallestNode = 12,
                      kSmallestCurve = 12, kSmallestColumnProfile = 12;

void put(FieldWriter& out, const InputColumn& input) {
  out.text(input.name);
  out.put(static_cast<std::uint8_t>(input.type));
  out.put(static_cast<std::uint8_t>(input.category));
  out.count(input.levels.size());
  for (const std::string& level : input.levels) out.text(level);
}

InputColumn get_input(FieldReader& in) {
  InputColumn input;
  input.name = in.text();
  const auto type = in.get<std::uint8_t>();
  in.require(type <= static_cast<std::uint8_t>(table::Type::kText));
  input.type = static_cast<table::Type>(type);
  const auto category = in.get<std::uint8_t>();
  in.require(category <= 1);
  input.category = category == 1;
  for (std::size_t left = in.count(4); left > 0 && in.ok(); --left)
    input.levels.emplace_back(in.text());
  return input;
}

void put(FieldWriter& out, const Feature& feature) {
  out.put(static_cast<std::uint8_t>(feature.kind));
  out.put(feature.reference_day);
  out.count(feature.columns.size());
  for (const std::int32_t column : feature.columns) out.put(column);
  out.count(feature.level_ranks.size());
  for (const float rank : feature.level_ranks) out.put(rank);
}

Feature get_feature(FieldReader& in, std::uint32_t version) {
  Feature feature;
  const auto kind = in.get<std::uint8_t>();
  in.require(kind <= static_cast<std::uint8_t>(kLastKind[version - 1]));
  feature.kind = static_cast<Feature::Kind>(kind);
  feature.reference_day = in.get<double>();
  for (std::size_t left = in.count(4); left > 0; --left)
    feature.columns.push_back(in.get<std::int32_t>());
  for (std::size_t left = in.count(4); left > 0; --left)
    feature.level_ranks.push_back(in.get<float>());
  return feature;
}

void put(FieldWriter& out, const TreeNode& node) {
  out.put(node.feature);
  out.put(node.cover);
  if (node.feature < 0) return out.put(node.value);
  out.put(node.cut);
  out.put(static_cast<std::uint8_t>(node.default_left));
  out.put(node.left);
  out.put(node.right);
}

TreeNode get_node(FieldReader& in) {
  TreeNode node;
  node.feature = in.get<std::int32_t>();
  node.cover = in.get<float>();
  if (node.feature < 0) {
    node.value = in.get<float>();
    return node;
  }
  node.cut = in.get<float>();
  node.default_left = in.get<std::uint8_t>() != 0;
  node.left = in.get<std::int32_t>();
  node.right = in.get<std::int32_t>();
  return node;
}

void put(FieldWriter& out, const Trees& trees) {
  out.put(trees.features);
  out.put(trees.base_margin);
  out.count(trees.trees.size());
  for (const Tree& tree : trees.trees) {
    out.count(tree.nodes.size());
    for (const TreeNode& node : tree.nodes) put(out, node);
  }
}

Trees get_trees(FieldReader& in) {
  Trees trees;
  trees.features = in.get<std::int32_t>();
  trees.base_margin = in.get<float>();
  for (std::size_t left = in.count(kSmallestTree); left > 0 && in.ok(); --left) {
    Tree tree;
    for (std::size_t nodes = in.count(kSmallestNode); nodes > 0 && in.ok(); --nodes)
      tree.nodes.push_back(get_node(in));
    trees.trees.push_back(std::move(tree));
  }
  return trees;
}

void put(FieldWriter& out, const Additive& additive) {
  out.put(additive.base_margin);
  out.count(additive.curves.size());
  for (const Curve& curve : additive.curves) {
    out.put(curve.feature);
    out.put(curve.at_missing);
    out.count(curve.x.size());
    for (const float x : curve.x) out.put(x);
    for (const float y : curve.y) out.put(y);
  }
}

Additive get_additive(FieldReader& in) {
  Additive additive;
  additive.base_margin = in.get<double>();
  for (std::size_t left = in.count(kSmallestCurve); left > 0 && in.ok(); --left) {
    Curve curve;
    curve.feature = in.get<std::int32_t>();
    curve.at_missing = in.get<float>();
    const std::size_t points = in.count(8);
    for (std::size_t i = 0; i < points; ++i) curve.x.push_back(in.get<float>());
    for (std::size_t i = 0; i < points; ++i) curve.y.push_back(in.get<float>());
    additive.curves.push_back(std::move(curve));
  }
  return additive;
}

void put(FieldWriter& out, const Predictor& predictor) {
  out.put(predictor.intercept);
  out.count(predictor.encoding.features.size());
  for (const Feature& feature : predictor.encoding.features) put(out, feature);
  out.count(predictor.trees.size());
  for (const auto& member : predictor.trees) {
    out.put(member.weight);
    put(out, member.trees);
  }
  out.count(predictor.additive.size());
  for (const auto& member : predictor.additive) {
    out.put(member.weight);
    put(out, member.additive);
  }
}

Predictor get_predictor(FieldReader& in, std::uint32_t version) {
  Predictor predictor;
  predictor.intercept = in.get<double>();
  for (std::size_t left = in.count(kSmallestFeature); left > 0 && in.ok(); --left)
    predictor.encoding.features.push_back(get_feature(in, version));
  for (std::size_t left = in.count(kSmallestMember); left > 0 && in.ok(); --left) {
    const auto weight = in.get<double>();
    predictor.trees.push_back({weight, get_trees(in)});
  }
  for (std::size_t left = in.count(kSmallestMember); left > 0 && in.ok(); --left) {
    const auto weight = in.get<double>();
    predictor.additive.push_back({weight, get_additive(in)});
  }
  return predictor;
}

void put(FieldWriter& out, const Histogram& histogram) {
  out.count(histogram.cuts.size());
  for (const double cut : histogram.cuts) out.put(cut);
  out.count(histogram.counts.size());
  for (const std::uint32_t count : histogram.counts) out.put(count);
}

Histogram get_histogram(FieldReader& in) {
  Histogram histogram;
  for (std::size_t left = in.count(8); left > 0; --left) histogram.cuts.push_back(in.get<double>());
  for (std::size_t left = in.count(4); left > 0; --left)
    histogram.counts.push_back(in.get<std::uint32_t>());
  return histogram;
}

void put(FieldWriter& out, const Profile& profile) {
  out.put(profile.rows);
  out.put(profile.left);
  put(out, profile.scores);
  out.count(profile.columns.size());
  for (const ColumnProfile& column : profile.columns) {
    out.put(column.missing);
    put(out, column.values);
  }
}

Profile get_profile(FieldReader& in) {
  Profile profile;
  profile.rows = in.get<std::uint32_t>();
  profile.left = in.get<std::uint32_t>();
  profile.scores = get_histogram(in);
  for (std::size_t left = in.count(kSmallestColumnProfile); left > 0 && in.ok(); --left) {
    const auto missing = in.get<std::uint32_t>();
    profile.columns.push_back({missing, get_histogram(in)});
  }
  return profile;
}

std::string payload_of(const Model& model) {
  FieldWriter out;
  out.text(model.outcome_column);
  out.text(model.left_value);
  out.put(model.base_rate);
  out.put(model.threshold);
  out.count(model.inputs.size());
  for (const InputColumn& input : model.inputs) put(out, input);
  out.count(model.predictors.size());
  for (const Predictor& predictor : model.predictors) put(out, predictor);
  out.text(to_text(model.figures));
  out.put(static_cast<std::uint8_t>(model.profile.has_value()));
  if (model.profile) put(out, *model.profile);
  return out.bytes();
}

Error damaged(std::string what) {
  return bad_file("bad_model", std::move(what),
                  "Use a model file as it was saved by this program.");
}

Result<Model> read_payload(std::string_view payload, std::uint32_t version) {
  FieldReader in(payload);
  Model model;
  model.outcome_column = in.text();
  model.left_value = in.text();
  model.base_rate = in.get<double>();
  model.threshold = in.get<double>();
  for (std::size_t left = in.count(kSmallestInput); left > 0 && in.ok(); --left)
    model.inputs.push_back(get_input(in));
  for (std::size_t left = in.count(kSmallestPredictor); left > 0 && in.ok(); --left)
    model.predictors.push_back(get_predictor(in, version));
  const std::string_view figures = in.text();
  const std::uint8_t profiled = version < kProfileVersion ? 0 : in.get<std::uint8_t>();
  in.require(profiled <= 1);
  if (profiled == 1) model.profile = get_profile(in);
  if (!in.ok() || !in.at_end()) return damaged("The model file is damaged: its parts do not fit.");
  Result<Json> json = parse_json(figures);
  if (!json.ok()) return damaged("The model file is damaged: its figures are not JSON.");
  model.figures = std::move(json.value());
  RW_CHECK_OK(check_validity(model));
  return model;
}

}  // namespace

Result<void> write(const Model& model, Sink& sink) {
  const std::string payload = payload_of(model);
  FieldWriter header;
  header.put(kVersion);
  header.put(static_cast<std::uint64_t>(payload.size()));
  header.put(crc32c(payload));
  RW_CHECK_OK(sink.write(kMagic));
  RW_CHECK_OK(sink.write(header.bytes()));
  return sink.write(payload);
}

Result<Model> read(ByteSpan bytes) {
  const std::string_view text = as_text(bytes);
  if (text.size() < kHeader || !starts_with(text, kMagic))
    return damaged("This is not a model file.");
  FieldReader header(text.substr(kMagic.size(), kHeader - kMagic.size()));
  const auto version = header.get<std::uint32_t>();
  const auto length = header.get<std::uint64_t>();
  const auto checksum = header.get<std::uint32_t>();
  if (version < kOldestVersion || version > kVersion)
    return bad_file("model_version",
                    "The model file has version " + std::to_string(version) +
                        "; this program reads versions " + std::to_string(kOldestVersion) + " to " +
                        std::to_string(kVersion) + ".",
                    "Use a newer program, or learn the model again.");
  const std::string_view payload = text.substr(kHeader);
  if (payload.size() != length)
    return damaged("The model file is cut off or has something behind it.");
  if (crc32c(payload) != checksum)
    return damaged("The model file is damaged: its checksum is wrong.");
  return read_payload(payload, version);
}

}  // namespace retainwise::model
