// The way from a received call to its handler: method ids, one dispatch function each, a table.
// Every name in it comes from the view.
#include "idlc/cpp/emit.h"
#include "idlc/cpp/line_breaker.h"

namespace idlc::cpp {

namespace {

void emit_constants(Emitter& out, const ServiceView& view) {
  for (const MethodView& method : view.methods) {
    if (method.promises.empty()) {
      out.emit("constexpr idl::Method $constant${$id$, $name$};\n",
               {{"constant", method.constant}, {"id", method.wire_id}, {"name", method.wire_name}});
      continue;
    }
    out.emit("constexpr idl::Method $constant${.id = $id$, .name = $name$$promises$};\n",
             {{"constant", method.constant},
              {"id", method.wire_id},
              {"name", method.wire_name},
              {"promises", method.promises}});
  }
  for (const BaseEntryView& entry : view.base_entries) {
    out.emit("constexpr idl::Method $constant${$id$, $name$};\n",
             {{"constant", entry.constant}, {"id", entry.wire_id}, {"name", entry.wire_name}});
  }
}

void emit_variables(Emitter& out, const MethodView& method) {
  for (const ParameterView& parameter : method.parameters) {
    out.emit("$type$ $name$$initializer$;\n", {{"type", parameter.type},
                                               {"name", parameter.name},
                                               {"initializer", parameter.initializer}});
  }
}

std::string names(const MethodView& method) {
  std::string list;
  for (const ParameterView& parameter : method.parameters) {
    list += (list.empty() ? "" : ", ") + parameter.name;
  }
  return list;
}

// `call.reply([&] { return … });`, in as few lines as clang-format has it.
void emit_with_lambda(Emitter& out, const std::string& called, const std::string& handler) {
  constexpr std::size_t kIndentation = 2;
  const std::string lambda = "[&] { return " + handler + "; });";
  if (kIndentation + columns_of(called + lambda) <= kColumns) return out.line(called + lambda);
  if (3 * kIndentation + columns_of(lambda) <= kColumns) {
    out.emit("$called$\n    $lambda$\n", {{"called", called}, {"lambda", lambda}});
  } else {
    out.emit("$called$[&] {\n  return $handler$;\n});\n",
             {{"called", called}, {"handler", handler}});
  }
}

// The statement that runs the handler and answers with what it gives. A handler that may throw its
// answer runs inside of the call that answers.
void emit_handler_call(Emitter& out, const MethodView& method) {
  std::string handler = method.server + "." + method.name + "(" + method.call + ".context()";
  for (const ParameterView& parameter : method.parameters) handler += ", " + parameter.forwarded;
  for (const StreamView& stream : method.streams) handler += ", " + stream.argument;
  handler += ")";
  if (method.answer == Answer::Nothing) {
    return emit_with_lambda(out, method.call + ".run(", handler);
  }
  const bool has_values = method.answer == Answer::Values;
  const std::string called = method.call + (has_values ? ".reply_values(" : ".reply(");
  if (method.declares_errors) return emit_with_lambda(out, called, handler);
  out.line(called + handler + ");");
}

// What a function of checks takes: parameters without constraints have no name there.
std::string checked_parameters(const MethodView& method) {
  std::string list = "idl::Validator& " + method.validator;
  for (const ParameterView& parameter : method.parameters) {
    list += ", const " + parameter.type + "&";
    if (parameter.is_checked) list += " " + parameter.name;
  }
  return list;
}

void emit_check(Emitter& out, const std::string& name, const std::string& parameters,
                const std::vector<std::string>& checks) {
  if (name.empty()) return;
  const auto emit_each = [&](Emitter& inner) {
    for (const std::string& check : checks) inner.lines(check);
  };
  out.emit(R"(

void $check$($parameters$) {
  $checks$
}
)",
           {{"check", name}, {"parameters", parameters}, {"checks", emit_each}});
}

void emit_checks(Emitter& out, const ServiceView& view) {
  for (const MethodView& method : view.methods) {
    emit_check(out, method.check, checked_parameters(method), method.checks);
    const ElementCheckView& elements = method.element_check;
    emit_check(out, elements.name,
               "idl::Validator& " + method.validator + ", const " + elements.type + "& " +
                   elements.element,
               elements.checks);
  }
}

// Templates, for the plain server and for the one whose handlers are coroutines.
void emit_functions(Emitter& out, const ServiceView& view) {
  for (const MethodView& method : view.methods) {
    out.emit(R"(

template <class $Handlers$>
void $dispatch$(idl::Service& $service$, idl::ServerCall& $call$) {
  $variables$
  if (!$call$.read$check$($names$)) return;
  auto& $server$ = static_cast<$Handlers$&>($service$);
  $handler_call$
}
)",
             {{"dispatch", method.dispatch},
              {"service", method.service},
              {"call", method.call},
              {"server", method.server},
              {"Handlers", method.handlers},
              {"variables", [&](Emitter& inner) { emit_variables(inner, method); }},
              {"check", method.check.empty() ? "" : "<" + method.check + ">"},
              {"names", names(method)},
              {"handler_call", [&](Emitter& inner) { emit_handler_call(inner, method); }}});
  }
}

// What a table says about a method's kind: nothing where it is the usual one and nothing follows.
std::string kind_argument(const std::string& kind, bool needed) {
  return needed || kind != "Unary" ? ", idl::MethodKind::" + kind : "";
}

// Where an entry has the schema of its method, if the stubs carry it.
std::string schema_argument(const ServiceView& view) {
  return view.schema.empty() ? "" : ", " + view.schema;
}

void emit_entries(Emitter& out, const ServiceView& view) {
  const std::string registration = view.schema.empty() ? "" : ", idl::Registration::Own";
  for (const MethodView& method : view.methods) {
    out.emit("{$constant$, $dispatch$<$Handlers$>$kind$$registration$$schema$},\n",
             {{"constant", method.constant},
              {"dispatch", method.dispatch},
              {"Handlers", view.handlers},
              {"kind", kind_argument(method.kind, /*needed=*/!view.schema.empty())},
              {"registration", registration},
              {"schema", schema_argument(view)}});
  }
}

void emit_base_entries(Emitter& out, const ServiceView& view) {
  for (const BaseEntryView& entry : view.base_entries) {
    out.emit("{$constant$, $dispatch$<$Handlers$>$kind$, idl::Registration::OfBase$schema$},\n",
             {{"constant", entry.constant},
              {"dispatch", entry.dispatch},
              {"Handlers", view.handlers},
              {"kind", kind_argument(entry.kind, /*needed=*/true)},
              {"schema", schema_argument(view)}});
  }
}

void emit_table(Emitter& out, const ServiceView& view) {
  if (view.methods.empty()) return;
  out.emit(R"(
template <class $Handlers$>
constexpr std::array<idl::MethodEntry, $count$> $table${{
    $entries$
    $base_entries$
}};
)",
           {{"count", std::to_string(view.methods.size() + view.base_entries.size())},
            {"table", view.table},
            {"Handlers", view.handlers},
            {"entries", [&](Emitter& inner) { emit_entries(inner, view); }},
            {"base_entries", [&](Emitter& inner) { emit_base_entries(inner, view); }}});
}

}  // namespace

void emit_dispatch(Emitter& out, const ServiceView& view) {
  out.emit(R"(

$constants$

$checks$

$functions$

$table$
)",
           {{"constants", [&](Emitter& inner) { emit_constants(inner, view); }},
            {"checks", [&](Emitter& inner) { emit_checks(inner, view); }},
            {"functions", [&](Emitter& inner) { emit_functions(inner, view); }},
            {"table", [&](Emitter& inner) { emit_table(inner, view); }}});
}

}  // namespace idlc::cpp
