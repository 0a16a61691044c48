// One look at each service: at the types of its parameters and results.
// Everything else that the schema lets pass can be generated.
#include "idlc/cpp/generatable.h"

#include <unordered_set>
#include <vector>

#include "idlc/cpp/passed_services.h"
#include "idlc/diagnostics/catalogue.h"

namespace idlc::cpp {

using namespace schema;

namespace {

class Reporter {
 public:
  Reporter(const Schema& schema, DiagnosticSink& sink) : schema_(schema), sink_(sink) {}

  void check(DeclId id) {
    const auto* service = std::get_if<Service>(&schema_[id].form);
    if (service == nullptr) return;
    if (is_passed_in_a_circle(id)) report(schema_[id].span, "services that pass each other");
    for (const Method& method : service->methods) check(method);
    for (const InheritedMethod& one : service->inherited) check(method_of(schema_, one));
  }

 private:
  void check(const Method& method) {
    if (!seen_.insert(&method).second) return;
    const auto results = fields_of(method.results);
    if (results.empty() || results.front()->name.empty()) return;
    for (const Field* field : results) {
      if (passed_service(field->type)) report(field->span, "services among several results");
    }
  }

  // Whether another service of the file, which this one needs declared before, needs this one so.
  bool is_passed_in_a_circle(DeclId id) const {
    std::unordered_set<DeclId> reached;
    std::vector<DeclId> open{id};
    while (!open.empty()) {
      const DeclId user = open.back();
      open.pop_back();
      for (const DeclId needed : needed_before(user)) {
        if (needed == id && user != id) return true;
        if (needed == id || schema_[needed].file != schema_[id].file) continue;
        if (reached.insert(needed).second) open.push_back(needed);
      }
    }
    return false;
  }

  std::vector<DeclId> needed_before(DeclId user) const {
    const auto& service = std::get<Service>(schema_[user].form);
    std::vector<DeclId> needed;
    if (service.base) needed.push_back(*service.base);
    for (const Method& method : service.methods) {
      for (const DeclId passed : passed_services(method)) needed.push_back(passed);
    }
    return needed;
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
    for (const DeclId id : schema[file].declarations) reporter.check(id);
  }
}

}  // namespace idlc::cpp
