// Services: methods with parameters, results and what they throw. Parameters and results are
// blocks, like a struct's fields.
#include <unordered_set>
#include <utility>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/define.h"
#include "idlc/schema/resolve_name.h"
#include "idlc/schema/resolve_type.h"
#include "idlc/schema/scope_names.h"

namespace idlc::schema {

namespace {

// As many as a C++ compiler is sure to take: [implimits] of the standard.
constexpr std::uint64_t kMaxSignature = 256;

// A stream takes no position: whatever follows its place on the wire is not a field.
Block parameters_of(Draft& draft, DeclId id, const syntax::Method& tree) {
  Block block;
  ScopeNames names(draft.sink);
  for (const syntax::Parameter& parameter : tree.parameters) {
    names.add(parameter.name);
    if (parameter.is_stream) continue;
    Field field;
    field.number = static_cast<std::uint32_t>(block.members.size() + 1);
    field.name = parameter.name.text;
    field.span = parameter.name.span;
    field.doc = parameter.doc.text;
    field.type = resolve_type(draft, id, parameter.type, TypePlace::Call);
    block.members.emplace_back(std::move(field));
  }
  return block;
}

Block results_of(Draft& draft, DeclId id, const syntax::Method& tree) {
  Block block;
  ScopeNames names(draft.sink);
  for (const syntax::MethodResult& result : tree.results) {
    if (result.name) names.add(*result.name);
    if (result.is_stream) continue;
    Field field;
    field.number = static_cast<std::uint32_t>(block.members.size() + 1);
    if (result.name) field.name = result.name->text;
    field.span = result.name ? result.name->span : result.type.span;
    field.doc = result.doc.text;
    field.type = resolve_type(draft, id, result.type, TypePlace::Call);
    block.members.emplace_back(std::move(field));
  }
  return block;
}

// The parser has seen to it that each way has one stream at most, in its place.
void add_streams(Draft& draft, DeclId id, const syntax::Method& tree, Method& method) {
  for (const syntax::Parameter& one : tree.parameters) {
    if (!one.is_stream) continue;
    method.stream_in = {one.name.text, one.name.span, one.doc.text,
                        resolve_type(draft, id, one.type)};
  }
  for (const syntax::MethodResult& one : tree.results) {
    if (!one.is_stream) continue;
    method.stream_out = {{}, one.type.span, one.doc.text, resolve_type(draft, id, one.type)};
  }
}

std::vector<TypeId> throws_of(Draft& draft, DeclId id, const syntax::Method& tree) {
  std::vector<TypeId> errors;
  std::unordered_set<TypeId> known;
  Span last;  // the error before this one
  for (const syntax::Path& path : tree.throws) {
    const Span before = std::exchange(last, path.span);
    const auto error = resolve_name(draft, scope_inside(draft, id), path, Wanted::Error);
    if (!error) continue;
    if (known.insert(*error).second) {
      errors.push_back(*error);
    } else {
      draft.sink.report(kDuplicateThrows, path.span, draft.schema[*error].name)
          .label("remove it")
          .fix({path.span.source, before.end, path.span.end}, "");
    }
  }
  return errors;
}

// A caller leaves out the last parameters, so that those with a default stand there.
void check_parameter_order(Draft& draft, const syntax::Method& tree) {
  const syntax::Parameter* with_default = nullptr;
  for (const syntax::Parameter& parameter : tree.parameters) {
    if (parameter.default_value) {
      with_default = &parameter;
    } else if (with_default != nullptr && !parameter.is_stream) {
      draft.sink.report(kParameterOrder, parameter.name.span, parameter.name.text)
          .note(with_default->name.span, "this one has a default");
    }
  }
}

void check_length(Draft& draft, const syntax::Method& tree) {
  const auto check = [&](std::size_t count, std::string_view what) {
    if (count <= kMaxSignature) return;
    draft.sink.report(kSignatureTooLong, tree.name.span, tree.name.text, kMaxSignature, what);
  };
  check(tree.parameters.size(), "parameters");
  check(tree.results.size(), "results");
  check(tree.throws.size(), "errors");
}

Method method_of(Draft& draft, DeclId id, const syntax::Method& tree) {
  Method method;
  method.name = tree.name.text;
  method.span = tree.name.span;
  method.full_name = draft.schema[id].full_name + "." + tree.name.text;
  method.doc = tree.doc.text;
  method.kind = tree.is_oneway ? MethodKind::OneWay : MethodKind::Unary;
  method.parameters = parameters_of(draft, id, tree);
  method.results = results_of(draft, id, tree);
  add_streams(draft, id, tree, method);
  method.throws = throws_of(draft, id, tree);
  return method;
}

// Notes parameters and results with their texts, now that they stay where they are.
void note_fields(Draft& draft, DeclId id, Method& method, const syntax::Method& tree) {
  auto parameter = method.parameters.members.begin();
  for (const syntax::Parameter& source : tree.parameters) {
    if (source.is_stream) continue;
    const auto* value = source.default_value ? &*source.default_value : nullptr;
    auto* field = &std::get<Field>(*parameter++);
    draft.field_uses.push_back({id, FieldPlace::Parameter, field, &source.type, value});
  }
  auto result = method.results.members.begin();
  for (const syntax::MethodResult& source : tree.results) {
    if (source.is_stream) continue;
    auto* field = &std::get<Field>(*result++);
    draft.field_uses.push_back({id, FieldPlace::Result, field, &source.type, nullptr});
  }
}

}  // namespace

void define_service(Draft& draft, DeclId id, const syntax::ServiceDecl& tree) {
  Service service;
  if (tree.base) {
    service.base = resolve_name(draft, scope_inside(draft, id), *tree.base, Wanted::Service);
  }
  ScopeNames names(draft.sink);
  for (const syntax::Method& method : tree.methods) {
    names.add(method.name);
    check_parameter_order(draft, method);
    check_length(draft, method);
    service.methods.push_back(method_of(draft, id, method));
  }
  auto& placed = draft.schema[id].form.emplace<Service>(std::move(service));
  for (std::size_t i = 0; i < tree.methods.size(); ++i) {
    note_fields(draft, id, placed.methods[i], tree.methods[i]);
  }
}

}  // namespace idlc::schema
