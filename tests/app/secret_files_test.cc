#include "app/secret_files.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/contract/temporary_directory.h"

namespace retainwise::app {
namespace {

class SecretFiles : public ::testing::Test {
 protected:
  std::string write(const std::string& text) {
    const std::string path = folder_.file("secret");
    std::ofstream(path) << text;
    return path;
  }
  test::TemporaryDirectory folder_;
};

TEST_F(SecretFiles, GiveTheSettingTheirContentWithoutTheLineBreak) {
  const auto names = with_secret_files(
      {{"DATABASE_URL_FILE", write("postgresql://me@host/db\n")}, {"A_FILE", "x"}});
  ASSERT_TRUE(names.ok());
  EXPECT_EQ(*names, (Names{{"DATABASE_URL", "postgresql://me@host/db"}, {"A_FILE", "x"}}));
}

TEST_F(SecretFiles, ThatAreNotThereAreNamed) {
  const auto names = with_secret_files({{"DATABASE_URL_FILE", folder_.file("none")}});
  ASSERT_FALSE(names.ok());
  EXPECT_EQ(names.error().kind, ErrorKind::kBadRequest);
  EXPECT_NE(names.error().what.find("DATABASE_URL_FILE=" + folder_.file("none")),
            std::string::npos);
}

TEST_F(SecretFiles, AreNotTakenBesideTheSettingItself) {
  const auto names =
      with_secret_files({{"DATABASE_URL_FILE", write("x")}, {"DATABASE_URL", "postgresql://"}});
  ASSERT_FALSE(names.ok());
  EXPECT_EQ(names.error().what, "Both DATABASE_URL and DATABASE_URL_FILE are set.");
}

}  // namespace
}  // namespace retainwise::app
