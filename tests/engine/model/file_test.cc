#include "engine/model/file.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <sstream>

#include "engine/model/checksum.h"
#include "tests/engine/model/small_model.h"

namespace retainwise::model {
namespace {

std::string bytes_of(const Model& model) {
  StringSink sink;
  EXPECT_TRUE(write(model, sink).ok());
  return sink.take();
}

/// With the checksum made right again, so that only the content can be what is wrong.
std::string with_right_checksum(std::string bytes) {
  const std::uint32_t crc = crc32c(std::string_view(bytes).substr(24));
  std::memcpy(bytes.data() + 20, &crc, sizeof crc);
  return bytes;
}

std::string golden(int version) {
  const std::string path = std::string(RETAINWISE_SOURCE_DIR) + "/tests/cases/model/version_" +
                           std::to_string(version) + ".rwmodel";
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// RFC 3720, appendix B.4.
TEST(Checksum, GivesThePublishedValues) {
  EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8A9136AAU);
  EXPECT_EQ(crc32c(std::string(32, '\xFF')), 0x62A8AB43U);
  EXPECT_EQ(crc32c("123456789"), 0xE3069283U);
}

TEST(ModelFile, ReadsBackAsTheSameModel) {
  const std::string bytes = bytes_of(small_model());
  const auto back = read(as_bytes(bytes));
  ASSERT_TRUE(back.ok()) << back.error().what;
  EXPECT_EQ(bytes_of(*back), bytes);
  EXPECT_EQ(back->left_value, "Yes");
  EXPECT_EQ(back->inputs[1].levels[1], "Month-to-month");
  EXPECT_TRUE(back->inputs[1].category);
  EXPECT_EQ(back->predictors[0].trees[0].trees.trees[0].nodes[0].cut, 12.5F);
  EXPECT_TRUE(back->predictors[0].trees[0].trees.trees[0].nodes[0].default_left);
  EXPECT_EQ(back->predictors[0].additive[0].additive.curves[0].y[1], 0.5F);
  EXPECT_EQ(back->predictors[0].encoding.features[2].reference_day, 20000);
  EXPECT_EQ(back->figures["rows"], 7043);
}

/// A file of version 1 says what one of the present version says, but for its number.
TEST(ModelFile, OfVersionOneLoadsForEver) {
  const std::string bytes = golden(1);
  const auto model = read(as_bytes(bytes));
  ASSERT_TRUE(model.ok()) << model.error().what;
  EXPECT_EQ(bytes_of(*model), bytes_of(small_model()));
}

TEST(ModelFile, OfVersionTwoLoadsForEver) {
  const std::string bytes = golden(2);
  const auto model = read(as_bytes(bytes));
  ASSERT_TRUE(model.ok()) << model.error().what;
  EXPECT_EQ(bytes_of(*model), bytes_of(small_model_with_derived_features()));
  EXPECT_FALSE(model->profile);
}

TEST(ModelFile, OfVersionThreeLoadsForEver) {
  const std::string bytes = golden(3);
  EXPECT_EQ(bytes, bytes_of(small_model_with_profile()));
  const auto model = read(as_bytes(bytes));
  ASSERT_TRUE(model.ok()) << model.error().what;
  ASSERT_TRUE(model->profile);
  EXPECT_EQ(model->profile->rows, 10U);
  EXPECT_EQ(model->profile->left, 3U);
  EXPECT_EQ(model->profile->scores.cuts[1], 0.25);
  EXPECT_EQ(model->profile->columns[2].missing, 2U);
  EXPECT_EQ(model->profile->columns[2].values.counts[2], 2U);
}

TEST(ModelFile, OfVersionOneKnowsNoRates) {
  std::string bytes = golden(2);
  bytes[8] = 1;
  EXPECT_FALSE(read(as_bytes(bytes)).ok());
}

TEST(ModelFile, CutAnywhereIsAnError) {
  const std::string bytes = bytes_of(small_model());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(read(as_bytes(bytes.substr(0, size))).ok()) << size;
  EXPECT_FALSE(read(as_bytes(bytes + "x")).ok());
}

TEST(ModelFile, WithAnyFlippedBitIsAnError) {
  const std::string bytes = bytes_of(small_model());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    EXPECT_FALSE(read(as_bytes(damaged)).ok()) << i;
  }
}

TEST(ModelFile, WithAnyByteForgedIsAnErrorOrAValidModel) {
  const std::string bytes = bytes_of(small_model());
  int refused = 0;
  for (std::size_t i = 24; i < bytes.size(); ++i) {
    for (const char value : {'\x00', '\x7F', '\xFF'}) {
      std::string forged = bytes;
      forged[i] = value;
      const auto model = read(as_bytes(with_right_checksum(std::move(forged))));
      if (!model.ok()) {
        EXPECT_EQ(model.error().kind, ErrorKind::kBadFile);
        ++refused;
      }
    }
  }
  EXPECT_GT(refused, 100);
}

TEST(ModelFile, OfALaterVersionSaysSo) {
  std::string bytes = bytes_of(small_model());
  bytes[8] = 9;
  const auto model = read(as_bytes(bytes));
  ASSERT_FALSE(model.ok());
  EXPECT_EQ(model.error().code, "model_version");
  EXPECT_NE(model.error().what.find("version 9"), std::string::npos);
}

TEST(ModelFile, WithAnyByteOfAProfileForgedIsAnErrorOrAValidModel) {
  const std::string bytes = bytes_of(small_model_with_profile());
  for (std::size_t i = bytes_of(small_model()).size() - 1; i < bytes.size(); ++i) {
    for (const char value : {'\x00', '\x7F', '\xFF'}) {
      std::string forged = bytes;
      forged[i] = value;
      const auto model = read(as_bytes(with_right_checksum(std::move(forged))));
      if (!model.ok()) continue;
      EXPECT_TRUE(read(as_bytes(bytes_of(*model))).ok()) << i;
    }
  }
}

struct Damage {
  const char* what;
  std::function<void(Model&)> apply;
};

TreeNode& node(Model& model, std::size_t i) {
  return model.predictors[0].trees[0].trees.trees[0].nodes[i];
}

TEST(ModelFile, ThatCannotBeScoredWithIsRefused) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const Damage damages[] = {
      {"child outside", [](Model& m) { node(m, 0).right = 3; }},
      {"child before its parent", [](Model& m) { node(m, 0).left = 0; }},
      {"two parents", [](Model& m) { node(m, 0).right = 1; }},
      {"feature outside", [](Model& m) { node(m, 0).feature = 3; }},
      {"more features than there are",
       [](Model& m) { m.predictors[0].trees[0].trees.features = 4; }},
      {"leaf NaN", [nan](Model& m) { node(m, 1).value = nan; }},
      {"cut NaN", [nan](Model& m) { node(m, 0).cut = nan; }},
      {"cover negative", [](Model& m) { node(m, 0).cover = -1; }},
      {"empty tree", [](Model& m) { m.predictors[0].trees[0].trees.trees[0].nodes.clear(); }},
      {"column outside", [](Model& m) { m.predictors[0].encoding.features[0].columns[0] = 3; }},
      {"no column", [](Model& m) { m.predictors[0].encoding.features[0].columns.clear(); }},
      {"ranks short",
       [](Model& m) { m.predictors[0].encoding.features[1].level_ranks.pop_back(); }},
      {"curve backwards",
       [](Model& m) {
         m.predictors[0].additive[0].additive.curves[0].x = {1, 0};
       }},
      {"curve outside",
       [](Model& m) { m.predictors[0].additive[0].additive.curves[0].feature = 7; }},
      {"threshold", [](Model& m) { m.threshold = 1.5; }},
      {"weight", [nan](Model& m) { m.predictors[0].trees[0].weight = nan; }},
      {"no predictor", [](Model& m) { m.predictors.clear(); }},
      {"two columns of one name", [](Model& m) { m.inputs[2].name = "tenure"; }},
      {"more left than there were", [](Model& m) { m.profile->left = 11; }},
      {"a column not profiled", [](Model& m) { m.profile->columns.pop_back(); }},
      {"bins backwards",
       [](Model& m) {
         m.profile->scores.cuts = {1, 1};
       }},
      {"a cut NaN", [](Model& m) { m.profile->columns[0].values.cuts = {std::nan("")}; }},
      {"a bin without a count", [](Model& m) { m.profile->columns[0].values.counts.pop_back(); }},
      {"a level without a count", [](Model& m) { m.profile->columns[1].values.counts.pop_back(); }},
      {"a category cut", [](Model& m) { m.profile->columns[1].values.cuts = {1}; }},
      {"more rows than there were", [](Model& m) { m.profile->columns[0].missing = 2; }},
  };
  for (const Damage& damage : damages) {
    Model model = small_model_with_profile();
    damage.apply(model);
    const auto back = read(as_bytes(bytes_of(model)));
    ASSERT_FALSE(back.ok()) << damage.what;
    EXPECT_EQ(back.error().code, "bad_model") << damage.what;
  }
}

TEST(ModelFile, WithATreeDeeperThanAnyoneLearnsIsRefused) {
  Model model = small_model();
  Tree tree;
  for (std::int32_t i = 0; i < 200; i += 2) {
    TreeNode inner;
    inner.feature = 0;
    inner.left = i + 1;
    inner.right = i + 2;
    tree.nodes.push_back(inner);
    tree.nodes.emplace_back();
  }
  tree.nodes.emplace_back();
  model.predictors[0].trees[0].trees.trees[0] = tree;
  EXPECT_FALSE(read(as_bytes(bytes_of(model))).ok());
}

}  // namespace
}  // namespace retainwise::model
