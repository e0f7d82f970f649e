#pragma once
/// Nemec, Sys, Svenda, Klinec, Matyas, "The Return of Coppersmith's Attack" (CCS 2017): keys of a
/// widespread chip that can be factored, known by their modulus.
#include <openssl/bn.h>

namespace retainwise::auth {

/// True where the modulus is a power of 65537 by every small prime (§3.2 of the paper); by chance
/// that happens to fewer than one key in a hundred million.
bool has_roca_mark(const BIGNUM* modulus);

}  // namespace retainwise::auth
