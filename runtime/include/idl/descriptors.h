// The descriptors that travel beside one message, in the order of their indexes. Generated code and
// the runtime hand them on through these types; users see idl::Fd alone.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "idl/fd.h"
#include "idl/result.h"

namespace idl::detail {

/// The most descriptors of one message, in any version.
inline constexpr std::size_t kMaxDescriptors = 16;

/// Owned: whoever drops the list closes them.
using Descriptors = std::vector<Fd>;

/// Gathers duplicates of the descriptors in the parameters or results of a call, whose own stay
/// with their owner.
class DescriptorSink {
 public:
  void add(const Fd& fd);
  void add(const std::optional<Fd>& fd) {
    if (fd) add(*fd);
  }
  /// What brings none.
  template <class T>
  void add(const T&) {}

  /// What was gathered, or why the first that failed could not be duplicated.
  [[nodiscard]] Result<Descriptors> take();

 private:
  Descriptors descriptors_;
  std::optional<Error> failure_;
};

}  // namespace idl::detail
