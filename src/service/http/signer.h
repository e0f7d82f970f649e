#pragma once
/// Text that comes back to us unchanged or not at all: paging cursors and download links. Signed
/// with BLAKE2b under a key that lives as long as the process, so a restart ends both.
/// Safe to call from any thread.
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

namespace retainwise::http {

class Signer {
 public:
  explicit Signer(Random& random);
  /// base64url of `text` and its signature. `purpose` keeps a cursor of one list from serving
  /// another, or another tenant.
  std::string sign(std::string_view purpose, std::string_view text) const;
  /// The text; nullopt where it was not signed here for this purpose.
  std::optional<std::string> open(std::string_view purpose, std::string_view signed_text) const;

 private:
  using Mac = std::array<unsigned char, 32>;
  Mac mac(std::string_view purpose, std::string_view text) const;
  std::array<std::byte, 32> key_{};
};

}  // namespace retainwise::http
