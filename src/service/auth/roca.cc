#include "service/auth/roca.h"

#include <algorithm>
#include <array>

namespace retainwise::auth {
namespace {

/// Those primes up to 167 by which the powers of 65537 are not all numbers.
constexpr std::array<unsigned, 17> kTellingPrimes = {11, 13, 17,  19,  37,  53,  61,  71, 73,
                                                     79, 97, 103, 107, 109, 127, 151, 157};

bool is_power_of_65537(unsigned long residue, unsigned prime) {
  unsigned long power = 1;
  do {
    if (power == residue) return true;
    power = power * 65537 % prime;
  } while (power != 1);
  return false;
}

}  // namespace

bool has_roca_mark(const BIGNUM* modulus) {
  return std::all_of(kTellingPrimes.begin(), kTellingPrimes.end(), [&](unsigned prime) {
    return is_power_of_65537(BN_mod_word(modulus, prime), prime);
  });
}

}  // namespace retainwise::auth
