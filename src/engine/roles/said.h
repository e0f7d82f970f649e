#pragma once
/// The messages of a search for roles: what was decided that the user may want to change, and what
/// stands in the way of learning.
#include "engine/roles/roles.h"

namespace retainwise::roles {

/// Appends to `roles.messages`; everything else in `roles` must be final.
void say_what_was_decided(const table::Table& table, const Options& options, Roles& roles);

}  // namespace retainwise::roles
