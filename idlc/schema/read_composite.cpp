// What stands between brackets and braces: elements, entries, fields, cases. Every mistake in them
// is reported, each where it is, before the whole value is given up.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/diagnostics/suggest.h"
#include "idlc/schema/read_value.h"
#include "idlc/schema/value_order.h"

namespace idlc::schema {

namespace {

// How many missing members of a fixed struct are named.
constexpr std::size_t kMaxNamedMembers = 3;

// Sorts entries by key, and reports those that stand twice at the later one of the text. Entry
// offers `key` and `text`, the value that it was read from.
template <class Entry>
bool sort_unique(const Draft& draft, std::vector<Entry>& entries) {
  std::stable_sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
    return is_before(draft.schema, a.key, b.key);
  });
  bool is_unique = true;
  for (std::size_t i = 1; i < entries.size(); ++i) {
    if (is_before(draft.schema, entries[i - 1].key, entries[i].key)) continue;
    const Span& place = entries[i].text->span;
    draft.sink.report(kDuplicateEntry, place, draft.quoted(place))
        .note(entries[i - 1].text->span, "the first one stands here");
    is_unique = false;
  }
  return is_unique;
}

// An element or key, and where it stands.
struct KeyEntry {
  Value key;
  const syntax::Value* text;
  Value value{};
};

// The name that a key between braces is. A field may be called like a word that is a literal.
std::optional<syntax::Name> name_of_key(const Draft& draft, const syntax::Value& key) {
  if (const auto* named = std::get_if<syntax::NameValue>(&key.node)) {
    const bool is_bare = named->path.parts.size() == 1 && !named->path.from_root;
    return is_bare ? std::optional(named->path.parts.front()) : std::nullopt;
  }
  const bool is_word = std::holds_alternative<syntax::NullValue>(key.node) ||
                       std::holds_alternative<syntax::BoolValue>(key.node) ||
                       std::holds_alternative<syntax::FloatValue>(key.node);
  const auto text = draft.sources.text(key.span);
  if (!is_word || text.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != text.npos) {
    return std::nullopt;
  }
  return syntax::Name{std::string(text), key.span};
}

// Whether the declaration lost members to mistakes that were reported.
bool is_damaged(const Draft& draft, TypeId id) {
  const auto* structure = draft.tree_as<syntax::StructDecl>(id);
  const auto* tagged = draft.tree_as<syntax::UnionDecl>(id);
  return (structure != nullptr && structure->damaged) || (tagged != nullptr && tagged->damaged);
}

}  // namespace

bool ValueReader::check_level(const Place& place) {
  if (place.level < syntax::kMaxNesting) return true;
  draft_.sink.report(kNestingTooDeep, place.value.span, syntax::kMaxNesting);
  return false;
}

ValueReader::Read ValueReader::read_list(const Place& place, const Type& element) {
  const auto* list = std::get_if<syntax::ListValue>(&place.value.node);
  if (list == nullptr) return read_other(place);
  if (!check_level(place)) return std::nullopt;
  ListValue result;
  for (const syntax::Value& text : list->elements) {
    auto value = read(Place{place.scope, text, element, place.level + 1});
    if (value) result.elements.push_back(std::move(*value));
  }
  if (result.elements.size() != list->elements.size()) return std::nullopt;
  return Value{std::move(result)};
}

ValueReader::Read ValueReader::read_array(const Place& place, const ArrayType& array) {
  const auto* list = std::get_if<syntax::ListValue>(&place.value.node);
  if (list != nullptr && list->elements.size() != array.size) {
    draft_.sink.report(kArrayLength, place.value.span, array.size, list->elements.size());
    return std::nullopt;
  }
  return read_list(place, *array.element);
}

ValueReader::Read ValueReader::read_set(const Place& place, const Type& element) {
  const auto* list = std::get_if<syntax::ListValue>(&place.value.node);
  if (list == nullptr) return read_other(place);
  if (!check_level(place)) return std::nullopt;
  std::vector<KeyEntry> entries;
  for (const syntax::Value& text : list->elements) {
    auto value = read(Place{place.scope, text, element, place.level + 1});
    if (value) entries.push_back({std::move(*value), &text});
  }
  const bool is_whole = entries.size() == list->elements.size();
  if (!sort_unique(draft_, entries) || !is_whole) return std::nullopt;
  ListValue result;
  for (KeyEntry& entry : entries) result.elements.push_back(std::move(entry.key));
  return Value{std::move(result)};
}

ValueReader::Read ValueReader::read_map(const Place& place, const MapType& map) {
  const auto* braces = std::get_if<syntax::BracesValue>(&place.value.node);
  if (braces == nullptr) return read_other(place);
  if (!check_level(place)) return std::nullopt;
  std::vector<KeyEntry> entries;
  bool is_whole = true;
  for (const auto& [key_text, value_text] : braces->entries) {
    auto key = read(Place{place.scope, key_text, *map.key, place.level + 1});
    auto value = read(Place{place.scope, value_text, *map.value, place.level + 1});
    is_whole = is_whole && key && value;
    if (key) entries.push_back({std::move(*key), &key_text, value ? std::move(*value) : Value{}});
  }
  if (!sort_unique(draft_, entries) || !is_whole) return std::nullopt;
  MapValue result;
  for (KeyEntry& entry : entries) {
    result.entries.push_back({std::move(entry.key), std::move(entry.value)});
  }
  return Value{std::move(result)};
}

ValueReader::Read ValueReader::read_fields(const Place& place, TypeId id) {
  const auto* braces = std::get_if<syntax::BracesValue>(&place.value.node);
  if (braces == nullptr) return read_other(place);
  if (!check_level(place)) return std::nullopt;
  StructValue result;
  std::unordered_map<std::uint32_t, const Span*> known;
  bool is_whole = true;
  for (const auto& [key, text] : braces->entries) {
    const ValueMember* member = member_of(key, id);
    is_whole = is_whole && member != nullptr;
    if (member == nullptr) continue;
    const auto [first, is_new] = known.emplace(member->number, &key.span);
    if (!is_new) {
      draft_.sink.report(kDuplicateEntry, key.span, draft_.quoted(key.span))
          .note(*first->second, "the first one stands here");
    }
    auto value = read(Place{place.scope, text, *member->type, place.level + 1});
    is_whole = is_whole && is_new && value;
    if (value) result.fields.push_back({member->number, std::move(*value)});
  }
  if (!is_whole || !check_complete(place, id, result)) return std::nullopt;
  std::sort(result.fields.begin(), result.fields.end(),
            [](const FieldValue& a, const FieldValue& b) { return a.number < b.number; });
  return Value{std::move(result)};
}

ValueReader::Read ValueReader::read_union(const Place& place, TypeId id) {
  const auto* braces = std::get_if<syntax::BracesValue>(&place.value.node);
  if (braces == nullptr) return read_other(place);
  if (!check_level(place)) return std::nullopt;
  if (braces->entries.empty()) return Value{UnionValue{}};
  if (braces->entries.size() > 1) {
    draft_.sink.report(kUnionCases, braces->entries[1].key.span, draft_.schema[id].name)
        .note(braces->entries[0].key.span, "the first one stands here");
    return std::nullopt;
  }
  const auto& [key, text] = braces->entries.front();
  const ValueMember* member = member_of(key, id);
  if (member == nullptr) return std::nullopt;
  UnionValue result{member->number, {}};
  if (member->type == nullptr) {
    if (!check_void(text)) return std::nullopt;
    return Value{std::move(result)};
  }
  auto content = read(Place{place.scope, text, *member->type, place.level + 1});
  if (!content) return std::nullopt;
  result.content.push_back(std::move(*content));
  return Value{std::move(result)};
}

bool ValueReader::check_void(const syntax::Value& value) {
  const auto* braces = std::get_if<syntax::BracesValue>(&value.node);
  if (braces != nullptr && braces->entries.empty()) return true;
  if (value.is_broken()) return false;
  draft_.sink.report(kValueType, value.span, "`{}`, for the case has no content",
                     draft_.quoted(value.span));
  return false;
}

bool ValueReader::check_complete(const Place& place, TypeId id, const StructValue& value) {
  const Declaration& decl = draft_.schema[id];
  const auto* fixed = std::get_if<FixedStruct>(&decl.form);
  if (fixed == nullptr || value.fields.size() == fixed->members.size()) return true;
  std::vector<bool> is_given(fixed->members.size() + 1);
  for (const FieldValue& field : value.fields) is_given[field.number] = true;
  std::string missing;
  std::size_t count = 0;
  for (const ValueMember& member : members_of(id).all()) {
    if (is_given[member.number] || ++count > kMaxNamedMembers) continue;
    missing += fmt::format("{}`{}`", missing.empty() ? "" : ", ", member.name);
  }
  if (count > kMaxNamedMembers) missing += ", …";
  draft_.sink.report(kMissingMembers, place.value.span, decl.name, missing);
  return false;
}

const ValueMember* ValueReader::member_of(const syntax::Value& key, TypeId id) {
  if (key.is_broken()) return nullptr;
  const auto name = name_of_key(draft_, key);
  if (!name) {
    const bool is_union = std::holds_alternative<Union>(draft_.schema[id].form);
    draft_.sink.report(kValueType, key.span,
                       fmt::format("the name of a {} of `{}`", is_union ? "case" : "field",
                                   draft_.schema[id].name),
                       draft_.quoted(key.span));
    return nullptr;
  }
  const ValueMember* member = members_of(id).find(name->text);
  if (member == nullptr && !is_damaged(draft_, id)) report_unknown(*name, id);
  return member;
}

void ValueReader::report_unknown(const syntax::Name& name, TypeId id) {
  const Declaration& decl = draft_.schema[id];
  const bool is_union = std::holds_alternative<Union>(decl.form);
  auto report = draft_.sink.report(kUnknownMember, name.span, decl.name,
                                   is_union ? "case" : "field", name.text);
  const ValueMembers& members = members_of(id);
  if (draft_.may_search(members.all().size())) {
    std::vector<std::string_view> names;
    for (const ValueMember& member : members.all()) names.push_back(member.name);
    const auto near = suggest(name.text, names);
    if (members.was_removed(name.text)) {
      report.label("it was removed, and its name is reserved");
    } else if (near) {
      report.label(did_you_mean(*near)).fix(name.span, std::string(*near));
    }
  }
  report.note(decl.span, fmt::format("`{}` is declared here", decl.name));
}

const ValueMembers& ValueReader::members_of(TypeId id) {
  const auto known = members_.find(id);
  if (known != members_.end()) return known->second;
  return members_.emplace(id, ValueMembers(draft_.schema[id])).first->second;
}

}  // namespace idlc::schema
