// Fakes from services. A fake's own names give way to those of the service's methods, which it
// overrides; the parameters of overrides give way to both.
#include "idlc/cpp/view_fake.h"

#include <set>

#include <fmt/format.h>

namespace idlc::cpp {

using namespace schema;

namespace {

class FakeBuilder {
 public:
  FakeBuilder(const ViewContext& context, DeclId id)
      : context_(context),
        id_(id),
        service_(std::get<Service>(context.schema[id].form)),
        pool_(NamePool::within(context.names.package_scope(context.file))) {
    std::set<std::string> scope = context.names.members(id).scope;
    // What a client has for these, a fake does not name: its own `GetCall` may hide it.
    for (const MethodNames& names : context.names.methods(id)) scope.erase(names.call);
    pool_.add(scope);
  }

  // The methods of bases too, by the names that they have in the derived service.
  FakeView build() {
    FakeView view{.name = context_.names.name(id_),
                  .client = pool_.take("client"),
                  .host = "host_",
                  .methods = {}};
    const auto& names = context_.names.methods(id_);
    for (std::size_t i = 0; i < names.size(); ++i) {
      FakeMethodView& fake = view.methods.emplace_back();
      fake.on = pool_.take("on_" + wanted_name(method_at(i)));
      fake.call = pool_.take(title_case(wanted_name(method_at(i))) + "Call");
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
      complete(view.methods[i], method_at(i), names[i]);
    }
    return view;
  }

 private:
  // Its own ones stand before those that it inherits.
  const Method& method_at(std::size_t index) const {
    const std::size_t own = service_.methods.size();
    if (index < own) return service_.methods[index];
    return method_of(context_.schema, service_.inherited[index - own]);
  }

  // When all names of the fake are known.
  void complete(FakeMethodView& view, const Method& method, const MethodNames& names) const {
    const bool answers = method.kind != MethodKind::OneWay;
    NamePool parameters = NamePool::within(pool_);
    const std::string context = parameters.take("context");
    view.name = names.method;
    view.result = answers ? names.result : "void";
    view.parameters = answers ? "idl::Context& " + context : "idl::Context&";
    const Place place = in_call(view, method);
    NamePool members({view.call});
    std::string call;
    for (const Field* field : fields_of(method.parameters)) {
      const std::string name = parameters.take(wanted_name(*field));
      view.parameters += fmt::format(", {} {}", context_.spelling.type(field->type, place), name);
      view.fields.push_back(member(*field, members.take(wanted_name(*field)), place));
      call += (call.empty() ? "" : ", ") + remembered(*field, name);
    }
    std::string streams;
    if (method.stream_in) {
      const std::string name = parameters.take(wanted_name(*method.stream_in));
      const std::string sent = members.take(wanted_name(*method.stream_in));
      add_reader(view, context_.spelling.type(method.stream_in->type, place), name);
      view.fields.push_back(streamed(*method.stream_in, sent, place));
      if (!call.empty()) call += ", {}";
      streams = fmt::format(", &{}::{}, std::move({})", view.call, sent, name);
    }
    if (method.stream_out) {
      const std::string name = parameters.take("writer");
      const std::string type = context_.spelling.type(method.stream_out->type, place);
      view.streams += ", idl::Writer<" + type + ">";
      view.parameters += fmt::format(", idl::Writer<{}> {}", type, name);
      streams += ", std::move(" + name + ")";
    }
    view.arguments = fmt::format("{}{{{}}}{}", answers ? context + ", " : "", call, streams);
  }

  static void add_reader(FakeMethodView& view, const std::string& type, const std::string& name) {
    view.streams += ", idl::Reader<" + type + ">";
    view.parameters += fmt::format(", idl::Reader<{}> {}", type, name);
  }

  DeclarationView streamed(const StreamPart& part, const std::string& name,
                           const Place& place) const {
    return {part.doc.empty() ? "What the caller streamed." : part.doc,
            fmt::format("std::vector<{}> {}{{}};", context_.spelling.type(part.type, place), name)};
  }

  // In the struct that remembers a call, whose members hide what is outside.
  Place in_call(const FakeMethodView& view, const Method& method) const {
    Place place = in_package(context_.file);
    place.scope = &pool_.taken();
    place.hidden.insert("Service");  // from the runtime's class, of which all are
    NamePool members({view.call});
    for (const Field* field : fields_of(method.parameters)) {
      place.hidden.insert(members.take(wanted_name(*field)));
    }
    if (method.stream_in) place.hidden.insert(members.take(wanted_name(*method.stream_in)));
    return place;
  }

  // A descriptor has one owner, which the calls that are remembered share.
  DeclarationView member(const Field& field, const std::string& name, const Place& place) const {
    if (is_descriptor(field.type)) {
      return {field.doc, "std::shared_ptr<const idl::Fd> " + name + "{};"};
    }
    return {field.doc, fmt::format("{} {}{};", context_.spelling.type(field.type, place), name,
                                   context_.initializers.of_field(field, place))};
  }

  std::string remembered(const Field& field, const std::string& name) const {
    if (is_descriptor(field.type)) return "idl::shared_fd(std::move(" + name + "))";
    return is_passed_by_value(context_.schema, field.type) ? name : "std::move(" + name + ")";
  }

  const ViewContext& context_;
  DeclId id_;
  const Service& service_;
  NamePool pool_;
};

}  // namespace

std::vector<FakeView> view_fakes(const ViewContext& context) {
  std::vector<FakeView> views;
  for (const DeclId id : context.schema[context.file].declarations) {
    if (!std::holds_alternative<Service>(context.schema[id].form)) continue;
    views.push_back(FakeBuilder(context, id).build());
  }
  return views;
}

}  // namespace idlc::cpp
