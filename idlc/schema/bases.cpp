// Bases first, so that what a base inherits itself is known. A chain of bases is followed in a
// loop, for it may be as long as a file before the one that is too long has been reported.
#include "idlc/schema/bases.h"

#include <unordered_map>
#include <utility>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/chain_text.h"

namespace idlc::schema {

namespace {

// How many services of a circle are named before the rest is left out.

// Whoever follows a chain of bases later may recurse.
constexpr std::size_t kMaxBases = 16;

enum class Progress { New, Open, Done };

class BaseResolver {
 public:
  explicit BaseResolver(Draft& draft)
      : draft_(draft),
        progress_(draft.schema.declarations.size(), Progress::New),
        depths_(draft.schema.declarations.size(), 0) {}

  void run() {
    for (std::uint32_t i = 0; i < progress_.size(); ++i) {
      if (service(DeclId{i}) != nullptr) resolve_chain(DeclId{i});
    }
  }

 private:
  Service* service(DeclId id) { return std::get_if<Service>(&draft_.schema[id].form); }

  // Walks to the end of the chain, then works back.
  void resolve_chain(DeclId first) {
    std::vector<DeclId> chain;
    std::optional<DeclId> next = first;
    while (next && progress_[next->index] == Progress::New) {
      progress_[next->index] = Progress::Open;
      chain.push_back(*next);
      next = service(*next)->base;
    }
    if (next && progress_[next->index] == Progress::Open) cut_circle(chain, *next);
    for (; !chain.empty(); chain.pop_back()) {
      progress_[chain.back().index] = Progress::Done;
      inherit(chain.back());
    }
  }

  // The chain ends in a service that it went through before.
  void cut_circle(const std::vector<DeclId>& chain, DeclId start) {
    ChainText text;
    bool inside = false;
    for (const DeclId id : chain) {
      inside = inside || id == start;
      if (!inside) continue;
      text.add(draft_.schema[id].name);
      service(id)->base.reset();
    }
    const Declaration& decl = draft_.schema[start];
    draft_.sink.report(kServiceCycle, base_span(start), decl.name).label(text.to(decl.name));
  }

  const Span& base_span(DeclId id) const {
    return draft_.tree_as<syntax::ServiceDecl>(id)->base->span;
  }

  void inherit(DeclId id) {
    Service& derived = *service(id);
    if (derived.base && depths_[derived.base->index] == kMaxBases) report_depth(id);
    if (!derived.base) return;
    depths_[id.index] = depths_[derived.base->index] + 1;
    const Service& base = *service(*derived.base);
    for (std::uint32_t i = 0; i < base.methods.size(); ++i) {
      derived.inherited.push_back({*derived.base, i, {}, 0});
    }
    derived.inherited.insert(derived.inherited.end(), base.inherited.begin(), base.inherited.end());
    for (InheritedMethod& one : derived.inherited) {
      one.full_name = draft_.schema[id].full_name + "." + method_of(draft_.schema, one).name;
    }
    check_names(derived);
  }

  void report_depth(DeclId id) {
    draft_.sink.report(kTooManyBases, base_span(id), draft_.schema[id].name, kMaxBases);
    service(id)->base.reset();
  }

  void check_names(const Service& derived) {
    std::unordered_map<std::string_view, const InheritedMethod*> taken;
    for (const InheritedMethod& one : derived.inherited) {
      taken.emplace(method_of(draft_.schema, one).name, &one);
    }
    for (const Method& method : derived.methods) {
      const auto found = taken.find(method.name);
      if (found == taken.end()) continue;
      draft_.sink.report(kDuplicateName, method.span, method.name)
          .label("a base's method cannot be declared again")
          .note(method_of(draft_.schema, *found->second).span,
                "inherited from `" + draft_.schema[found->second->service].name + "`");
    }
  }

  Draft& draft_;
  std::vector<Progress> progress_;
  std::vector<std::size_t> depths_;  // how many bases each has, one behind the other
};

}  // namespace

void resolve_bases(Draft& draft) { BaseResolver(draft).run(); }

}  // namespace idlc::schema
