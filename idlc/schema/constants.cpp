// Constants name others, so that one is worked out when it is asked for. A chain of names is walked
// to its end and then back, without recursion; what stands in lists and braces is read recursively,
// as deep as values may nest.
#include "idlc/schema/constants.h"

#include <utility>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/chain_text.h"
#include "idlc/schema/read_value.h"
#include "idlc/schema/resolve_type.h"
#include "idlc/schema/resolve_value.h"
#include "idlc/schema/value_target.h"

namespace idlc::schema {

namespace {

// How many constants of a cycle are named before the rest is left out.

enum class Evaluation { New, Open, Done };

// What both kinds of constants have in common: the order in which they are worked out. The derived
// class says what follows, and what a value is.
template <class Derived>
class Evaluator {
 public:
  explicit Evaluator(Draft& draft)
      : draft_(draft), progress_(draft.schema.declarations.size(), Evaluation::New) {}

 protected:
  // Works out a constant and those that its chain of names leads to. `level` is how many lists and
  // braces surround the name that asks for it.
  void evaluate(DeclId first, unsigned level) {
    const std::size_t bottom = open_.size();
    std::optional<DeclId> next = first;
    while (next && progress_[next->index] == Evaluation::New) {
      progress_[next->index] = Evaluation::Open;
      open_.push_back(*next);
      next = derived().next_of(*next);
    }
    if (next && progress_[next->index] == Evaluation::Open) report_cycle(*next);
    for (; open_.size() > bottom; open_.pop_back()) {
      if (!draft_.is_broken(open_.back())) derived().finish(open_.back(), level);
      progress_[open_.back().index] = Evaluation::Done;
    }
  }

  const syntax::ConstDecl& tree(DeclId id) const { return *draft_.tree_as<syntax::ConstDecl>(id); }

  void set_value(DeclId id, Type type, std::optional<Value> value) {
    if (!value) return draft_.mark_broken(id);
    draft_.schema[id].form = Constant{std::move(type), std::move(*value)};
  }

  Draft& draft_;

 private:
  Derived& derived() { return static_cast<Derived&>(*this); }

  // The chain has come back to a constant that it went through before.
  void report_cycle(DeclId start) {
    ChainText text;
    bool inside = false;
    for (const DeclId id : open_) {
      inside = inside || id == start;
      if (!inside) continue;
      draft_.mark_broken(id);
      text.add(draft_.schema[id].name);
    }
    draft_.sink.report(kConstantCycle, tree(start).value.span, draft_.schema[start].name)
        .label(text.to(draft_.schema[start].name));
  }

  std::vector<Evaluation> progress_;
  std::vector<DeclId> open_;  // those that wait for the last of them
};

class PlainEvaluator : public Evaluator<PlainEvaluator> {
 public:
  explicit PlainEvaluator(Draft& draft)
      : Evaluator(draft), types_(draft.schema.declarations.size()) {}

  void run() {
    for_each_constant([this](DeclId id) { read_type(id); });
    for_each_constant([this](DeclId id) {
      if (!draft_.is_late(id)) evaluate(id, 0);
    });
  }

 private:
  friend class Evaluator<PlainEvaluator>;

  template <class Visit>
  void for_each_constant(const Visit& visit) {
    for (std::uint32_t i = 0; i < types_.size(); ++i) {
      if (draft_.tree_as<syntax::ConstDecl>(DeclId{i}) != nullptr) visit(DeclId{i});
    }
  }

  void read_type(DeclId id) {
    types_[id.index] =
        plain_type(draft_, scope_inside(draft_, id), tree(id).type, Through::NewTypesToo);
    draft_.late[id.index] = std::holds_alternative<NoLiterals>(types_[id.index].target);
  }

  std::optional<DeclId> next_of(DeclId id) {
    const auto next =
        constant_named(draft_, scope_inside(draft_, id), tree(id).value, types_[id.index].target);
    return next && !draft_.is_late(*next) ? next : std::nullopt;
  }

  void finish(DeclId id, unsigned) {
    PlainType& type = types_[id.index];
    auto value = resolve_value(draft_, scope_inside(draft_, id), tree(id).value, type.target);
    set_value(id, std::move(type.type), std::move(value));
  }

  std::vector<PlainType> types_;  // DeclId is an index
};

class LateEvaluator : public Evaluator<LateEvaluator> {
 public:
  explicit LateEvaluator(Draft& draft)
      : Evaluator(draft),
        reader_(draft, [this](DeclId id, const Span&, unsigned level) { evaluate(id, level); }) {}

  void run() {
    for (std::uint32_t i = 0; i < draft_.trees.size(); ++i) {
      if (draft_.is_late(DeclId{i})) evaluate(DeclId{i}, 0);
    }
  }

 private:
  friend class Evaluator<LateEvaluator>;

  std::optional<DeclId> next_of(DeclId id) const {
    const Type& type = std::get<Constant>(draft_.schema[id].form).type;
    return late_constant_named(draft_, scope_inside(draft_, id), tree(id).value, type);
  }

  void finish(DeclId id, unsigned level) {
    const Type type = std::get<Constant>(draft_.schema[id].form).type;
    if (has_invalid(draft_, type)) return draft_.mark_broken(id);
    set_value(id, type, reader_.read(scope_inside(draft_, id), tree(id).value, type, level));
  }

  ValueReader reader_;
};

}  // namespace

void evaluate_plain_constants(Draft& draft) { PlainEvaluator(draft).run(); }

void evaluate_late_constants(Draft& draft) { LateEvaluator(draft).run(); }

}  // namespace idlc::schema
