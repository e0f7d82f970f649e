#pragma once
/// Room that is kept so that the last states can be written on a full disk. One thread at a time.
#include <cstddef>
#include <string>

namespace retainwise::store {

class Ballast {
 public:
  /// `file` may be "": then there is none.
  Ballast(std::string file, std::size_t bytes) : file_(std::move(file)), bytes_(bytes) {}
  /// Gives its room to the disk; false where it has none to give.
  bool drop();
  /// Takes the room (again) where the disk has several times as much to spare.
  void restore();

 private:
  bool has_room() const;
  bool fill() const;

  std::string file_;
  std::size_t bytes_;
  bool held_ = false;
};

}  // namespace retainwise::store
