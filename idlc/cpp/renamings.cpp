// The report of names that C++ sees otherwise than the schema spells them. They are notes to the
// user, never errors.
#include <algorithm>

#include "idlc/cpp/match.h"
#include "idlc/cpp/naming.h"

namespace idlc::cpp {

using namespace schema;

namespace {

// What the author has named for C++ himself is worth a word only if he did not get that either.
template <class Thing>
void add(std::vector<Renaming>& found, const Thing& thing, const std::string& cpp_name) {
  if (wanted_name(thing) != cpp_name) found.push_back({thing.span, thing.name, cpp_name});
}

template <class Range>
void add_members(std::vector<Renaming>& found, const Range& range,
                 const std::vector<std::string>& names) {
  auto name = names.begin();
  for (const auto& member : range) add(found, member, *name++);
}

void add_fields(std::vector<Renaming>& found, const Block& block,
                const std::vector<std::string>& names) {
  auto name = names.begin();
  for (const Field* field : fields_of(block)) add(found, *field, *name++);
}

}  // namespace

std::vector<Renaming> Names::renamings(FileId file) const {
  std::vector<Renaming> found;
  std::vector<DeclId> open = schema_[file].declarations;
  std::erase_if(open,
                [&](DeclId id) { return std::holds_alternative<Annotation>(schema_[id].form); });
  for (const DeclId id : open) add(found, schema_[id], name(id));
  while (!open.empty()) {
    const DeclId id = open.back();
    open.pop_back();
    const Declaration& declaration = schema_[id];
    const MemberNames& own = members(id);
    for (std::size_t i = 0; i < declaration.nested.size(); ++i) {
      const Declaration& nested = schema_[declaration.nested[i]];
      add(found, nested, own.nested[i]);
      open.push_back(declaration.nested[i]);
    }
    match(
        declaration.form, [&](const Enum& form) { add_members(found, form.values, own.members); },
        [&](const Flags& form) { add_members(found, form.bits, own.members); },
        [&](const FixedStruct& form) { add_members(found, form.members, own.members); },
        [&](const Struct& form) { add_fields(found, form.block, own.members); },
        [&](const Error& form) { add_fields(found, form.block, own.members); },
        [&](const Union& form) { add_members(found, form.cases, own.members); },
        [&](const Service& form) {
          add_members(found, form.methods, own.members);
          for (std::size_t i = 0; i < form.methods.size(); ++i) {
            const Method& method = form.methods[i];
            const MethodNames& lent = methods(id)[i];
            add_fields(found, method.parameters, lent.parameters);
            if (method.stream_in) {
              add(found, *method.stream_in, lent.reader);
            }
          }
        },
        [](const auto&) {});
  }
  std::ranges::stable_sort(found, {}, [](const Renaming& one) { return one.span.begin; });
  return found;
}

}  // namespace idlc::cpp
