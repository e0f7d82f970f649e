#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace retainwise {
namespace {

Result<int> half(int number) {
  if (number % 2 != 0) return bad_request("odd", "It is odd.");
  return number / 2;
}

Result<int> quarter(int number) {
  RW_TRY(const int first, half(number));
  RW_TRY(const int second, half(first));
  return second;
}

Result<std::string> say_even(int number) {
  RW_CHECK_OK(half(number));
  return std::string("even");
}

TEST(Result, HoldsAValue) {
  const Result<int> result = half(8);
  ASSERT_TRUE(result.ok());
  EXPECT_TRUE(static_cast<bool>(result));
  EXPECT_EQ(*result, 4);
}

TEST(Result, HoldsAnError) {
  const Result<int> result = half(7);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, "odd");
}

TEST(Result, OfNothingIsFineUntilThereIsAnError) {
  const Result<void> fine;
  EXPECT_TRUE(fine.ok());
  const Result<void> wrong = not_found("Not there.");
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.error().kind, ErrorKind::kNotFound);
}

TEST(Result, CarriesWhatCanOnlyBeMoved) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(3);
  const std::unique_ptr<int> taken = std::move(result).value();
  EXPECT_EQ(*taken, 3);
}

TEST(Result, TryPassesValuesOn) {
  EXPECT_EQ(*quarter(12), 3);
}

TEST(Result, TryStopsAtTheFirstError) {
  EXPECT_EQ(quarter(7).error().code, "odd");
  EXPECT_EQ(quarter(6).error().code, "odd");
}

TEST(Result, CheckStopsAtAnErrorOfAnotherType) {
  EXPECT_EQ(*say_even(2), "even");
  EXPECT_EQ(say_even(3).error().code, "odd");
}

}  // namespace
}  // namespace retainwise
