// The views of the View classes: what generated `.view.h` files hold, worked out from the schema.
// emit_encoded.cpp turns them into text. ("View" is a word of both: here of the view model.)
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "idlc/cpp/view_context.h"

namespace idlc::cpp {

/// A member function that shows a part.
struct AccessorView {
  std::string doc;
  std::string type;        ///< `std::string_view`
  std::string name;        ///< `class_`, `if_card`
  std::string expression;  ///< what it returns
};

/// The View of a struct or error.
struct EncodedStructView {
  std::string doc;
  std::string qualified;  ///< in the runtime's namespace
  std::vector<AccessorView> accessors;
  std::uint32_t slots_bytes = 0;
  std::vector<std::uint32_t> lengths;  ///< where in the block the lengths of bodies stand
  std::vector<std::string> defaults;   ///< declarations of constants
  std::vector<std::string> fields;     ///< a statement for each slot
};

struct EncodedCaseView {
  std::string number;
  std::string expression;  ///< what a visit of the case returns
};

/// The View of a union.
struct EncodedUnionView {
  std::string doc;
  std::string qualified;
  std::vector<AccessorView> accessors;
  std::vector<EncodedCaseView> cases;
};

/// How a fixed struct is checked of which some byte patterns are no values.
struct EncodedFixedView {
  std::string qualified;
  std::vector<std::string> member_types;
};

using EncodedView = std::variant<EncodedStructView, EncodedUnionView, EncodedFixedView>;

/// Types that lead to each other in a circle, or one type that stands in none.
struct EncodedGroup {
  std::vector<EncodedView> views;  ///< in the order in which the types stand
  bool recursive = false;
};

/// Calls the function for those of the file's types that need a view, users behind what they use.
void each_encoded(const ViewContext& context,
                  const std::function<void(const EncodedGroup&)>& consume);

}  // namespace idlc::cpp
