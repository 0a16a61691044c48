// Fakes from services. A fake's own names give way to those of the service's methods, which it
// overrides; the parameters of overrides give way to both.
#include "idlc/cpp/view_fake.h"

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
    pool_.add(context.names.members(id).scope);
  }

  // The methods of bases too, by the names that they have in the derived service. Those with
  // streams or descriptors are left to the Server above: they answer Unimplemented. A descriptor
  // has one owner, so that a fake could not both remember it and hand it on.
  FakeView build() {
    FakeView view{.name = context_.names.name(id_),
                  .client = pool_.take("client"),
                  .host = "host_",
                  .methods = {}};
    const auto& names = context_.names.methods(id_);
    std::vector<std::pair<const Method*, const MethodNames*>> methods;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const bool is_own = i < service_.methods.size();
      const auto* inherited = is_own ? nullptr : &service_.inherited[i - service_.methods.size()];
      const Method& method = is_own ? service_.methods[i] : method_of(context_.schema, *inherited);
      if (method.stream_in || method.stream_out || has_descriptors(method)) continue;
      methods.emplace_back(&method, &names[i]);
      add(view, method, is_own ? method.full_name : inherited->full_name);
    }
    for (std::size_t i = 0; i < methods.size(); ++i) {
      complete(view.methods[i], *methods[i].first, *methods[i].second);
    }
    return view;
  }

 private:
  void add(FakeView& view, const Method& method, const std::string& full_name) {
    FakeMethodView fake;
    fake.on = pool_.take("on_" + wanted_name(method));
    fake.call = pool_.take(title_case(wanted_name(method)) + "Call");
    fake.wire_name = string_literal(full_name);
    view.methods.push_back(std::move(fake));
  }

  // When all names of the fake are known.
  void complete(FakeMethodView& view, const Method& method, const MethodNames& names) const {
    view.name = names.method;
    view.result = method.kind == MethodKind::OneWay ? "void" : names.result;
    view.parameters = "idl::Context&";
    Place place = in_package(context_.file);
    place.scope = &pool_.taken();
    NamePool members({view.call});
    NamePool parameters = NamePool::within(pool_);
    for (const Field* field : fields_of(method.parameters)) {
      place.hidden.insert(members.take(wanted_name(*field)));
    }
    members = NamePool({view.call});
    for (const Field* field : fields_of(method.parameters)) {
      const std::string type = context_.spelling.type(field->type, place);
      const std::string parameter = parameters.take(wanted_name(*field));
      view.fields.push_back(
          {field->doc, fmt::format("{} {}{};", type, members.take(wanted_name(*field)),
                                   context_.initializers.of_field(*field, place))});
      const bool by_value = is_passed_by_value(context_.schema, field->type);
      view.parameters += fmt::format(", {} {}", type, parameter);
      view.arguments += view.arguments.empty() ? "" : ", ";
      view.arguments += by_value ? parameter : "std::move(" + parameter + ")";
    }
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
