#include "base/error.h"

#include <gtest/gtest.h>

#include <set>

namespace retainwise {
namespace {

constexpr ErrorKind kKinds[] = {
    ErrorKind::kBadFile,     ErrorKind::kBadRequest, ErrorKind::kNotFound,
    ErrorKind::kConflict,    ErrorKind::kDenied,     ErrorKind::kStorageFull,
    ErrorKind::kUnavailable, ErrorKind::kCancelled,  ErrorKind::kBug,
};

TEST(Error, EveryKindHasItsOwnNameThatLeadsBackToIt) {
  std::set<std::string_view> names;
  for (const ErrorKind kind : kKinds) {
    EXPECT_TRUE(names.insert(name_of(kind)).second) << name_of(kind);
    EXPECT_EQ(error_kind(name_of(kind)), kind) << name_of(kind);
  }
}

TEST(Error, AnUnknownNameIsABugOfOurs) {
  EXPECT_EQ(error_kind("no_such_kind"), ErrorKind::kBug);
  EXPECT_EQ(error_kind(""), ErrorKind::kBug);
}

TEST(Error, TellsTheUserWhatAndHow) {
  const Error error = bad_file("empty", "The file is empty.", "Export it again.");
  EXPECT_EQ(error.kind, ErrorKind::kBadFile);
  EXPECT_EQ(error.code, "empty");
  EXPECT_EQ(error.what, "The file is empty.");
  EXPECT_EQ(error.hint, "Export it again.");
}

TEST(Error, OfOursKeepsItsDetailFromTheUser) {
  const Error error = bug("SELECT failed in /srv/data");
  EXPECT_EQ(error.detail, "SELECT failed in /srv/data");
  EXPECT_EQ(error.what.find("SELECT"), std::string::npos);
  EXPECT_EQ(error.hint.find("/srv"), std::string::npos);
  EXPECT_FALSE(error.hint.empty());
}

TEST(Error, ThatPassesSaysToTryAgain) {
  const Error error = unavailable("The disk is busy.", "EAGAIN");
  EXPECT_EQ(error.kind, ErrorKind::kUnavailable);
  EXPECT_EQ(error.detail, "EAGAIN");
  EXPECT_NE(error.hint.find("again"), std::string::npos);
}

TEST(Error, MakersSetTheirKind) {
  EXPECT_EQ(bad_request("c", "w").kind, ErrorKind::kBadRequest);
  EXPECT_EQ(not_found("w").kind, ErrorKind::kNotFound);
  EXPECT_EQ(conflict("c", "w").kind, ErrorKind::kConflict);
}

}  // namespace
}  // namespace retainwise
