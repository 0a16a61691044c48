// The machine's files. A file is opened without blocking and looked at before it is read, so that a
// FIFO or a device is refused instead of waited for, whatever happens between the two.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>

#include "idlc/source/file_system.h"
#include "idlc/source/source_file.h"

namespace idlc {
namespace {

class OpenFile {
 public:
  explicit OpenFile(const std::string& path)
      : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {}
  ~OpenFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  [[nodiscard]] bool is_open() const { return fd_ >= 0; }
  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

FileError system_error(int code) {
  switch (code) {
    case ENOENT:
    case ENOTDIR:
      return {FileErrorKind::NotFound, "no such file"};
    case EACCES:
    case EPERM:
      return {FileErrorKind::PermissionDenied, "permission denied"};
    case EISDIR:
      return {FileErrorKind::IsDirectory, "is a directory"};
    case ENXIO:
      return {FileErrorKind::NotRegular, "is not a regular file"};
    default:
      return {FileErrorKind::Io, std::generic_category().message(code)};
  }
}

// Why this file is not read, if so.
std::optional<FileError> refusal(const OpenFile& file) {
  struct stat status {};
  if (::fstat(file.fd(), &status) != 0) return system_error(errno);
  if (S_ISDIR(status.st_mode)) return system_error(EISDIR);
  if (!S_ISREG(status.st_mode)) return system_error(ENXIO);
  return std::nullopt;
}

FileResult<std::string> read_all(const OpenFile& file) {
  constexpr std::size_t kChunkBytes = 64 * 1024;
  std::string text;
  for (;;) {
    const auto filled = text.size();
    text.resize(filled + kChunkBytes);
    const auto count = ::read(file.fd(), text.data() + filled, kChunkBytes);
    if (count < 0 && errno != EINTR) return system_error(errno);
    text.resize(filled + (count > 0 ? static_cast<std::size_t>(count) : 0));
    if (count == 0) return text;
    if (text.size() > kMaxSourceBytes) {
      return FileError{FileErrorKind::TooLarge, "is larger than 64 MiB"};
    }
  }
}

}  // namespace

FileResult<std::string> RealFileSystem::read(const std::string& path) const {
  const OpenFile file(path);
  if (!file.is_open()) return system_error(errno);
  if (auto error = refusal(file)) return *error;
  return read_all(file);
}

bool RealFileSystem::exists(const std::string& path) const {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

bool RealFileSystem::is_directory(const std::string& path) const {
  std::error_code ignored;
  return std::filesystem::is_directory(path, ignored);
}

FileResult<std::string> RealFileSystem::real_path(const std::string& path) const {
  std::error_code error;
  auto real = std::filesystem::canonical(path, error);
  if (error) return system_error(error.value());
  return real.string();
}

std::vector<std::string> RealFileSystem::names_in(const std::string& directory,
                                                  std::size_t most) const {
  std::vector<std::string> names;
  std::error_code failed;
  std::filesystem::directory_iterator entry(directory, failed);
  while (!failed && entry != std::filesystem::directory_iterator() && names.size() < most) {
    names.push_back(entry->path().filename().string());
    entry.increment(failed);
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace idlc
