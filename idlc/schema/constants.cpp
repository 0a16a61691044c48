// A constant's value names at most one other constant, so that what it depends on is a chain. It
// walks to the end of each chain once, works back from there, and reports the cycles.
#include "idlc/schema/constants.h"

#include <utility>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/resolve_value.h"
#include "idlc/schema/value_target.h"

namespace idlc::schema {

namespace {

// How many constants of a cycle are named before the rest is left out.
constexpr std::size_t kMaxShownChain = 16;

enum class Progress { New, Open, Done };

class Evaluator {
 public:
  explicit Evaluator(Draft& draft)
      : draft_(draft), progress_(draft.schema.declarations.size(), Progress::New) {}

  void run() {
    for (std::uint32_t i = 0; i < progress_.size(); ++i) {
      if (draft_.tree_as<syntax::ConstDecl>(DeclId{i}) != nullptr) evaluate_chain(DeclId{i});
    }
  }

 private:
  struct Link {
    DeclId id;
    PlainType type;
  };

  // Walks to the end of the chain, then works back.
  void evaluate_chain(DeclId first) {
    std::vector<Link> chain;
    std::optional<DeclId> next = first;
    while (next && progress_[next->index] == Progress::New) {
      progress_[next->index] = Progress::Open;
      chain.push_back({*next, type_of(*next)});
      next = constant_named(draft_, scope_inside(draft_, *next), tree(*next).value,
                            chain.back().type.target);
    }
    if (next && progress_[next->index] == Progress::Open) report_cycle(chain, *next);
    for (; !chain.empty(); chain.pop_back()) finish(chain.back());
  }

  const syntax::ConstDecl& tree(DeclId id) const { return *draft_.tree_as<syntax::ConstDecl>(id); }

  PlainType type_of(DeclId id) {
    const syntax::TypeExpr& expr = tree(id).type;
    PlainType type = plain_type(draft_, scope_inside(draft_, id), expr);
    if (std::holds_alternative<NoLiterals>(type.target)) {
      if (is_composite(tree(id).value)) return {type.type, Scalar::U8};  // refused as a value
      if (!tree(id).value.is_broken()) {
        draft_.sink.report(kConstantType, expr.span, draft_.quoted(expr.span));
      }
      type.target = UnknownTarget{};
    }
    return type;
  }

  void finish(const Link& link) {
    progress_[link.id.index] = Progress::Done;
    if (draft_.is_broken(link.id)) return;
    auto value =
        resolve_value(draft_, scope_inside(draft_, link.id), tree(link.id).value, link.type.target);
    if (value) {
      draft_.schema[link.id].form = Constant{link.type.type, std::move(*value)};
    } else {
      draft_.mark_broken(link.id);
    }
  }

  // The chain ends in a constant that it went through before.
  void report_cycle(const std::vector<Link>& chain, DeclId start) {
    std::string text;
    std::size_t shown = 0;
    bool inside = false;
    for (const Link& link : chain) {
      inside = inside || link.id == start;
      if (!inside) continue;
      draft_.mark_broken(link.id);
      if (shown++ < kMaxShownChain) text += draft_.schema[link.id].name + " → ";
    }
    if (shown > kMaxShownChain) text += "… → ";
    draft_.sink.report(kConstantCycle, tree(start).value.span, draft_.schema[start].name)
        .label(text + draft_.schema[start].name);
  }

  Draft& draft_;
  std::vector<Progress> progress_;
};

}  // namespace

void evaluate_constants(Draft& draft) { Evaluator(draft).run(); }

}  // namespace idlc::schema
