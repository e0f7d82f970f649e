#include "tests/contract/blob_store_contract.h"
#include "tests/contract/temporary_directory.h"
#include "tests/service/blob/s3_bucket_fixture.h"

namespace retainwise::blob {
namespace {

OpenedBlobs fresh_directory() {
  auto directory = std::make_shared<test::TemporaryDirectory>();
  auto store = open_directory({.directory = directory->file("blobs"), .free_space_floor = 0});
  EXPECT_TRUE(store.ok());
  return {directory, std::move(store).value()};
}

OpenedBlobs fresh_bucket() {
  auto bucket = std::make_shared<test::Bucket>();
  auto store = bucket->open();
  return {bucket, std::move(store)};
}

INSTANTIATE_TEST_SUITE_P(Embedded, BlobStoreContract, testing::Values(OpenBlobs(fresh_directory)),
                         [](const auto&) { return "Directory"; });
INSTANTIATE_TEST_SUITE_P(Fauxqs, BlobStoreContract, testing::Values(OpenBlobs(fresh_bucket)),
                         [](const auto&) { return "S3"; });

}  // namespace
}  // namespace retainwise::blob
