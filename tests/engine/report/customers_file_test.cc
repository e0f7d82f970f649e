#include "engine/report/customers_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/random.h"
#include "engine/report/customers_layout.h"
#include "tests/engine/report/made_file.h"

namespace retainwise::report {
namespace {

using roles::State;

CustomersFile::Read reader_of(const std::string& bytes) {
  return [&bytes](std::uint64_t offset, std::uint64_t length) -> Result<std::string> {
    if (offset > bytes.size() || length > bytes.size() - offset) return bug("beyond the end");
    return bytes.substr(offset, length);
  };
}

class CustomersFileOfFour : public testing::Test {
 protected:
  CustomersFileOfFour()
      : made_("id,visits,spend\nA-1,2,10\n,1,20\nC,-3,30\nD,0,0\n",
              {{"visits", 0.5F}, {"spend", -0.02F}}, 0.25,
              {State::kActive, State::kLeft, State::kUnknown, State::kActive}) {
    NoProgress progress;
    auto result = write_result(made_.file(), result_sink_, progress);
    result_ = std::move(result).value();
    StringSink sink;
    EXPECT_TRUE(write_customers(made_.file(), made_.scores(), result_, sink).ok());
    bytes_ = sink.take();
  }

  CustomersFile opened() const {
    auto file = CustomersFile::open(reader_of(bytes_), bytes_.size());
    EXPECT_TRUE(file.ok());
    return std::move(file).value();
  }

  MadeFile made_;
  StringSink result_sink_;
  WrittenResult result_;
  std::string bytes_;
};

TEST_F(CustomersFileOfFour, GivesBackWhatWasWritten) {
  const CustomersFile file = opened();
  const ScoredFile truth = made_.file();
  EXPECT_EQ(file.rows(), 4U);
  ASSERT_EQ(file.inputs().size(), 2U);
  EXPECT_EQ(file.inputs()[0].name, "spend");
  EXPECT_EQ(file.inputs()[0].place, 2);
  EXPECT_EQ(file.inputs()[1].place, 1);
  EXPECT_EQ(file.delimiter(), ',');
  EXPECT_EQ(file.own_cells(), 3U);
  EXPECT_TRUE(file.has_ids());
  EXPECT_EQ(file.threshold(), 0.5);
  EXPECT_EQ(*file.probabilities(0, 4), truth.probability);
  EXPECT_EQ(*file.ranks(0, 4), truth.ranks);
  EXPECT_EQ(*file.states(0, 4),
            (std::vector<State>{State::kActive, State::kLeft, State::kUnknown, State::kActive}));
  EXPECT_EQ(*file.kinds(0, 4), truth.kinds);
  EXPECT_EQ(*file.folds(0, 4), truth.folds);
  EXPECT_EQ(*file.ids(0, 4), (std::vector<std::string>{"A-1", "", "C", "D"}));
  const std::vector<float> contributions = *file.contributions(2, 1);
  EXPECT_EQ(contributions[0], made_.scores().reasons(2)[0]);
  EXPECT_EQ(contributions[1], made_.scores().reasons(2)[1]);
  EXPECT_EQ((*file.bases(3, 1))[0], made_.scores().base(3));
  EXPECT_EQ((*file.levels(0, 1))[0], truth.bands.level(truth.probability[0]));
}

TEST_F(CustomersFileOfFour, ReadsAPageOfIt) {
  EXPECT_EQ(*opened().ids(2, 2), (std::vector<std::string>{"C", "D"}));
  EXPECT_EQ(opened().probabilities(1, 2)->size(), 2U);
  EXPECT_TRUE(opened().contributions(4, 0)->empty());
}

TEST_F(CustomersFileOfFour, PointsIntoTheResultFile) {
  const std::vector<RowPlace> places = *opened().places(2, 1);
  EXPECT_EQ(result_sink_.text().substr(places[0].offset, 2), "C,");
}

TEST_F(CustomersFileOfFour, RefusesRowsThatItDoesNotHave) {
  const CustomersFile file = opened();
  EXPECT_FALSE(file.probabilities(0, 5).ok());
  EXPECT_FALSE(file.ids(5, 0).ok());
  EXPECT_FALSE(file.contributions(~std::uint64_t{0}, 2).ok());
  EXPECT_FALSE(file.states(2, ~std::uint64_t{0}).ok());
}

TEST_F(CustomersFileOfFour, RefusesAnotherLength) {
  EXPECT_FALSE(CustomersFile::open(reader_of(bytes_), bytes_.size() - 8).ok());
  EXPECT_FALSE(CustomersFile::open(reader_of(bytes_), 10).ok());
  const std::string longer = bytes_ + std::string(8, '\0');
  EXPECT_FALSE(CustomersFile::open(reader_of(longer), longer.size()).ok());
}

TEST_F(CustomersFileOfFour, HandsOnWhatTheReadSays) {
  const auto file = CustomersFile::open(
      [](std::uint64_t, std::uint64_t) -> Result<std::string> { return unavailable("later"); },
      1000);
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.error().kind, ErrorKind::kUnavailable);
}

TEST_F(CustomersFileOfFour, NeverReadsOutsideWhateverByteIsDamaged) {
  SeededRandom random(1);
  int refused = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string damaged = bytes_;
    damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
    auto file = CustomersFile::open(reader_of(damaged), damaged.size());
    if (!file.ok()) {
      ++refused;
      continue;
    }
    const auto rows = file->rows();
    for (const bool ok : {file->ids(0, rows).ok(), file->states(0, rows).ok(),
                          file->levels(0, rows).ok(), file->probabilities(0, rows).ok()}) {
      refused += ok ? 0 : 1;
    }
    ASSERT_TRUE(file->contributions(0, rows).ok());
    ASSERT_TRUE(file->places(0, rows).ok());
  }
  EXPECT_GT(refused, 100);
}

TEST_F(CustomersFileOfFour, IsByteForByteTheGoldenFile) {
  std::ifstream golden(RETAINWISE_SOURCE_DIR "/tests/cases/customers/four.rwc", std::ios::binary);
  const std::string wanted(std::istreambuf_iterator<char>(golden), {});
  if (bytes_ == wanted) return;
  std::ofstream(RETAINWISE_BINARY_DIR "/four.rwc", std::ios::binary) << bytes_;
  FAIL() << "what was written now lies in " RETAINWISE_BINARY_DIR
            "/four.rwc: if the format was "
            "meant to change, raise its version and copy it to tests/cases/customers";
}

}  // namespace
}  // namespace retainwise::report
