// What reading a file yields: a value, or an error that says in words what failed. The compiler's
// counterpart of the runtime's Result, which it must not include. It refuses to be used for errors
// in the user's schema: those are diagnostics.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace idlc {

enum class FileErrorKind { NotFound, IsDirectory, NotRegular, TooLarge, PermissionDenied, Io };

// `message` is a whole sentence part without the path, such as "is a directory".
struct FileError {
  FileErrorKind kind = FileErrorKind::Io;
  std::string message;

  friend bool operator==(const FileError&, const FileError&) = default;
};

// Either a T or a FileError. Reading the half that is not there throws std::bad_variant_access,
// which is a bug of ours.
template <class T>
class [[nodiscard]] FileResult {
 public:
  FileResult(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  FileResult(FileError error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
  [[nodiscard]] T value() && { return std::get<0>(std::move(state_)); }
  [[nodiscard]] const FileError& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, FileError> state_;
};

}  // namespace idlc
