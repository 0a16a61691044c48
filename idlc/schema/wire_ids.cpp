// Methods are compared with methods and errors with errors: no frame has a place where either could
// stand.
#include "idlc/schema/wire_ids.h"

#include <unordered_map>

#include "idlc/diagnostics/catalogue.h"

namespace idlc::schema {

namespace {

struct Known {
  std::string_view full_name;
  Span span;
};

class WireIds {
 public:
  explicit WireIds(DiagnosticSink& sink) : sink_(sink) {}

  std::uint64_t assign(const std::string& full_name, const Span& span) {
    const std::uint64_t id = fnv1a_64(full_name);
    const auto [first, is_new] = known_.emplace(id, Known{full_name, span});
    // The same name twice is another mistake, which has been reported.
    if (!is_new && first->second.full_name != full_name) {
      sink_.report(kWireIdCollision, span, full_name, first->second.full_name)
          .label("rename one of the two")
          .note(first->second.span, "the other one stands here");
    }
    return id;
  }

 private:
  DiagnosticSink& sink_;
  std::unordered_map<std::uint64_t, Known> known_;  // views into the schema's names
};

}  // namespace

void assign_wire_ids(Draft& draft) {
  WireIds errors(draft.sink);
  WireIds methods(draft.sink);
  for (Declaration& decl : draft.schema.declarations) {
    if (auto* error = std::get_if<Error>(&decl.form)) {
      error->wire_name = decl.annotations->wire_name.value_or(decl.full_name);
      error->wire_id = errors.assign(error->wire_name, decl.span);
    } else if (auto* service = std::get_if<Service>(&decl.form)) {
      const std::string& name = decl.annotations->wire_name.value_or(decl.full_name);
      for (Method& method : service->methods) {
        method.wire_name = method.annotations->wire_name.value_or(name + "." + method.name);
        method.wire_id = methods.assign(method.wire_name, method.span);
      }
      for (InheritedMethod& one : service->inherited) {
        const std::string& method = one.full_name;
        one.wire_name = name + method.substr(method.rfind('.'));
        one.wire_id = methods.assign(one.wire_name, decl.span);
      }
    }
  }
}

}  // namespace idlc::schema
