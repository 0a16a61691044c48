// Where the rules report: it leaves out the categories that nobody asked for, and gives every
// finding its two places and the sentence on who breaks.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "idlc/compat/impact.h"
#include "idlc/diagnostics/sink.h"

namespace idlc::compat {

/// Where something stands now, and where it stood. What is gone has its old place only.
struct Places {
  Span after;
  Span before;
};

class Findings {
 public:
  /// Reports to `sink` what is in one of the categories.
  Findings(DiagnosticSink& sink, std::set<Category> categories)
      : sink_(sink), categories_(std::move(categories)) {}

  template <class... Args>
  void add(const Diag<Args...>& diag, const Impact& impact, const Places& places,
           const std::type_identity_t<Args>&... args) {
    if (!categories_.contains(impact.category)) return;
    const bool is_gone = !places.after.has_place();
    auto report = sink_.report(diag, is_gone ? places.before : places.after, args...);
    if (!is_gone && places.before.has_place()) report.note(places.before, "this is how it was");
    report.help(impact_text(impact));
  }

 private:
  DiagnosticSink& sink_;
  std::set<Category> categories_;
};

}  // namespace idlc::compat
