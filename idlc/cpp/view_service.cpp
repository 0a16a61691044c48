// From services to views: signatures on both sides, and the names that dispatching needs. Whether a
// method makes sense was settled by the schema.
#include "idlc/cpp/view_service.h"

#include <algorithm>

#include <fmt/format.h>

#include "idlc/cpp/passed_services.h"
#include "idlc/cpp/service_order.h"
#include "idlc/cpp/view_constraints.h"
#include "idlc/cpp/view_types.h"

namespace idlc::cpp {

using namespace schema;

namespace {

// A parameter's documentation as an item of a list, or nothing; further lines are indented with it.
std::string documentation_item(const std::string& name, std::string_view doc) {
  if (doc.empty()) return {};
  std::string item = fmt::format("- `{}`: ", name);
  for (const char c : doc) {
    item += c;
    if (c == '\n') item += "  ";
  }
  return item + "\n";
}

// What a service shares with the others of its file.
struct Surroundings {
  const ViewContext& context;
  NamePool& names;
  std::string prefix;      // of the service's names there
  std::set<DeclId> later;  // the services that are spoken of before they are declared
};

// The view of one service while it is built.
class ServiceBuilder {
 public:
  ServiceBuilder(Surroundings surroundings, DeclId id)
      : context_(surroundings.context),
        id_(id),
        service_(std::get<Service>(context_.schema[id].form)),
        prefix_(std::move(surroundings.prefix)),
        file_names_(surroundings.names),
        later_(std::move(surroundings.later)) {}

  ServiceView build() {
    ServiceView view{.doc = context_.schema[id_].doc,
                     .attribute = trailing_attribute(context_.schema[id_].annotations),
                     .name = context_.names.name(id_),
                     .client = context_.names.name(id_) + "::Client",
                     .client_class = "Client",
                     .table = file_names_.take("k" + prefix_ + "Methods"),
                     .handlers = local_name(context_, "Handlers", {}),
                     .server_base = "idl::Service",
                     .async_server_base = "idl::AsyncService",
                     .bases = {},
                     .methods = {},
                     .base_entries = {}};
    add_announced_client(view);
    const auto& names = context_.names.methods(id_);
    for (std::size_t i = 0; i < service_.methods.size(); ++i) {
      view.methods.push_back(own_method(service_.methods[i], names[i]));
    }
    for (std::size_t i = 0; i < service_.inherited.size(); ++i) {
      const MethodNames& inherited = names[service_.methods.size() + i];
      view.methods.push_back(inherited_method(service_.inherited[i], inherited));
    }
    add_bases(view);
    return view;
  }

 private:
  void add_announced_client(ServiceView& view) const {
    const std::string& announced = context_.names.announced_client(id_);
    if (announced.empty()) return;
    view.client = announced;
    view.client_class = announced;
    view.around_client = view.name + "::";
  }

  MethodView own_method(const Method& method, const MethodNames& names) {
    MethodView view = this->method(method, names);
    view.wire_name = string_literal(method.wire_name);
    view.wire_id = wire_id_literal(method.wire_id);
    add_results(view, method, names);
    return view;
  }

  // Its results are the base's, so that one handler answers under both names.
  MethodView inherited_method(const InheritedMethod& inherited, const MethodNames& names) {
    const Method& declared = method_of(context_.schema, inherited);
    MethodView view = method(declared, names);
    view.inherited = true;
    view.wire_name = string_literal(inherited.wire_name);
    view.wire_id = wire_id_literal(inherited.wire_id);
    view.answer = answer_of(declared);
    const std::string base = context_.spelling.named(inherited.service, in_service(names));
    view.result_type = base + "::" + names.result;
    if (view.answer == Answer::Values) {
      view.values_declaration = fmt::format("using {0} = {1}::{0};", names.values, base);
    }
    return view;
  }

  MethodView method(const Method& method, const MethodNames& names) {
    MethodView view;
    view.doc = documentation(method, names);
    view.name = names.method;
    view.attribute = leading_attribute(method.annotations);
    add_promises(view, *method.annotations);
    view.kind = kind_of(method);
    view.result = names.result;
    view.declares_errors = !method.throws.empty();
    view.constant = file_names_.take("k" + prefix_ + title_case(method.name));
    view.dispatch =
        file_names_.take("dispatch_" + (prefix_.empty() ? "" : prefix_ + "_") + method.name);
    view.validator = local_name(context_, "validator", names.parameters);
    view.service = local_name(context_, "service", names.parameters);
    view.call = local_name(context_, "call", names.parameters);
    view.server = local_name(context_, "server", names.parameters);
    view.handlers = local_name(context_, "Handlers", names.parameters);
    add_parameters(view, method, names);
    add_streams(view, method, names);
    return view;
  }

  // The method's own text, and below it a list of what is said of its parameters.
  static std::string documentation(const Method& method, const MethodNames& names) {
    std::string items;
    auto name = names.parameters.begin();
    for (const Field* field : fields_of(method.parameters)) {
      items += documentation_item(*name++, field->doc);
    }
    if (method.stream_in) items += documentation_item(names.reader, method.stream_in->doc);
    const bool has_both = !method.doc.empty() && !items.empty();
    return method.doc + (has_both ? "\n\n" : "") + items;
  }

  // The bases, and each inherited method under the names of those that have it. What a base has is
  // the end of what is inherited here, in the same order.
  void add_bases(ServiceView& view) {
    const Place place = in_service({});
    for (auto base = service_.base; base; base = service_at(*base).base) {
      view.bases.push_back(context_.spelling.named(*base, place));
      const Service& service = service_at(*base);
      std::size_t at = view.methods.size() - service.methods.size() - service.inherited.size();
      for (const Method& method : service.methods) {
        add_base_entry(view, *base, {view.methods[at++], method.wire_name, method.wire_id});
      }
      for (const InheritedMethod& one : service.inherited) {
        add_base_entry(view, *base, {view.methods[at++], one.wire_name, one.wire_id});
      }
    }
    if (view.bases.empty()) return;
    view.server_base = view.bases.front() + "::Server";
    view.async_server_base = view.bases.front() + "::AsyncServer";
  }

  struct BaseMethod {
    const MethodView& method;
    const std::string& wire_name;
    std::uint64_t wire_id;
  };
  void add_base_entry(ServiceView& view, DeclId base, const BaseMethod& one) {
    const std::string name = context_.schema[base].name + title_case(one.method.name);
    view.base_entries.push_back({file_names_.take("k" + prefix_ + "As" + name),
                                 string_literal(one.wire_name), wire_id_literal(one.wire_id),
                                 one.method.dispatch, one.method.kind});
  }

  const Service& service_at(DeclId id) const { return std::get<Service>(context_.schema[id].form); }

  static std::string kind_of(const Method& method) {
    if (method.kind == MethodKind::OneWay) return "OneWay";
    if (method.stream_in) return method.stream_out ? "BothStream" : "CallerStreams";
    return method.stream_out ? "CalleeStreams" : "Unary";
  }

  static Answer answer_of(const Method& method) {
    if (method.kind == MethodKind::OneWay) return Answer::Nothing;
    const auto results = fields_of(method.results);
    return results.empty() || results.front()->name.empty() ? Answer::Value : Answer::Values;
  }

  // What the method's annotations promise of its calls.
  static void add_promises(MethodView& view, const Annotations& annotations) {
    if (annotations.timeout_nanoseconds) {
      view.promises = ", .timeout = " + duration_literal(*annotations.timeout_nanoseconds);
    }
    if (annotations.idempotent) view.promises += ", .idempotent = true";
  }

  void add_results(MethodView& view, const Method& method, const MethodNames& names) const {
    const auto results = fields_of(method.results);
    const Place place = in_service(names);
    std::string value = "void";
    view.answer = answer_of(method);
    if (view.answer == Answer::Values) {
      view.values.push_back(values_struct(view, method, names));
      view.values_are_late = std::ranges::any_of(
          results, [](const Field* field) { return passed_service(field->type).has_value(); });
      if (view.values_are_late) declare_late(view, names.values);
      value = names.values;
    } else if (!results.empty()) {
      value = context_.spelling.type(results.front()->type, place);
    }
    for (const TypeId error : method.throws) value += ", " + context_.spelling.named(error, place);
    view.result_type = "idl::Result<" + value + ">";
  }

  // Its members are clients, which are whole only behind their services.
  static void declare_late(MethodView& view, const std::string& name) {
    view.values_declaration = "struct " + name + ";";
    view.values.front().name = view.values.front().equality.type;
  }

  StructView values_struct(const MethodView& method, const Method& declared,
                           const MethodNames& names) const {
    NamePool pool({names.values});
    std::vector<std::string> members;
    const auto results = fields_of(declared.results);
    members.reserve(results.size());
    for (const Field* field : results) members.push_back(pool.take(field->name));
    Place place = in_service(names);
    place.later.clear();
    place.hidden.insert(members.begin(), members.end());
    StructView view;
    view.doc = "What " + method.name + "() answers with.";
    view.name = names.values;
    view.qualified = context_.spelling.named(id_, in_runtime()) + "::" + names.values;
    view.equality =
        view_equality(context_, context_.names.name(id_) + "::" + names.values, members);
    view.text = view_text(context_, view.equality.type);
    view.label = string_literal(names.values);
    view.text_fields = view_text_fields(results, members);
    view.block = view_block(context_, declared.results, members, view.qualified);
    view.constraints = {view.qualified, view_checks(context_, declared.results, members)};
    for (std::size_t i = 0; i < results.size(); ++i) {
      view.fields.push_back(
          {results[i]->doc,
           fmt::format("{} {}{};", context_.spelling.type(results[i]->type, place), members[i],
                       context_.initializers.of_field(*results[i], place))});
    }
    return view;
  }

  void add_parameters(MethodView& view, const Method& method, const MethodNames& names) const {
    const Place outside = outside_of(names);
    const Place inside = in_service(names);
    auto name = names.parameters.begin();
    for (const Field* field : fields_of(method.parameters)) {
      view.parameters.push_back(parameter(*field, *name++, inside, outside));
      ParameterView& added = view.parameters.back();
      for (const std::string& check : view_member_checks(context_, *field, added.name)) {
        view.checks.push_back(view.validator + "." + check);
        added.is_checked = true;
      }
    }
    if (view.checks.empty()) return;
    view.check = file_names_.take("check_" + (prefix_.empty() ? "" : prefix_ + "_") + method.name);
  }

  // Behind the parameters of a handler: first what comes in, then what goes out.
  void add_streams(MethodView& view, const Method& method, const MethodNames& names) const {
    if (names.call.empty()) return;
    view.stream_call = names.call;
    std::string sent = "void";
    std::string received = "void";
    if (method.stream_in) {
      add_element_check(view, *method.stream_in, names);
      sent = context_.spelling.type(method.stream_in->type, in_service(names));
      view.streams.push_back(stream(method.stream_in->type, names, /*is_received=*/true, view));
    }
    if (method.stream_out) {
      received = context_.spelling.type(method.stream_out->type, in_service(names));
      view.streams.push_back(stream(method.stream_out->type, names, /*is_received=*/false, view));
    }
    view.stream_call_type = "idl::StreamCall<" + names.result + ", " + sent + ", " + received + ">";
  }

  void add_element_check(MethodView& view, const StreamPart& part, const MethodNames& names) const {
    ElementCheckView& added = view.element_check;
    added.element = local_name(context_, "element");
    for (const std::string& check : view_element_checks(context_, part, added.element)) {
      added.checks.push_back(view.validator + "." + check);
    }
    if (added.checks.empty()) return;
    added.type = context_.spelling.type(part.type, outside_of(names));
    added.name = file_names_.take("check_" + (prefix_.empty() ? "" : prefix_ + "_") + view.name +
                                  "_" + part.name);
  }

  StreamView stream(const Type& type, const MethodNames& names, bool is_received,
                    const MethodView& method) const {
    StreamView view;
    view.name = is_received ? names.reader : names.writer;
    view.type = std::string(is_received ? "Reader<" : "Writer<") +
                context_.spelling.type(type, in_service(names)) + ">";
    view.argument = method.call + (is_received ? ".reader<" : ".writer<") +
                    context_.spelling.type(type, outside_of(names)) +
                    element_check(method, is_received) + ">()";
    return view;
  }

  static std::string element_check(const MethodView& method, bool is_received) {
    const std::string& check = method.element_check.name;
    return is_received && !check.empty() ? ", " + check : "";
  }

  ParameterView parameter(const Field& field, const std::string& name, const Place& inside,
                          const Place& outside) const {
    const std::string type = context_.spelling.type(field.type, inside);
    const bool by_value = is_passed_by_value(context_.schema, field.type);
    ParameterView view;
    view.name = name;
    view.type = context_.spelling.type(field.type, outside);
    view.initializer = context_.initializers.of_field(field, outside);
    view.client = by_value ? type + " " + name : "const " + type + "& " + name;
    if (field.default_value) {
      view.client_default = " = " + default_argument(field, inside);
    }
    view.server = type + " " + name;
    view.server_type = type;
    view.forwarded = by_value ? name : "std::move(" + name + ")";
    return view;
  }

  // A default argument is looked at when its class is declared, and std::nullopt asks for a client
  // that is whole by then.
  std::string default_argument(const Field& field, const Place& place) const {
    const auto service = passed_service(field.type);
    if (service && place.later.contains(*service)) {
      return "idl::no_service<" + context_.spelling.client(*service, place) + ">()";
    }
    return context_.initializers.element(field.type, *field.default_value, place);
  }

  // In one of the service's classes, in the signature of a method.
  Place in_service(const MethodNames& names) const {
    Place place = outside_of(names);
    place.scope = &context_.names.members(id_).scope;
    place.hidden.insert({"context", "Service", "AsyncService"});  // the last two from bases
    place.later = later_;
    return place;
  }

  // In a dispatch function of a method.
  Place outside_of(const MethodNames& names) const {
    Place place = in_package(context_.file);
    place.hidden.insert(names.parameters.begin(), names.parameters.end());
    for (const std::string& name : {names.reader, names.writer}) {
      if (!name.empty()) place.hidden.insert(name);
    }
    return place;
  }

  const ViewContext& context_;
  DeclId id_;
  const Service& service_;
  std::string prefix_;
  NamePool& file_names_;
  std::set<DeclId> later_;
};

}  // namespace

std::vector<ServiceView> view_services(const ViewContext& context) {
  ServiceOrder order = service_order(context.schema, context.file);
  NamePool file_names = NamePool::within(context.names.package_scope(context.file));
  std::vector<ServiceView> views;
  for (const DeclId id : order.services) {
    order.announced.erase(id);
    std::string prefix = order.services.size() > 1 ? context.names.name(id) : "";
    views.push_back(
        ServiceBuilder({context, file_names, std::move(prefix), order.announced}, id).build());
  }
  return views;
}

}  // namespace idlc::cpp
