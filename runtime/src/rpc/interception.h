// The way through a list of interceptors, in order before a call and in reverse after it: the one
// place where what they do wrong is contained.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "idl/error.h"
#include "idl/result.h"

namespace idl::detail {

/// Fails with InvalidArgument if one of `interceptors` is null; `option` names where they came
/// from.
template <class Interceptor>
[[nodiscard]] Result<void> none_is_null(
    const std::vector<std::shared_ptr<Interceptor>>& interceptors, std::string_view option) {
  const auto found = std::find(interceptors.begin(), interceptors.end(), nullptr);
  if (found == interceptors.end()) return {};
  return Error{Code::InvalidArgument,
               std::string(option) + "[" + std::to_string(found - interceptors.begin()) +
                   "] is a null pointer",
               Executed::No, Origin::Local};
}

/// Interceptor is ClientInterceptor or ServerInterceptor. Any thread.
template <class Interceptor>
class Interception {
 public:
  using List = std::vector<std::shared_ptr<Interceptor>>;

  explicit Interception(List list) : list_(std::move(list)) {}

  [[nodiscard]] bool empty() const { return list_.empty(); }

  /// Asks them in order until one refuses; `entered` tells how many agreed.
  template <class... Call>
  [[nodiscard]] Result<void> enter(std::size_t& entered, Call&... call) const {
    for (entered = 0; entered < list_.size(); ++entered) {
      if (auto admitted = ask(*list_[entered], call...); !admitted) return admitted;
    }
    return {};
  }

  /// Tells those that agreed, in reverse order; none is left afterwards.
  template <class... End>
  void leave(std::size_t& entered, const End&... end) const noexcept {
    while (entered != 0) {
      --entered;
      try {
        list_[entered]->on_end(end...);
      } catch (...) {  // The call has ended, whatever an interceptor makes of that.
      }
    }
  }

 private:
  template <class... Call>
  static Result<void> ask(Interceptor& interceptor, Call&... call) {
    try {
      return interceptor.on_call(call...);
    } catch (...) {  // What it threw may hold secrets and is not repeated.
      return Error{Code::Internal, "an interceptor threw", Executed::No, Origin::Local};
    }
  }

  const List list_;
};

}  // namespace idl::detail
