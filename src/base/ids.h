#pragma once
/// Named types for what must not be swapped. A Prediction and a Model are known by a UUIDv7
/// (RFC 9562), an Upload and a User by an integer, a Tenant by a UUIDv7 of ours, never by anything
/// that a caller sent.
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/time.h"

namespace retainwise {

/// `Tag` makes two ids of the same shape two types.
template <class Tag>
class Uuid {
 public:
  /// The canonical lower-case form only; nullopt for anything else.
  static std::optional<Uuid> parse(std::string_view text);
  static Uuid make(Random& random, Time now);
  const std::string& text() const { return text_; }
  auto operator<=>(const Uuid&) const = default;

 private:
  explicit Uuid(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

template <class Tag>
struct Number {
  std::int64_t value = 0;
  /// Decimal digits without sign or leading zero, ≥ 1; nullopt for anything else.
  static std::optional<Number> parse(std::string_view text);
  auto operator<=>(const Number&) const = default;
};

using TenantId = Uuid<struct TenantTag>;
using PredictionId = Uuid<struct PredictionTag>;
using ModelId = Uuid<struct ModelTag>;
using UserId = Number<struct UserTag>;
using UploadId = Number<struct UploadTag>;
/// Grows by one at every claim of a prediction; a write with an older one changes nothing.
using Fence = Number<struct FenceTag>;

extern template class Uuid<TenantTag>;
extern template class Uuid<PredictionTag>;
extern template class Uuid<ModelTag>;
extern template struct Number<UserTag>;
extern template struct Number<UploadTag>;
extern template struct Number<FenceTag>;

/// The key of a stored file: `uploads/…`, `results/…`, `models/…`. Made by this program only, of
/// [a-z0-9A-Z._/-], without "." or ".." parts, so that it can be a path.
class BlobKey {
 public:
  /// nullopt where `text` is not such a key.
  static std::optional<BlobKey> parse(std::string_view text);
  const std::string& text() const { return text_; }
  auto operator<=>(const BlobKey&) const = default;  // NOLINT(modernize-use-nullptr)

 private:
  explicit BlobKey(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace retainwise

template <class Tag>
struct std::hash<retainwise::Uuid<Tag>> {
  std::size_t operator()(const retainwise::Uuid<Tag>& id) const {
    return std::hash<std::string>()(id.text());
  }
};
