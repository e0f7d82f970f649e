#include <array>

#include "service/store/migrations/migrations.h"

// Callers whom an identity provider knows: a tenant of theirs is found by the provider and what it
// calls the organisation or the user, and a user who was removed stays known as such, so that what
// they still hold lets nobody in and makes no new row. The version before leaves all of it empty.
namespace retainwise::store::migrations {
namespace {

constexpr std::array<std::string_view, 4> kStatements = {
    "alter table tenants add column issuer text not null default ''",
    "alter table tenants add column subject text not null default ''",
    "create unique index tenants_by_subject on tenants (issuer, subject) where subject <> ''",
    "alter table users add column gone_at bigint",
};

}  // namespace

const Migration kRemoteMembers = {4, "remote members", kStatements};

}  // namespace retainwise::store::migrations
