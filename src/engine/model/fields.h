#pragma once
/// Little-endian fields of the model file, written and read with every bound checked.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace retainwise::model {

static_assert(std::endian::native == std::endian::little, "fields are copied as they lie");

class FieldWriter {
 public:
  template <class T>
  void put(T value) {
    static_assert(std::is_arithmetic_v<T>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void count(std::size_t value) { put(static_cast<std::uint32_t>(value)); }
  void text(std::string_view value) {
    count(value.size());
    bytes_ += value;
  }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// After the first field that does not fit, ok() is false and every field reads as zero.
class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : bytes_(bytes) {}

  template <class T>
  T get() {
    static_assert(std::is_arithmetic_v<T>);
    T value{};
    if (!take(sizeof value)) return T{};
    std::memcpy(&value, bytes_.data() + place_ - sizeof value, sizeof value);
    return value;
  }
  /// A count of things that take at least `smallest` bytes each: more than fit is not ok().
  std::size_t count(std::size_t smallest) {
    const std::size_t value = get<std::uint32_t>();
    if (value > (bytes_.size() - place_) / smallest) ok_ = false;
    return ok_ ? value : 0;
  }
  std::string_view text() {
    const std::size_t size = count(1);
    return take(size) ? bytes_.substr(place_ - size, size) : std::string_view();
  }
  /// For what a field may not say: `fine` false is not ok() from here on.
  void require(bool fine) { ok_ = ok_ && fine; }
  bool ok() const { return ok_; }
  bool at_end() const { return place_ == bytes_.size(); }

 private:
  bool take(std::size_t size) {
    if (size > bytes_.size() - place_) ok_ = false;
    if (ok_) place_ += size;
    return ok_;
  }

  std::string_view bytes_;
  std::size_t place_ = 0;
  bool ok_ = true;
};

}  // namespace retainwise::model
