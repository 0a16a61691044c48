// Where work of the runtime's own is done, now or later: on its threads, or in an application's
// loop.
#pragma once

#include <cstdint>
#include <functional>

#include "idl/time_point.h"

namespace idl::detail {

/// Any thread may call any function, also under locks: nothing here waits, or runs work.
class WorkPlace {
 public:
  virtual void post(std::function<void()> work) = 0;

  /// Posts `work` at `when`. `timer`, which is set before that, takes it back; it is never 0.
  virtual void post_at(TimePoint when, std::function<void()> work, std::uint64_t& timer) = 0;

  /// Drops work that was to be posted, unless it was posted already.
  virtual void take_back(std::uint64_t timer) = 0;

 protected:
  ~WorkPlace() = default;
};

}  // namespace idl::detail
