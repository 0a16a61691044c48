// Joins the layers' lists into one, sorted by id. It is done while we compile: the program begins
// with the finished table.
#include "idlc/diagnostics/catalogue.h"

#include <algorithm>
#include <array>

namespace idlc {
namespace {

constexpr auto sorted_catalogue() {
  std::array<const DiagInfo*, kSyntaxDiagnostics.size() + kSchemaDiagnostics.size() +
                                  kAnnotationDiagnostics.size() + kBreakingDiagnostics.size()>
      all{};
  auto* end = std::copy(kSyntaxDiagnostics.begin(), kSyntaxDiagnostics.end(), all.data());
  end = std::copy(kSchemaDiagnostics.begin(), kSchemaDiagnostics.end(), end);
  end = std::copy(kAnnotationDiagnostics.begin(), kAnnotationDiagnostics.end(), end);
  std::copy(kBreakingDiagnostics.begin(), kBreakingDiagnostics.end(), end);
  std::sort(all.begin(), all.end(), [](auto* a, auto* b) { return a->id < b->id; });
  return all;
}

constexpr auto kCatalogue = sorted_catalogue();

constexpr const RetiredDiag* retired(std::string_view id) {
  const auto* found = std::ranges::find(kRetiredDiagnostics, id, &RetiredDiag::id);
  return found == kRetiredDiagnostics.end() ? nullptr : found;
}

static_assert(std::ranges::none_of(kCatalogue, [](auto* info) { return retired(info->id); }),
              "an id of old has got a new meaning");

}  // namespace

const RetiredDiag* find_retired(std::string_view id) { return retired(id); }

std::span<const DiagInfo* const> all_diagnostics() { return kCatalogue; }

const DiagInfo* find_diagnostic(std::string_view id) {
  const auto found = std::lower_bound(kCatalogue.begin(), kCatalogue.end(), id,
                                      [](auto* info, auto wanted) { return info->id < wanted; });
  return found != kCatalogue.end() && (*found)->id == id ? *found : nullptr;
}

}  // namespace idlc
