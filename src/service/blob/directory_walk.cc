#include "service/blob/directory_walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "base/text.h"
#include "service/blob/beneath.h"

namespace retainwise::blob {
namespace {

struct CloseDirectory {
  void operator()(DIR* directory) const { ::closedir(directory); }
};

class Walk {
 public:
  Walk(int root, std::string_view prefix, std::string_view after, int limit)
      : root_(root), prefix_(prefix), after_(after), limit_(static_cast<std::size_t>(limit)) {}

  /// `path` is "" or ends with '/'.
  Result<void> enter(const std::string& path) {
    Result<Descriptor> directory = open_directory_beneath(root_, path.empty() ? "." : path);
    // Gone since its name was read.
    if (!directory.ok() && directory.error().kind == ErrorKind::kNotFound) return {};
    if (!directory.ok()) return directory.error();
    RW_TRY(std::vector<Entry> entries, entries_of(directory->number()));
    for (const Entry& entry : entries) {
      if (found_.size() >= limit_) return {};
      const std::string whole = path + entry.name;
      if (entry.is_directory) {
        if (may_hold(whole)) RW_CHECK_OK(enter(whole));
      } else {
        add(whole, entry);
      }
    }
    return {};
  }

  std::vector<BlobInfo> take() { return std::move(found_); }

 private:
  /// A directory's name ends with '/', so that the entries' order is the keys' order.
  struct Entry {
    std::string name;
    bool is_directory = false;
    std::int64_t size = 0;
    Time modified_at = {};
  };

  static Result<std::vector<Entry>> entries_of(int directory) {
    RW_TRY(const std::vector<std::string> names, names_in(directory));
    std::vector<Entry> entries;
    for (const std::string& name : names) {
      struct stat known {};
      if (name.front() == '.' ||
          ::fstatat(directory, name.c_str(), &known, AT_SYMLINK_NOFOLLOW) != 0)
        continue;
      const std::int64_t modified =
          known.st_mtim.tv_sec * 1'000 + known.st_mtim.tv_nsec / 1'000'000;
      if (S_ISDIR(known.st_mode)) entries.push_back({name + "/", true});
      if (S_ISREG(known.st_mode)) entries.push_back({name, false, known.st_size, {modified}});
    }
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.name < b.name; });
    return entries;
  }

  bool may_hold(std::string_view path) const {
    const bool by_prefix = starts_with(path, prefix_) || starts_with(prefix_, path);
    const bool by_after = path > after_ || starts_with(after_, path);
    return by_prefix && by_after;
  }

  void add(const std::string& path, const Entry& entry) {
    if (!starts_with(path, prefix_) || path <= after_) return;
    std::optional<BlobKey> key = BlobKey::parse(path);
    if (key) found_.push_back({*std::move(key), entry.size, entry.modified_at});
  }

  int root_;
  std::string_view prefix_;
  std::string_view after_;
  std::size_t limit_;
  std::vector<BlobInfo> found_;
};

}  // namespace

Result<std::vector<std::string>> names_in(int directory) {
  // A descriptor of its own: fdopendir takes it, and the position is not shared.
  const int own = ::openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (own < 0) return error_at(errno, ".");
  const std::unique_ptr<DIR, CloseDirectory> opened(::fdopendir(own));
  if (!opened) {
    ::close(own);
    return error_at(errno, ".");
  }
  std::vector<std::string> names;
  errno = 0;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): no other thread has this stream
  while (const dirent* entry = ::readdir(opened.get())) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  if (errno != 0) return error_at(errno, ".");
  return names;
}

Result<std::vector<BlobInfo>> walk(int root, std::string_view prefix, std::string_view after,
                                   int limit) {
  Walk walk(root, prefix, after, std::max(limit, 0));
  RW_CHECK_OK(walk.enter(""));
  return walk.take();
}

}  // namespace retainwise::blob
