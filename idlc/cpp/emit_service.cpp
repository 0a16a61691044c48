// Services as their users see them: results, a client, its started form, and a base for servers.
// Definitions are emit_stubs.cpp's part.
#include "idlc/cpp/doc_comment.h"
#include "idlc/cpp/emit.h"

namespace idlc::cpp {

namespace {

std::string client_parameters(const MethodView& method) {
  std::string list;
  for (const ParameterView& parameter : method.parameters) {
    list += (list.empty() ? "" : ", ") + parameter.client + parameter.client_default;
  }
  return list;
}

// The handlers of a server are plain functions or coroutines.
enum class Handlers { Plain, Coroutines };

std::string server_parameters(const MethodView& method, Handlers kind) {
  std::string list = "idl::Context& context";
  for (const ParameterView& parameter : method.parameters) list += ", " + parameter.server;
  for (const StreamView& stream : method.streams) {
    list += kind == Handlers::Plain ? ", idl::" : ", idl::Async";
    list += stream.type + " " + stream.name;
  }
  return list;
}

// What a client's method gives: the outcome, or a call whose streams are to be used first.
std::string client_result(const MethodView& method) {
  return method.stream_call.empty() ? method.result : method.stream_call;
}

// One-way calls are not awaited, so their started form is the same.
std::string started_result(const MethodView& method) {
  if (!method.stream_call.empty()) return method.stream_call + "::Async";
  return method.answer == Answer::Nothing ? method.result : "idl::Pending<" + method.result + ">";
}

std::string handler_result(const MethodView& method, Handlers kind) {
  const std::string result = method.answer == Answer::Nothing ? "void" : method.result;
  return kind == Handlers::Plain ? result : "idl::Task<" + result + ">";
}

void emit_results(Emitter& out, const ServiceView& view) {
  for (const MethodView& method : view.methods) {
    if (method.values_are_late) continue;
    for (const StructView& values : method.values) emit_declaration(out, values);
  }
  out.line("");
  for (const MethodView& method : view.methods) {
    out.lines(method.values_declaration);
    out.emit("using $Result$ = $type$;\n",
             {{"Result", method.result}, {"type", method.result_type}});
    if (method.stream_call.empty()) continue;
    out.emit("using $Call$ = $type$;\n",
             {{"Call", method.stream_call}, {"type", method.stream_call_type}});
  }
}

void emit_client_methods(Emitter& out, const ServiceView& view) {
  for (const MethodView& method : view.methods) {
    if (!method.doc.empty()) out.line("");
    out.emit(R"(
$doc$
$attribute$$Result$ $name$($parameters$) const;
)",
             {{"doc", doc_comment(method.doc)},
              {"attribute", method.attribute},
              {"Result", view.around_client + client_result(method)},
              {"name", method.name},
              {"parameters", client_parameters(method)}});
  }
}

void emit_started_methods(Emitter& out, const ServiceView& view) {
  for (const MethodView& method : view.methods) {
    out.emit("$attribute$$Result$ $name$($parameters$) const;\n",
             {{"attribute", method.attribute},
              {"Result", started_result(method)},
              {"name", method.name},
              {"parameters", client_parameters(method)}});
  }
}

// A client serves where one of a base is wanted.
void emit_conversions(Emitter& out, const ServiceView& view, std::string_view client) {
  for (const std::string& base : view.bases) {
    out.emit(R"(

/// For the methods of $Base$ alone.
operator $Base$::$Client$() const;
)",
             {{"Base", base}, {"Client", std::string(client)}});
  }
}

void emit_handlers(Emitter& out, const ServiceView& view, Handlers kind) {
  for (const MethodView& method : view.methods) {
    if (method.inherited) continue;
    if (!method.doc.empty()) out.line("");
    out.emit(R"(
$doc$
virtual $Result$ $name$($parameters$);
)",
             {{"doc", doc_comment(method.doc)},
              {"Result", handler_result(method, kind)},
              {"name", method.name},
              {"parameters", server_parameters(method, kind)}});
  }
}

void emit_clients(Emitter& out, const ServiceView& view) {
  out.emit(
      R"(

/// Makes calls to $Service$. Copyable; any thread may use it.
class $ServiceClient$ {
 public:
  /// Calls nothing, until another client is assigned.
  $Client$() = default;
  /// Stands for an object of this process, to be given to a peer as a value.
  template <idl::Implementation<$around$Server, $around$AsyncServer> S>
  $Client$(std::shared_ptr<S> service_) : stub_(std::shared_ptr<idl::Service>(std::move(service_))) {}
  explicit $Client$(idl::Channel channel);
  explicit $Client$(idl::Stub stub);

  /// The same client with other options for its calls.
  [[nodiscard]] $Client$ with(idl::CallOptions options) const;

  /// The started form of each call: it returns at once, and its result is awaited later.
  [[nodiscard]] $around$AsyncClient async() const;

  $conversions$

  $methods$

  /// Whether both call the same.
  friend bool operator==(const $Client$&, const $Client$&) = default;

 private:
  friend struct idl::detail::ClientAccess;

  idl::Stub stub_;
};

/// Starts calls to $Service$. Copyable; any thread may use it.
class $Service$::AsyncClient {
 public:
  explicit AsyncClient(idl::Channel channel);
  explicit AsyncClient(idl::Stub stub);

  $async_conversions$

  $started$

 private:
  idl::Stub stub_;
};
)",
      {{"Service", view.name},
       {"ServiceClient", view.client},
       {"Client", view.client_class},
       {"around", view.around_client},
       {"conversions", [&](Emitter& inner) { emit_conversions(inner, view, "Client"); }},
       {"async_conversions", [&](Emitter& inner) { emit_conversions(inner, view, "AsyncClient"); }},
       {"methods", [&](Emitter& inner) { emit_client_methods(inner, view); }},
       {"started", [&](Emitter& inner) { emit_started_methods(inner, view); }}});
}

void emit_servers(Emitter& out, const ServiceView& view) {
  out.emit(
      R"(

/// Derive from this, override the methods, and add the object to an idl::Server. A method that is
/// not overridden answers Unimplemented.
class $Service$::Server : public $server_base$ {
 public:
  $handlers$

  [[nodiscard]] std::span<const idl::MethodEntry> methods() const override;
};

/// The same with handlers that are coroutines.
class $Service$::AsyncServer : public $async_server_base$ {
 public:
  $async_handlers$

  [[nodiscard]] std::span<const idl::MethodEntry> methods() const override;
};
)",
      {{"Service", view.name},
       {"server_base", view.server_base},
       {"async_server_base", view.async_server_base},
       {"handlers", [&](Emitter& inner) { emit_handlers(inner, view, Handlers::Plain); }},
       {"async_handlers",
        [&](Emitter& inner) { emit_handlers(inner, view, Handlers::Coroutines); }}});
}

}  // namespace

void emit_service(Emitter& out, const ServiceView& view) {
  out.emit(
      R"(

$doc$
class$attribute$ $Service$ {
 public:
  $client$
  class AsyncClient;
  class Server;
  class AsyncServer;
  class Fake;

  $results$
};
)",
      {{"doc", doc_comment(view.doc)},
       {"attribute", view.attribute},
       {"Service", view.name},
       {"client",
        view.around_client.empty() ? "class Client;" : "using Client = " + view.client + ";"},
       {"results", [&](Emitter& inner) { emit_results(inner, view); }}});
  emit_clients(out, view);
  emit_servers(out, view);
}

}  // namespace idlc::cpp
