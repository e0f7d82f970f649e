#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <mutex>
#include <set>

#include "service/blob/beneath.h"
#include "service/blob/blob_store.h"
#include "service/blob/directory_reader.h"
#include "service/blob/directory_walk.h"
#include "service/blob/look.h"

namespace retainwise::blob {
namespace {

/// Files on their way in; no key begins with a dot.
constexpr const char* kIncoming = ".incoming";
/// How often the free space is looked at while a file streams in.
constexpr std::int64_t kBytesBetweenLooks = 1LL << 20U;
/// Directories whose names are known to last; beyond that the memory starts anew.
constexpr std::size_t kMostKnown = 65'536;

/// The directory itself, shared by the store and its writers.
class Root {
 public:
  Root(Descriptor directory, const DirectoryOptions& options)
      : directory_(std::move(directory)),
        floor_(options.free_space_floor),
        on_fatal_(options.on_fatal) {}

  int number() const { return directory_.number(); }

  Result<void> room() const {
    struct statvfs disk {};
    if (::fstatvfs(number(), &disk) != 0) return error_at(errno, "statvfs");
    const auto free = static_cast<std::int64_t>(disk.f_bavail * disk.f_frsize);
    return free > floor_ ? Result<void>() : error_at(ENOSPC, "below the free-space floor");
  }

  /// A new file under a name that nobody else uses.
  Result<Descriptor> new_incoming(std::string& name) {
    name = std::string(kIncoming) + "/" + std::to_string(next_++);
    return open_beneath(number(), name, O_WRONLY | O_CREAT | O_EXCL);
  }

  /// The key's directory, made where it was not; its name and those above it last.
  Result<Descriptor> directory_for(const BlobKey& key) {
    const std::string& text = key.text();
    for (std::size_t slash = text.find('/'); slash != std::string::npos;
         slash = text.find('/', slash + 1))
      RW_CHECK_OK(lasting_directory(text.substr(0, slash)));
    return open_directory_beneath(number(), parent_of(key));
  }

  static std::string parent_of(const BlobKey& key) {
    const std::size_t slash = key.text().rfind('/');
    return slash == std::string::npos ? "." : key.text().substr(0, slash);
  }
  static std::string name_of(const BlobKey& key) {
    return key.text().substr(key.text().rfind('/') + 1);
  }

  Result<void> sync(int descriptor, std::string_view path) {
    Result<void> synced = blob::sync(descriptor, path);
    if (!synced.ok() && synced.error().code == "fsync_failed" && on_fatal_ &&
        !failed_.exchange(true))
      on_fatal_(synced.error());
    return synced;
  }

 private:
  Result<void> lasting_directory(const std::string& path) {
    {
      const std::lock_guard lock(mutex_);
      if (lasting_.contains(path)) return {};
    }
    const std::size_t slash = path.rfind('/');
    RW_TRY(
        const Descriptor parent,
        open_directory_beneath(number(), slash == std::string::npos ? "." : path.substr(0, slash)));
    const std::string name = path.substr(slash + 1);
    if (::mkdirat(parent.number(), name.c_str(), 0700) != 0 && errno != EEXIST)
      return error_at(errno, path);
    // Also where it was there: whoever made it may have been cut off before this step.
    RW_CHECK_OK(sync(parent.number(), path));
    const std::lock_guard lock(mutex_);
    if (lasting_.size() >= kMostKnown) lasting_.clear();
    lasting_.insert(path);
    return {};
  }

  // set once
  Descriptor directory_;
  std::int64_t floor_;
  std::function<void(const Error&)> on_fatal_;

  std::atomic<std::int64_t> next_ = 0;
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;
  std::set<std::string> lasting_;  // under mutex_
};

class DirectoryWriter final : public BlobWriter {
 public:
  DirectoryWriter(std::shared_ptr<Root> root, BlobKey key, std::string name, Descriptor file)
      : root_(std::move(root)),
        key_(std::move(key)),
        name_(std::move(name)),
        file_(std::move(file)) {}

  ~DirectoryWriter() override {
    if (!finished_) ::unlinkat(root_->number(), name_.c_str(), 0);
  }

  Result<void> write(std::string_view bytes) override {
    if (failure_) return *failure_;
    Result<void> written = write_all(bytes);
    if (!written.ok()) failure_ = written.error();
    return written;
  }

  Result<void> finish() override {
    if (failure_) return *failure_;
    Result<void> done = keep();
    finished_ = done.ok();
    failure_ = done.ok() ? bug("finish() was called twice") : done.error();
    return done;
  }

 private:
  Result<void> write_all(std::string_view bytes) {
    while (!bytes.empty()) {
      if (until_look_ <= 0) {
        RW_CHECK_OK(root_->room());
        until_look_ = kBytesBetweenLooks;
      }
      const ssize_t written = ::write(file_.number(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return error_at(errno, key_.text());
      bytes.remove_prefix(static_cast<std::size_t>(written));
      until_look_ -= written;
    }
    return {};
  }

  /// Bytes, then name, then the name's directory: only in this order does a power cut leave either
  /// nothing or the whole file.
  Result<void> keep() {
    RW_CHECK_OK(root_->sync(file_.number(), key_.text()));
    RW_TRY(const Descriptor directory, root_->directory_for(key_));
    if (!rename_into(directory.number())) return refused(errno);
    finished_ = true;
    return root_->sync(directory.number(), key_.text());
  }

  /// False with errno EEXIST where there is a file of that name.
  bool rename_into(int directory) const {
    const std::string to = Root::name_of(key_);
    if (::renameat2(root_->number(), name_.c_str(), directory, to.c_str(), RENAME_NOREPLACE) == 0)
      return true;
    // Not every file system knows RENAME_NOREPLACE; a link refuses to replace on all of them.
    if (errno != EINVAL) return false;
    if (::linkat(root_->number(), name_.c_str(), directory, to.c_str(), 0) != 0) return false;
    return ::unlinkat(root_->number(), name_.c_str(), 0) == 0;
  }

  Error refused(int error) const {
    if (error != EEXIST) return error_at(error, key_.text());
    Error there = conflict("already_there", "A file of that name is already kept.");
    there.detail = key_.text();
    return there;
  }

  std::shared_ptr<Root> root_;
  BlobKey key_;
  std::string name_;
  Descriptor file_;
  std::int64_t until_look_ = kBytesBetweenLooks;
  std::optional<Error> failure_;
  bool finished_ = false;
};

class DirectoryStore final : public BlobStore {
 public:
  explicit DirectoryStore(std::shared_ptr<Root> root) : root_(std::move(root)) {}

  Result<std::unique_ptr<BlobWriter>> put(const BlobKey& key) override {
    RW_CHECK_OK(root_->room());
    std::string name;
    RW_TRY(Descriptor file, root_->new_incoming(name));
    return std::unique_ptr<BlobWriter>(
        std::make_unique<DirectoryWriter>(root_, key, std::move(name), std::move(file)));
  }

  Result<std::unique_ptr<BlobReader>> get(const BlobKey& key, Range range) override {
    RW_TRY(Descriptor file, open_beneath(root_->number(), key.text(), O_RDONLY | O_NONBLOCK));
    return read_file(std::move(file), key, range);
  }

  Result<void> remove(const BlobKey& key) override {
    Result<Descriptor> directory = open_directory_beneath(root_->number(), Root::parent_of(key));
    if (!directory.ok() && directory.error().kind == ErrorKind::kNotFound) return {};
    if (!directory.ok()) return directory.error();
    if (::unlinkat(directory->number(), Root::name_of(key).c_str(), 0) != 0)
      return errno == ENOENT ? Result<void>() : error_at(errno, key.text());
    return root_->sync(directory->number(), key.text());
  }

  Result<std::vector<BlobInfo>> list(std::string_view prefix, const std::optional<BlobKey>& after,
                                     int limit) override {
    return walk(root_->number(), prefix, after ? after->text() : "", limit);
  }

  Result<std::optional<std::string>> presign(const BlobKey&, std::string_view, int) override {
    return std::optional<std::string>();
  }

  Result<void> check() override { return root_->room(); }
  std::string_view kind() const override { return "directory"; }

 private:
  std::shared_ptr<Root> root_;
};

/// Passes on what changes nothing.
class DirectoryOnlooker final : public BlobStore {
 public:
  explicit DirectoryOnlooker(std::shared_ptr<Root> root) : store_(std::move(root)) {}

  Result<std::unique_ptr<BlobWriter>> put(const BlobKey&) override {
    return bug("put() into files to look at");
  }
  Result<std::unique_ptr<BlobReader>> get(const BlobKey& key, Range range) override {
    return store_.get(key, range);
  }
  Result<void> remove(const BlobKey&) override { return bug("remove() from files to look at"); }
  Result<std::vector<BlobInfo>> list(std::string_view prefix, const std::optional<BlobKey>& after,
                                     int limit) override {
    return store_.list(prefix, after, limit);
  }
  Result<std::optional<std::string>> presign(const BlobKey& key, std::string_view filename,
                                             int seconds) override {
    return store_.presign(key, filename, seconds);
  }
  Result<void> check() override { return store_.check(); }
  std::string_view kind() const override { return store_.kind(); }

 private:
  DirectoryStore store_;
};

/// What a process that ended in the middle left behind.
Result<void> sweep_incoming(int root) {
  if (::mkdirat(root, kIncoming, 0700) != 0 && errno != EEXIST) return error_at(errno, kIncoming);
  RW_TRY(const Descriptor incoming, open_directory_beneath(root, kIncoming));
  RW_TRY(const std::vector<std::string> names, names_in(incoming.number()));
  for (const std::string& name : names) {
    if (::unlinkat(incoming.number(), name.c_str(), 0) != 0) return error_at(errno, name);
  }
  return {};
}

/// Makes `directory` and what is missing above it, each name lasting before the next is made.
Result<void> make_directories(const std::filesystem::path& directory) {
  std::error_code ignored;  // the mkdirat below says what is wrong
  if (directory.empty() || std::filesystem::is_directory(directory, ignored)) return {};
  const std::filesystem::path parent =
      directory.has_parent_path() ? directory.parent_path() : std::filesystem::path(".");
  RW_CHECK_OK(make_directories(parent));
  const Descriptor opened(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.open()) return error_at(errno, parent.native());
  if (::mkdirat(opened.number(), directory.filename().c_str(), 0700) != 0 && errno != EEXIST)
    return error_at(errno, directory.native());
  return sync(opened.number(), parent.native());
}

}  // namespace

Result<std::unique_ptr<BlobStore>> open_directory(const DirectoryOptions& options) {
  const std::filesystem::path directory = std::filesystem::path(options.directory) / "";
  RW_CHECK_OK(make_directories(directory.parent_path()));
  Descriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.open()) return error_at(errno, options.directory);
  RW_CHECK_OK(sweep_incoming(opened.number()));
  auto root = std::make_shared<Root>(std::move(opened), options);
  return std::unique_ptr<BlobStore>(std::make_unique<DirectoryStore>(std::move(root)));
}

Result<std::unique_ptr<BlobStore>> look_at_directory(const DirectoryOptions& options) {
  Descriptor opened(::open(options.directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.open()) return error_at(errno, options.directory);
  auto root = std::make_shared<Root>(std::move(opened), options);
  return std::unique_ptr<BlobStore>(std::make_unique<DirectoryOnlooker>(std::move(root)));
}

}  // namespace retainwise::blob
