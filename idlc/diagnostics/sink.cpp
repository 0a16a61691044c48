// Collecting is appending; order, duplicates and the limit are settled once, at the end. Whoever
// reports need not know who else does.
#include "idlc/diagnostics/sink.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace idlc {
namespace {

auto place_of(const Diagnostic& diagnostic) {
  const auto& span = diagnostic.span;
  return std::tuple(span.source, span.begin, span.end);
}

auto start_of(const Span& span) { return std::pair(span.source, span.begin); }

bool is_within(const Span& span, const Span& outer) {
  return span.source == outer.source && span.begin >= outer.begin && span.end <= outer.end;
}

bool precedes(const Diagnostic* a, const Diagnostic* b) { return place_of(*a) < place_of(*b); }

bool is_duplicate(const Diagnostic& a, const Diagnostic& b) {
  return a.info == b.info && a.span == b.span && a.message == b.message;
}

// Whether the same was shown already; duplicates share a place, so only the tail is looked at.
bool is_repeated(const std::vector<Diagnostic>& shown, const Diagnostic& next) {
  for (auto earlier = shown.rbegin(); earlier != shown.rend(); ++earlier) {
    if (earlier->span != next.span) return false;
    if (is_duplicate(*earlier, next)) return true;
  }
  return false;
}

// At most kMaxMessageBytes, cut between two characters.
std::string bounded(std::string text) {
  if (text.size() <= kMaxMessageBytes) return text;
  constexpr std::string_view kCut = "…";
  auto end = kMaxMessageBytes - kCut.size();
  const auto is_continuation = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
  };
  while (end > 0 && is_continuation(text[end])) --end;
  return text.substr(0, end).append(kCut);
}

}  // namespace

DiagnosticBuilder& DiagnosticBuilder::label(std::string text) {
  diagnostic_->label = bounded(std::move(text));
  return *this;
}

DiagnosticBuilder& DiagnosticBuilder::note(const Span& span, std::string text) {
  diagnostic_->notes.push_back({span, bounded(std::move(text))});
  return *this;
}

DiagnosticBuilder& DiagnosticBuilder::help(std::string text) {
  diagnostic_->help.push_back(bounded(std::move(text)));
  return *this;
}

DiagnosticBuilder& DiagnosticBuilder::fix(const Span& span, std::string replacement) {
  diagnostic_->fixes.push_back({span, std::move(replacement)});
  return *this;
}

DiagnosticBuilder DiagnosticSink::add(const DiagInfo& info, const Span& span, std::string message) {
  const bool is_error = info.severity == Severity::Error;
  Diagnostic diagnostic{.info = &info,
                        .severity = info.severity,
                        .span = span,
                        .message = bounded(std::move(message))};
  if (is_distrusted(span)) {
    overflow_ = std::move(diagnostic);
    return DiagnosticBuilder(overflow_);
  }
  if (is_error) ++error_count_;
  if (diagnostics_.size() >= kMaxStoredDiagnostics) {
    if (is_error) ++unstored_errors_;
    overflow_ = std::move(diagnostic);
    return DiagnosticBuilder(overflow_);
  }
  diagnostics_.push_back(std::move(diagnostic));
  return DiagnosticBuilder(diagnostics_.back());
}

void DiagnosticSink::distrust(const std::vector<Span>& places) {
  if (places.empty()) return;
  distrusted_.insert(distrusted_.end(), places.begin(), places.end());
  std::ranges::sort(distrusted_, {}, start_of);
}

bool DiagnosticSink::is_distrusted(const Span& span) const {
  const auto next = std::ranges::upper_bound(distrusted_, start_of(span), {}, start_of);
  return next != distrusted_.begin() && is_within(span, *std::prev(next));
}

bool DiagnosticSink::silence(std::string_view id, const Span& within) {
  const auto removed = std::erase_if(diagnostics_, [&](const Diagnostic& diagnostic) {
    return diagnostic.info->id == id && diagnostic.info->severity == Severity::Warning &&
           is_within(diagnostic.span, within);
  });
  return removed != 0;
}

void DiagnosticSink::retract(std::string_view id, const Span& within) {
  error_count_ -= std::erase_if(diagnostics_, [&](const Diagnostic& diagnostic) {
    return diagnostic.info->id == id && diagnostic.info->severity == Severity::Error &&
           is_within(diagnostic.span, within);
  });
}

bool CollectedDiagnostics::has_errors() const {
  return hidden_errors != 0 || std::any_of(shown.begin(), shown.end(), [](const auto& one) {
           return one.severity == Severity::Error;
         });
}

CollectedDiagnostics DiagnosticSink::collected(std::size_t error_limit,
                                               const WarningPolicy& warnings) const {
  std::vector<const Diagnostic*> order;
  for (const auto& diagnostic : diagnostics_) order.push_back(&diagnostic);
  std::stable_sort(order.begin(), order.end(), precedes);

  CollectedDiagnostics result;
  result.hidden_errors = unstored_errors_;
  std::size_t errors = 0;
  for (const auto* diagnostic : order) {
    const auto severity = warnings.severity_of(*diagnostic->info);
    if (!severity) continue;
    const bool is_error = severity == Severity::Error;
    if (is_repeated(result.shown, *diagnostic)) continue;
    if (is_error && error_limit != 0 && errors == error_limit) {
      ++result.hidden_errors;
      continue;
    }
    if (is_error) ++errors;
    result.shown.push_back(*diagnostic);
    result.shown.back().severity = *severity;
  }
  return result;
}

}  // namespace idlc
