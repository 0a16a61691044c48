// One look at each service: at the types of its parameters and results.
// Everything else that the schema lets pass can be generated.
#include "idlc/cpp/generatable.h"

#include <unordered_set>

#include "idlc/diagnostics/catalogue.h"

namespace idlc::cpp {

using namespace schema;

namespace {

// What such a type is called, or nothing for types that can be generated.
std::string_view attachment(const Type& type) {
  if (std::holds_alternative<ServiceType>(type.form)) return "services as values";
  if (const auto* list = std::get_if<ListType>(&type.form)) return attachment(*list->element);
  const auto* optional = std::get_if<OptionalType>(&type.form);
  return optional == nullptr ? "" : attachment(*optional->value);
}

class Reporter {
 public:
  Reporter(const Schema& schema, DiagnosticSink& sink) : schema_(schema), sink_(sink) {}

  void check(const Declaration& declaration) {
    const auto* service = std::get_if<Service>(&declaration.form);
    if (service == nullptr) return;
    for (const Method& method : service->methods) check(method);
    for (const InheritedMethod& one : service->inherited) check(method_of(schema_, one));
  }

 private:
  void check(const Method& method) {
    if (!seen_.insert(&method).second) return;
    check(method.parameters);
    check(method.results);
  }

  void check(const Block& block) {
    for (const Field* field : fields_of(block)) {
      const std::string_view what = attachment(field->type);
      if (!what.empty()) report(field->span, what);
    }
  }

  void report(const Span& place, std::string_view what) {
    sink_.report(kCannotGenerate, place, what);
  }

  const Schema& schema_;
  DiagnosticSink& sink_;
  std::unordered_set<const Method*> seen_;
};

}  // namespace

void report_ungeneratable(const Schema& schema, std::span<const FileId> files,
                          DiagnosticSink& sink) {
  Reporter reporter(schema, sink);
  for (const FileId file : files) {
    for (const DeclId id : schema[file].declarations) reporter.check(schema[id]);
  }
}

}  // namespace idlc::cpp
