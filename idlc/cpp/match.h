// The one way in which the generator looks into a variant: a function for each alternative. It is
// what the generator has instead of visitors and casts.
#pragma once

#include <utility>
#include <variant>

namespace idlc::cpp {

template <class... Functions>
struct Overload : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overload(Functions...) -> Overload<Functions...>;

/// Calls the function that takes the alternative which the variant holds; each must have one.
template <class Variant, class... Functions>
decltype(auto) match(Variant&& variant, Functions&&... functions) {
  return std::visit(Overload{std::forward<Functions>(functions)...},
                    std::forward<Variant>(variant));
}

}  // namespace idlc::cpp
