// The way from a received call to its handler: method ids, one dispatch function each, a table.
// Every name in it comes from the view.
#include "idlc/cpp/emit.h"

namespace idlc::cpp {

namespace {

void emit_constants(Emitter& out, const ServiceView& view) {
  for (const MethodView& method : view.methods) {
    out.emit("constexpr idl::Method $constant${$id$, $name$};\n",
             {{"constant", method.constant}, {"id", method.wire_id}, {"name", method.wire_name}});
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

std::string handler_call(const MethodView& method) {
  std::string text = method.server + "." + method.name + "(" + method.call + ".context()";
  for (const ParameterView& parameter : method.parameters) text += ", " + parameter.forwarded;
  text += ")";
  if (method.answer == Answer::Nothing) return text + ";";
  const char* const reply = method.answer == Answer::Values ? ".reply_values(" : ".reply(";
  return method.call + reply + text + ");";
}

void emit_functions(Emitter& out, const ServiceView& view) {
  for (const MethodView& method : view.methods) {
    out.emit(R"(

void $dispatch$(idl::Service& $service$, idl::ServerCall& $call$) {
  $variables$
  if (!$call$.read($names$)) return;
  auto& $server$ = static_cast<$Service$::Server&>($service$);
  $handler_call$
}
)",
             {{"dispatch", method.dispatch},
              {"service", method.service},
              {"call", method.call},
              {"server", method.server},
              {"Service", view.name},
              {"variables", [&](Emitter& inner) { emit_variables(inner, method); }},
              {"names", names(method)},
              {"handler_call", handler_call(method)}});
  }
}

void emit_entries(Emitter& out, const ServiceView& view) {
  for (const MethodView& method : view.methods) {
    const bool is_silent = method.answer == Answer::Nothing;
    out.emit("{$constant$, $dispatch$$kind$},\n",
             {{"constant", method.constant},
              {"dispatch", method.dispatch},
              {"kind", is_silent ? ", idl::MethodKind::OneWay" : ""}});
  }
}

void emit_table(Emitter& out, const ServiceView& view) {
  if (view.methods.empty()) return;
  out.emit(R"(
constexpr std::array<idl::MethodEntry, $count$> $table${{
    $entries$
}};
)",
           {{"count", std::to_string(view.methods.size())},
            {"table", view.table},
            {"entries", [&](Emitter& inner) { emit_entries(inner, view); }}});
}

}  // namespace

void emit_dispatch(Emitter& out, const ServiceView& view) {
  out.emit(R"(

$constants$

$functions$

$table$
)",
           {{"constants", [&](Emitter& inner) { emit_constants(inner, view); }},
            {"functions", [&](Emitter& inner) { emit_functions(inner, view); }},
            {"table", [&](Emitter& inner) { emit_table(inner, view); }}});
}

}  // namespace idlc::cpp
