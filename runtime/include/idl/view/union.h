// Views of unions: the number of the case that is set, and its body. What is in it is shown as a
// message of its own would be.
#pragma once

#include <string_view>
#include <variant>

#include "idl/view/place.h"

namespace idl {
namespace detail {

/// What the views of unions derive from.
class UnionView {
 public:
  /// None.
  UnionView() = default;
  UnionView(std::uint32_t number, BytesView checked)
      : begin_(checked.data()),
        size_(static_cast<std::uint32_t>(checked.size())),
        number_(number) {}

  /// The encoded case, also of one that this version does not know.
  [[nodiscard]] BytesView body() const { return {begin_, size_}; }

 private:
  friend std::uint32_t case_number(const UnionView& view);

  const std::byte* begin_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t number_ = 0;
};

[[nodiscard]] inline std::uint32_t case_number(const UnionView& view) { return view.number_; }

/// The case with this number, which is a T, if it is the one that is set.
template <class T>
[[nodiscard]] inline std::optional<Viewed<T>> if_case(const UnionView& view, std::uint32_t number) {
  if (case_number(view) != number) return std::nullopt;
  return std::optional<Viewed<T>>(std::in_place, show_alone<T>(view.body()));
}

/// Checks the body of the case that is set.
struct CaseCheck {
  Input body;

  template <class T>
  [[nodiscard]] bool value(std::string_view) {
    return check_alone<T>(body);
  }
  [[nodiscard]] bool empty(std::string_view) { return body.expect_empty(); }
  [[nodiscard]] bool none() { return body.expect_empty(); }
  [[nodiscard]] bool unknown() { return true; }
};

/// Shows the case that is set; says whether there was one to show.
template <class Function>
struct CaseWalk {
  BytesView body;
  Function& function;

  template <class T>
  [[nodiscard]] bool value(std::string_view name) {
    function(name, show_alone<T>(body));
    return true;
  }
  [[nodiscard]] bool empty(std::string_view name) {
    function(name, std::monostate());
    return true;
  }
  [[nodiscard]] bool none() { return false; }
  [[nodiscard]] bool unknown() { return false; }
};

}  // namespace detail

/// Base for unions. The codec adds
///   template <class Visitor> static bool visit(std::uint32_t number, Visitor&)   which calls the
///   visitor for the case with the number: one_case<T>(visitor, name), or its empty(name), none()
///   or unknown().
template <class T>
struct UnionViewCodec {
  using Shown = View<T>;

  static bool check(std::uint32_t number, Input body) {
    detail::CaseCheck check{body};
    return ViewCodec<T>::visit(number, check);
  }
  static View<T> show(std::uint32_t number, BytesView body) { return View<T>(number, body); }
};

/// A case with a value, for visit().
template <class T, class Visitor>
[[nodiscard]] inline bool one_case(Visitor& visitor, std::string_view name) {
  return visitor.template value<T>(name);
}

}  // namespace idl
