// Random values from types: which members there are, and what each may be. The rest is found by
// type, in the runtime.
#include "idlc/cpp/view_random.h"

#include <fmt/format.h>

#include "idlc/cpp/match.h"
#include "idlc/cpp/view_constraints.h"

namespace idlc::cpp {

using namespace schema;

namespace {

std::string view_bounds_of(const ViewContext& context, const Annotations& annotations,
                           const Type& type) {
  std::vector<std::string> parts;
  if (const auto& range = annotations.range) {
    parts.push_back(".range = " + view_bounds(context, *range, type));
  }
  if (const auto& length = annotations.length) {
    parts.push_back(".length = " + view_bounds(*length));
  }
  if (annotations.required) parts.emplace_back(".required = true");
  return parts.empty() ? "" : fmt::format("{{{}}}", fmt::join(parts, ", "));
}

class RandomBuilder {
 public:
  RandomBuilder(const ViewContext& context, const LeastNesting& nesting)
      : context_(context), nesting_(nesting) {}

  void add(TypeId id) {
    match(
        context_.schema[id].form, [&](const Enum& enumeration) { add_enum(id, enumeration); },
        [&](const FixedStruct& fixed) { add_struct(id, fixed.members); },
        [&](const Struct& structure) { add_struct(id, fields_of(structure.block)); },
        [&](const Error& error) { add_struct(id, fields_of(error.block)); },
        [&](const Union& choice) { add_union(id, choice); },
        [&](const NewType& new_type) { add_new_type(id, new_type); }, [](const auto&) {});
  }

  [[nodiscard]] std::vector<RandomView> take() { return std::move(views_); }

 private:
  [[nodiscard]] std::string name_of(TypeId id) const {
    return context_.spelling.named(id, in_runtime());
  }
  [[nodiscard]] const std::vector<std::string>& members_of(TypeId id) const {
    return context_.names.members(id).members;
  }

  void add_enum(TypeId id, const Enum& enumeration) {
    RandomEnumView view{.qualified = name_of(id), .values = {}};
    for (std::size_t i = 0; i < enumeration.values.size(); ++i) {
      view.values.push_back(view.qualified + "::" + members_of(id)[i]);
    }
    views_.emplace_back(std::move(view));
  }

  template <class Members>
  void add_struct(TypeId id, const Members& members) {
    RandomStructView view{
        .qualified = name_of(id), .members = {}, .is_finite = nesting_.is_finite(id)};
    auto name = members_of(id).begin();
    for (const auto& member : members) {
      const auto& [annotations, type] = parts_of(member);
      view.members.push_back({*name++, view_bounds_of(context_, annotations, type)});
    }
    views_.emplace_back(std::move(view));
  }

  static std::pair<const Annotations&, const Type&> parts_of(const FixedMember& member) {
    return {*member.annotations, member.type};
  }
  static std::pair<const Annotations&, const Type&> parts_of(const Field* field) {
    return {*field->annotations, field->type};
  }

  void add_union(TypeId id, const Union& choice) {
    RandomUnionView view{.qualified = name_of(id),
                         .cases = {},
                         .simplest = std::to_string(nesting_.simplest_case(choice) + 1)};
    for (std::size_t i = 0; i < choice.cases.size(); ++i) {
      const UnionCase& one = choice.cases[i];
      view.cases.push_back(
          {members_of(id)[i],
           one.type ? view_bounds_of(context_, *one.annotations, *one.type) : std::string()});
    }
    views_.emplace_back(std::move(view));
  }

  void add_new_type(TypeId id, const NewType& new_type) {
    std::string bounds = view_bounds_of(context_, *context_.schema[id].annotations, new_type.base);
    if (bounds.empty()) return;
    views_.emplace_back(RandomNewTypeView{name_of(id), std::move(bounds)});
  }

  const ViewContext& context_;
  const LeastNesting& nesting_;
  std::vector<RandomView> views_;
};

}  // namespace

std::vector<RandomView> view_random(const ViewContext& context, const LeastNesting& nesting) {
  RandomBuilder builder(context, nesting);
  for (const TypeGroup& group : context.schema[context.file].type_order) {
    for (const TypeId id : group.members) builder.add(id);
  }
  return builder.take();
}

}  // namespace idlc::cpp
