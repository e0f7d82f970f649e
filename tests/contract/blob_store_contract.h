#pragma once
/// What every BlobStore promises. An implementation's test instantiates BlobStoreContract with a
/// function that opens an empty store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "service/blob/blob_store.h"
#include "tests/contract/kept_blobs.h"

namespace retainwise::blob {

struct OpenedBlobs {
  std::shared_ptr<void> files;  ///< what the store lies on; outlives it
  std::unique_ptr<BlobStore> store;
};
using OpenBlobs = std::function<OpenedBlobs()>;

class BlobStoreContract : public ::testing::TestWithParam<OpenBlobs> {
 protected:
  BlobStoreContract() : opened_(GetParam()()) {}
  BlobStore& store() { return *opened_.store; }

 private:
  OpenedBlobs opened_;
};

TEST_P(BlobStoreContract, GivesBackWhatWasPut) {
  std::string bytes(100'000, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7 % 256);
  ASSERT_TRUE(put(store(), "uploads/t/a.csv", bytes).ok());
  EXPECT_EQ(text(store(), "uploads/t/a.csv"), bytes);
  EXPECT_EQ(store().get(key("uploads/t/a.csv")).value()->size(), 100'000);
}

TEST_P(BlobStoreContract, KeepsAnEmptyFile) {
  ASSERT_TRUE(put(store(), "a/empty", "").ok());
  EXPECT_EQ(text(store(), "a/empty"), "");
}

TEST_P(BlobStoreContract, TakesManyWritesAsOneFile) {
  const auto writer = store().put(key("a/b")).value();
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(writer->write(std::to_string(i) + ",").ok());
  ASSERT_TRUE(writer->finish().ok());
  EXPECT_THAT(text(store(), "a/b"), testing::EndsWith(",98,99,"));
}

TEST_P(BlobStoreContract, NothingIsVisibleBeforeFinish) {
  const auto writer = store().put(key("a/b")).value();
  ASSERT_TRUE(writer->write("half").ok());
  EXPECT_EQ(get(store(), "a/b").error().kind, ErrorKind::kNotFound);
  EXPECT_TRUE(keys(store()).empty());
}

TEST_P(BlobStoreContract, AnAbandonedWriterLeavesNothingBehind) {
  { static_cast<void>(store().put(key("a/b")).value()->write("half").ok()); }
  EXPECT_EQ(get(store(), "a/b").error().kind, ErrorKind::kNotFound);
  EXPECT_TRUE(keys(store()).empty());
}

TEST_P(BlobStoreContract, NeverReplacesAFile) {
  ASSERT_TRUE(put(store(), "a/b", "first").ok());
  const auto again = put(store(), "a/b", "second");
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().kind, ErrorKind::kConflict);
  EXPECT_EQ(text(store(), "a/b"), "first");
}

TEST_P(BlobStoreContract, OneOfManyWritersOfAKeyWins) {
  std::atomic<int> won = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] { won += put(store(), "a/b", std::to_string(i)).ok() ? 1 : 0; });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(won, 1);
  EXPECT_EQ(text(store(), "a/b").size(), 1U);
}

TEST_P(BlobStoreContract, ManyThreadsPutAtOnce) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      const std::string name = "results/" + std::to_string(i % 3) + "/" + std::to_string(i);
      EXPECT_TRUE(put(store(), name, name).ok());
      EXPECT_EQ(text(store(), name), name);
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(keys(store()).size(), 8U);
}

TEST_P(BlobStoreContract, ReadsRanges) {
  ASSERT_TRUE(put(store(), "a/b", "0123456789").ok());
  EXPECT_EQ(text(store(), "a/b", {3, 4}), "3456");
  EXPECT_EQ(text(store(), "a/b", {3, -1}), "3456789");
  EXPECT_EQ(text(store(), "a/b", {8, 100}), "89");
  EXPECT_EQ(text(store(), "a/b", {0, 0}), "");
  EXPECT_EQ(text(store(), "a/b", {10, -1}), "");
  EXPECT_EQ(get(store(), "a/b", {11, 1}).error().code, "bad_range");
  EXPECT_EQ(get(store(), "a/b", {-1, 1}).error().code, "bad_range");
  EXPECT_EQ(store().get(key("a/b"), {8, 100}).value()->size(), 2);
}

TEST_P(BlobStoreContract, SaysThatAFileIsMissing) {
  EXPECT_EQ(get(store(), "no/such").error().kind, ErrorKind::kNotFound);
  ASSERT_TRUE(put(store(), "a/b", "x").ok());
  EXPECT_EQ(get(store(), "a/c").error().kind, ErrorKind::kNotFound);
}

TEST_P(BlobStoreContract, RemovesAFileAndDoesNotMindAMissingOne) {
  ASSERT_TRUE(put(store(), "a/b", "x").ok());
  EXPECT_TRUE(store().remove(key("a/b")).ok());
  EXPECT_EQ(get(store(), "a/b").error().kind, ErrorKind::kNotFound);
  EXPECT_TRUE(store().remove(key("a/b")).ok());
  EXPECT_TRUE(store().remove(key("never/was")).ok());
}

TEST_P(BlobStoreContract, AReaderThatIsOpenOutlivesARemoval) {
  ASSERT_TRUE(put(store(), "a/b", "0123456789").ok());
  const auto reader = store().get(key("a/b")).value();
  ASSERT_TRUE(store().remove(key("a/b")).ok());
  std::array<std::byte, 16> bytes{};
  const auto got = reader->read(bytes);
  EXPECT_TRUE(!got.ok() || *got == 10U);  // whole, or said to be broken off
}

TEST_P(BlobStoreContract, ListsKeysInByteOrder) {
  // '-' and '.' stand before '/', '0' behind it.
  for (const char* name : {"a/b", "a-b", "a.b", "a0", "a/b-c", "a/c/d", "b", "a/B"})
    ASSERT_TRUE(put(store(), name, name).ok());
  std::vector<std::string> sorted = {"a-b", "a.b", "a/B", "a/b", "a/b-c", "a/c/d", "a0", "b"};
  EXPECT_EQ(keys(store()), sorted);
  EXPECT_THAT(keys(store(), "a/"), testing::ElementsAre("a/B", "a/b", "a/b-c", "a/c/d"));
  EXPECT_THAT(keys(store(), "a/b"), testing::ElementsAre("a/b", "a/b-c"));
  EXPECT_THAT(keys(store(), "a"), testing::SizeIs(7));
  EXPECT_TRUE(keys(store(), "zz").empty());
}

TEST_P(BlobStoreContract, PagesGoThroughEveryKeyOnce) {
  std::vector<std::string> all;
  for (int i = 0; i < 23; ++i)
    all.push_back("p/" + std::to_string(i % 4) + "/" + std::to_string(i));
  for (const std::string& name : all) ASSERT_TRUE(put(store(), name, "x").ok());
  std::sort(all.begin(), all.end());
  std::vector<std::string> seen;
  while (true) {
    const auto page = keys(store(), "p/", seen.empty() ? "" : seen.back(), 5);
    EXPECT_LE(page.size(), 5U);
    if (page.empty()) break;
    seen.insert(seen.end(), page.begin(), page.end());
  }
  EXPECT_EQ(seen, all);
}

TEST_P(BlobStoreContract, ListsSizesAndTimes) {
  ASSERT_TRUE(put(store(), "a/b", "12345").ok());
  const auto listed = store().list("", std::nullopt, 9);
  ASSERT_EQ(listed->size(), 1U);
  EXPECT_EQ(listed->front().size, 5);
  EXPECT_GT(listed->front().modified_at.unix_ms, 1'600'000'000'000);
}

TEST_P(BlobStoreContract, AnswersWhenAsked) {
  EXPECT_TRUE(store().check().ok());
}

/// Keys are paths; what would leave the store is no key.
TEST(BlobKeys, CannotLeaveTheStore) {
  for (const char* text : {"../x", "a/../x", "/etc/passwd", "a//b", "./a", "a/.", "a/.hidden",
                           "a\\b", "a b", "", "a/", "a\n"})
    EXPECT_FALSE(BlobKey::parse(text)) << text;
}

}  // namespace retainwise::blob
