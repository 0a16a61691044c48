// One function a form of declaration; all end in the same list.
// Of two members of one name, which has been reported, the first counts.
#include "idlc/schema/value_members.h"

#include <algorithm>
#include <utility>

namespace idlc::schema {

namespace {

struct Collector {
  std::vector<ValueMember>& members;
  std::vector<std::string_view>& removed;

  void operator()(const Struct& form) const { collect(form.block); }
  void operator()(const Error& form) const { collect(form.block); }

  void operator()(const FixedStruct& form) const {
    for (const FixedMember& member : form.members) {
      const auto position = static_cast<std::uint32_t>(members.size() + 1);
      members.push_back({position, member.name, member.span, &member.type});
    }
  }

  void operator()(const Union& form) const {
    for (const UnionCase& one : form.cases) {
      members.push_back({one.number, one.name, one.span, one.type ? &*one.type : nullptr});
    }
    removed.assign(form.reserved.names.begin(), form.reserved.names.end());
  }

  template <class Other>
  void operator()(const Other&) const {}

  void collect(const Block& block) const {
    for (const Member& member : block.members) {
      if (const auto* field = std::get_if<Field>(&member)) {
        members.push_back({field->number, field->name, field->span, &field->type});
      } else {
        removed.push_back(std::get<ReservedField>(member).name);
      }
    }
  }
};

}  // namespace

ValueMembers::ValueMembers(const Declaration& decl) {
  std::visit(Collector{members_, removed_}, decl.form);
  for (std::size_t i = 0; i < members_.size(); ++i) by_name_.emplace(members_[i].name, i);
}

const ValueMember* ValueMembers::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &members_[found->second];
}

bool ValueMembers::was_removed(std::string_view name) const {
  return std::find(removed_.begin(), removed_.end(), name) != removed_.end();
}

}  // namespace idlc::schema
