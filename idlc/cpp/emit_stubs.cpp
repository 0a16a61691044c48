// The definitions of clients, and of the handlers that nobody has overridden. Their declarations
// are emit_service.cpp's part.
#include "idlc/cpp/emit.h"

namespace idlc::cpp {

namespace {

std::string parameters(const MethodView& method) {
  std::string list;
  for (const ParameterView& parameter : method.parameters) {
    list += (list.empty() ? "" : ", ") + parameter.client;
  }
  return list;
}

// What follows the method in a call of the stub.
std::string arguments(const MethodView& method) {
  std::string list;
  for (const ParameterView& parameter : method.parameters) list += ", " + parameter.name;
  return list;
}

std::string unused_parameters(const MethodView& method, const std::string& streams) {
  std::string list = "idl::Context&";
  for (const ParameterView& parameter : method.parameters) list += ", " + parameter.server_type;
  for (const StreamView& stream : method.streams) list += ", " + streams + stream.type;
  return list;
}

// What a client's method gives.
std::string client_result(const MethodView& method) {
  return method.stream_call.empty() ? method.result : method.stream_call;
}

// Behind the result among the stub's template arguments. What is not there is nullptr, unless
// nothing follows it.
std::string check_arguments(const MethodView& method) {
  const std::string& elements = method.element_check.name;
  if (method.check.empty() && elements.empty()) return "";
  const std::string checks = ", " + (method.check.empty() ? "nullptr" : method.check);
  return elements.empty() ? checks : checks + ", " + elements;
}

// The stub's function for a blocking or a started call.
std::string stub_call(const MethodView& method, const std::string& verb,
                      const std::string& around = {}) {
  const std::string& check = method.check;
  if (method.answer == Answer::Nothing) return check.empty() ? "send" : "send<" + check + ">";
  const bool streams = !method.stream_call.empty();
  return (streams ? "stream" : verb) + (method.answer == Answer::Values ? "_values<" : "<") +
         around + client_result(method) + check_arguments(method) + ">";
}

void emit_client_methods(Emitter& out, const ServiceView& view) {
  for (const MethodView& method : view.methods) {
    out.emit(R"(

$Service$::$Result$ $Client$::$name$($parameters$) const { return stub_.$call$($method$$arguments$); }
)",
             {{"Service", view.name},
              {"Client", view.client},
              {"Result", client_result(method)},
              {"name", method.name},
              {"parameters", parameters(method)},
              {"call", stub_call(method, "call", view.around_client)},
              {"method", method.constant},
              {"arguments", arguments(method)}});
  }
}

void emit_started_methods(Emitter& out, const ServiceView& view) {
  for (const MethodView& method : view.methods) {
    const std::string result = view.name + "::" + client_result(method);
    const bool streams = !method.stream_call.empty();
    const bool is_pending = method.answer != Answer::Nothing && !streams;
    out.emit(
        R"(

$Result$ $Service$::AsyncClient::$name$($parameters$) const { return $async$stub_.$call$($method$$arguments$)$end$; }
)",
        {{"Service", view.name},
         {"Result",
          is_pending ? "idl::Pending<" + result + ">" : result + (streams ? "::Async" : "")},
         {"async", streams ? method.stream_call + "::Async(" : ""},
         {"end", streams ? ")" : ""},
         {"name", method.name},
         {"parameters", parameters(method)},
         {"call", stub_call(method, "start")},
         {"method", method.constant},
         {"arguments", arguments(method)}});
  }
}

// `Client` is the class of the service, `name` how one of its kind is called in a service's class.
void emit_conversions(Emitter& out, const ServiceView& view, const std::string& client,
                      const std::string& name) {
  for (const std::string& base : view.bases) {
    out.emit(R"(

$Client$::operator $Base$::$name$() const { return $Base$::$name$(stub_); }
)",
             {{"Client", client}, {"Base", base}, {"name", name}});
  }
}

void emit_handlers(Emitter& out, const ServiceView& view) {
  for (const MethodView& method : view.methods) {
    if (method.inherited) continue;
    const bool is_silent = method.answer == Answer::Nothing;
    out.emit(
        R"(

$Result$ $Service$::Server::$name$($parameters$) $body$
)",
        {{"Result", is_silent ? "void" : view.name + "::" + method.result},
         {"Service", view.name},
         {"name", method.name},
         {"parameters", unused_parameters(method, "idl::")},
         {"body", is_silent ? "{}" : "{ return idl::unimplemented(" + method.constant + "); }"}});
  }
}

void emit_async_handlers(Emitter& out, const ServiceView& view) {
  for (const MethodView& method : view.methods) {
    if (method.inherited) continue;
    const bool is_silent = method.answer == Answer::Nothing;
    out.emit(
        R"(

idl::Task<$Result$> $Service$::AsyncServer::$name$($parameters$) { co_return$answer$; }
)",
        {{"Result", is_silent ? "void" : view.name + "::" + method.result},
         {"Service", view.name},
         {"name", method.name},
         {"parameters", unused_parameters(method, "idl::Async")},
         {"answer", is_silent ? "" : " idl::unimplemented(" + method.constant + ")"}});
  }
}

// What methods() gives of a server.
std::string table(const ServiceView& view, const std::string& server) {
  return view.methods.empty() ? "{}" : view.table + "<" + server + ">";
}

}  // namespace

void emit_service_definition(Emitter& out, const ServiceView& view) {
  const auto emit_values = [&](Emitter& inner) {
    for (const MethodView& method : view.methods) {
      for (const StructView& values : method.values) emit_definition(inner, values);
    }
  };
  out.emit(
      R"(

$values$

$ServiceClient$::$Client$(idl::Channel channel) : stub_(std::move(channel)) {}

$ServiceClient$::$Client$(idl::Stub stub) : stub_(std::move(stub)) {}

$ServiceClient$ $ServiceClient$::with(idl::CallOptions options) const { return $Client$(stub_.with(options)); }

$Service$::AsyncClient $ServiceClient$::async() const { return $around$AsyncClient(stub_); }

$conversions$

$calls$

$Service$::AsyncClient::AsyncClient(idl::Channel channel) : stub_(std::move(channel)) {}

$Service$::AsyncClient::AsyncClient(idl::Stub stub) : stub_(std::move(stub)) {}

$async_conversions$

$starts$

$handlers$

std::span<const idl::MethodEntry> $Service$::Server::methods() const { return $table$; }

$async_handlers$

std::span<const idl::MethodEntry> $Service$::AsyncServer::methods() const { return $async_table$; }
)",
      {{"Service", view.name},
       {"ServiceClient", view.client},
       {"Client", view.client_class},
       {"around", view.around_client},
       {"values", emit_values},
       {"conversions",
        [&](Emitter& inner) { emit_conversions(inner, view, view.client, "Client"); }},
       {"async_conversions",
        [&](Emitter& inner) {
          emit_conversions(inner, view, view.name + "::AsyncClient", "AsyncClient");
        }},
       {"calls", [&](Emitter& inner) { emit_client_methods(inner, view); }},
       {"starts", [&](Emitter& inner) { emit_started_methods(inner, view); }},
       {"handlers", [&](Emitter& inner) { emit_handlers(inner, view); }},
       {"table", table(view, "Server")},
       {"async_handlers", [&](Emitter& inner) { emit_async_handlers(inner, view); }},
       {"async_table", table(view, "AsyncServer")}});
}

}  // namespace idlc::cpp
