#pragma once
/// Callers whom an identity provider knows, as every Store keeps them.
#include "tests/contract/store_contract.h"

namespace retainwise::store {

class RemoteMemberContract : public StoreContract {
 protected:
  std::optional<Membership> enter(const RemoteMember& who, Role role = Role::kMember) {
    const TenantId fresh = fresh_id<TenantId>();
    return write([&](Session& s) { return enter_remote_member(s, who, role, fresh); }).value();
  }
  std::optional<Membership> find(const RemoteMember& who) {
    return read([&](Session& s) { return find_remote_member(s, who); }).value();
  }
};

TEST_P(RemoteMemberContract, AreMadeAtFirstSightAndFoundFromThenOn) {
  const RemoteMember who = {"https://a.test", "auth0|../x'; --", ""};
  EXPECT_FALSE(find(who));
  const auto made = enter(who, Role::kOwner);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->role, Role::kOwner);
  EXPECT_EQ(made->user.subject, who.subject);
  for (const auto& again : {find(who), enter(who, Role::kOwner)}) {
    ASSERT_TRUE(again);
    EXPECT_EQ(again->tenant, made->tenant);
    EXPECT_EQ(again->user.id, made->user.id);
    EXPECT_EQ(again->role, Role::kOwner);
  }
}

TEST_P(RemoteMemberContract, ShareTheTenantOfTheirOrganisation) {
  const auto one = enter({"https://a.test", "u1", "org_1"});
  const auto two = enter({"https://a.test", "u2", "org_1"});
  const auto alone = enter({"https://a.test", "u1", ""});
  ASSERT_TRUE(one && two && alone);
  EXPECT_EQ(one->tenant, two->tenant);
  EXPECT_NE(one->user.id, two->user.id);
  EXPECT_EQ(one->user.id, alone->user.id);
  EXPECT_NE(one->tenant, alone->tenant);
}

TEST_P(RemoteMemberContract, OfOtherIssuersAndNamesMeetNobody) {
  std::set<std::string> tenants;
  std::set<std::int64_t> users;
  for (const RemoteMember& who :
       {RemoteMember{"https://a.test", "x", ""}, RemoteMember{"https://b.test", "x", ""},
        RemoteMember{"https://a.test", "X", ""}, RemoteMember{"https://a.test", "y", "x"},
        RemoteMember{"https://b.test", "y", "x"}}) {
    const auto member = enter(who);
    ASSERT_TRUE(member);
    tenants.insert(member->tenant.text());
    users.insert(member->user.id.value);
  }
  EXPECT_EQ(tenants.size(), 5U) << "an organisation and a user of the same name are two tenants";
  EXPECT_EQ(users.size(), 5U);
}

TEST_P(RemoteMemberContract, HaveTheRoleThatWasSaidLast) {
  const RemoteMember who = {"https://a.test", "u", "org"};
  EXPECT_EQ(enter(who, Role::kOwner)->role, Role::kOwner);
  EXPECT_EQ(enter(who, Role::kViewer)->role, Role::kViewer);
  EXPECT_EQ(find(who)->role, Role::kViewer);
}

TEST_P(RemoteMemberContract, AreMadeOnceByManyAtOnce) {
  const RemoteMember who = {"https://a.test", "u", "org"};
  std::array<std::optional<Membership>, 8> made;
  std::vector<TenantId> fresh;
  for (std::size_t i = 0; i < made.size(); ++i) fresh.push_back(fresh_id<TenantId>());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < made.size(); ++i)
    threads.emplace_back([&, i] {
      made[i] = write([&](Session& s) {
                  return enter_remote_member(s, who, Role::kMember, fresh[i]);
                }).value();
    });
  for (std::thread& thread : threads) thread.join();
  for (const auto& each : made) {
    ASSERT_TRUE(each);
    EXPECT_EQ(each->tenant, made[0]->tenant);
    EXPECT_EQ(each->user.id, made[0]->user.id);
  }
}

TEST_P(RemoteMemberContract, Case20WhoWereRemovedDoNotComeBack) {
  const RemoteMember own = {"https://a.test", "u", ""}, shared = {"https://a.test", "u", "org"};
  const RemoteMember namesake = {"https://b.test", "u", ""};
  ASSERT_TRUE(enter(own) && enter(shared) && enter(namesake));
  const auto remove = [&](std::string_view subject) {
    return write([&](Session& s) { return remove_remote_user(s, "https://a.test", subject); });
  };
  ASSERT_TRUE(remove("u").ok());
  ASSERT_TRUE(remove("never here").ok());
  for (const RemoteMember& who : {own, shared, RemoteMember{"https://a.test", "never here", ""}}) {
    EXPECT_FALSE(find(who)) << who.subject;
    EXPECT_FALSE(enter(who)) << who.subject;
  }
  EXPECT_TRUE(find(namesake)) << "another issuer's user of the same name stays";
  EXPECT_EQ(sql("delete from memberships").value(), 1) << "no membership was made anew";
  ASSERT_TRUE(remove("u").ok());
}

}  // namespace retainwise::store
