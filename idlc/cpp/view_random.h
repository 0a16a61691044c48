// Views of how types make random values for tests: their members with the constraints of each. They
// are built from the schema alone, only where random values are asked for.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "idlc/cpp/least_nesting.h"
#include "idlc/cpp/view_context.h"

namespace idlc::cpp {

struct RandomEnumView {
  std::string qualified;            ///< in the runtime's namespace; here as in all of these
  std::vector<std::string> values;  ///< `shop::Status::paid`
};

/// A struct, an error or a fixed struct.
struct RandomStructView {
  struct Member {
    std::string name;    ///< `class_`
    std::string bounds;  ///< `{.length = {.max = 20}, .required = true}` or nothing
  };

  std::string qualified;
  std::vector<Member> members;
  bool is_finite = true;  ///< whether a value can keep to all constraints
};

struct RandomUnionView {
  struct Case {
    std::string name;
    std::string bounds;
  };

  std::string qualified;
  std::vector<Case> cases;
  std::string simplest;  ///< counted from 1: the case whose values need the least nesting
};

/// A new type with constraints.
struct RandomNewTypeView {
  std::string qualified;
  std::string bounds;
};

using RandomView =
    std::variant<RandomEnumView, RandomStructView, RandomUnionView, RandomNewTypeView>;

/// Of all types of the file for which the runtime has nothing by itself.
[[nodiscard]] std::vector<RandomView> view_random(const ViewContext& context,
                                                  const LeastNesting& nesting);

}  // namespace idlc::cpp
