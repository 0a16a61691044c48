// Where every layer reports what is wrong:
//
//   sink.report(kUnknownType, name.span, name.text)
//       .label("did you mean `LineItem`?")
//       .note(decl.name.span, "`LineItem` is declared here")
//       .fix(name.span, "LineItem");
//
// The sink collects; sorting, removing of duplicates and the limit of errors come at the end, in
// `collected`. It refuses to print.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "idlc/diagnostics/diagnostic.h"
#include "idlc/diagnostics/warnings.h"

namespace idlc {

// How many errors a run shows, unless the user asks for another number: more than fit on a screen
// help nobody.
inline constexpr std::size_t kDefaultErrorLimit = 20;
// How many diagnostics are kept at all; further ones are only counted. Bounds the memory that a
// hostile file can take.
inline constexpr std::size_t kMaxStoredDiagnostics = 10'000;

// The longest message, label, note or help, in bytes; what is longer is cut. Names and literals in
// them come from the user's file, which may hold a single word of many megabytes.
inline constexpr std::size_t kMaxMessageBytes = 1'000;

class DiagnosticSink;

// Adds to the diagnostic that was just reported. Valid until the next report to the same sink.
class DiagnosticBuilder {
 public:
  // What stands behind the marked range.
  DiagnosticBuilder& label(std::string text);
  // Another place; notes are shown in the order in which they were added.
  DiagnosticBuilder& note(const Span& span, std::string text);
  // One line of advice.
  DiagnosticBuilder& help(std::string text);
  // A mechanical change. It is not shown to people: say it in the label or the help as well.
  DiagnosticBuilder& fix(const Span& span, std::string replacement);

 private:
  friend class DiagnosticSink;
  explicit DiagnosticBuilder(Diagnostic& diagnostic) : diagnostic_(&diagnostic) {}
  Diagnostic* diagnostic_;
};

// What is left to show: sorted by place, each once. `hidden_errors` were cut off by the limit.
struct CollectedDiagnostics {
  std::vector<Diagnostic> shown;
  std::size_t hidden_errors = 0;

  // Whether anything fails the run: an error, or a warning that counts as one.
  [[nodiscard]] bool has_errors() const;
};

class DiagnosticSink {
 public:
  DiagnosticSink() = default;
  DiagnosticSink(const DiagnosticSink&) = delete;
  DiagnosticSink& operator=(const DiagnosticSink&) = delete;

  // Reports an entry of the catalogue at a place, with the arguments of its message.
  template <class... Args>
  DiagnosticBuilder report(const Diag<Args...>& diag, const Span& span,
                           const std::type_identity_t<Args>&... args) {
    return add(diag.info, span, diag.message(args...));
  }

  // Forgets the warnings of that id whose place lies within this one. Whether there were any.
  bool silence(std::string_view id, const Span& within);

  // From now on nothing is reported whose place lies within one of these: it would be a consequence
  // of an error that was reported. Ascending, none within another.
  void distrust(const std::vector<Span>& places);
  // Takes back the errors of that id whose place lies within this one, because another says more.
  void retract(std::string_view id, const Span& within);

  // How many errors were reported so far, duplicates included. A pass succeeded if it added none.
  [[nodiscard]] std::size_t error_count() const { return error_count_; }
  [[nodiscard]] bool has_errors() const { return error_count_ != 0; }

  // Everything so far by file, then place, then the order of reporting; duplicates (same entry,
  // place and message) once. At most `error_limit` errors; 0 means all. Warnings do not count;
  // those that `warnings` switches off are left out, and those that it makes errors are errors.
  [[nodiscard]] CollectedDiagnostics collected(std::size_t error_limit = kDefaultErrorLimit,
                                               const WarningPolicy& warnings = {}) const;

 private:
  DiagnosticBuilder add(const DiagInfo& info, const Span& span, std::string message);
  [[nodiscard]] bool is_distrusted(const Span& span) const;

  std::vector<Diagnostic> diagnostics_;
  std::vector<Span> distrusted_;  // ascending, none within another
  Diagnostic overflow_;           // what is built when nothing is stored
  std::size_t error_count_ = 0;
  std::size_t unstored_errors_ = 0;
};

}  // namespace idlc
