// Options are read against the catalogue, so that a misspelt id is a mistake and not a warning that
// silently stays.
#include "idlc/diagnostics/warnings.h"

#include <vector>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/diagnostics/suggest.h"

namespace idlc {
namespace {

// Takes `prefix` away from the begin of `text`, if it is there.
bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::string no_such_warning(std::string_view id) {
  std::string problem = "there is no warning `" + std::string(id) + "`";
  std::vector<std::string_view> ids;
  for (const auto* info : all_diagnostics()) {
    if (info->severity == Severity::Warning) ids.push_back(info->id);
  }
  if (const auto near = suggest(id, ids)) return problem + "; " + did_you_mean(*near);
  return problem + "; `idlc rules` lists them";
}

}  // namespace

std::optional<std::string> WarningPolicy::apply(std::string_view option) {
  if (option == "all" || option == "no-all") {
    all_shown_ = option == "all";
    return std::nullopt;
  }
  if (option == "error" || option == "no-error") {
    all_fail_ = option == "error";
    return std::nullopt;
  }
  auto id = option;
  const bool is_off = take(id, "no-");
  const bool is_about_failing = take(id, "error=");
  const auto* info = find_diagnostic(id);
  if (info == nullptr) return no_such_warning(id);
  if (info->severity == Severity::Error) {
    return "`" + std::string(id) + "` is an error, not a warning: it cannot be switched";
  }
  auto& choice = choices_[info->id];
  if (is_about_failing) {
    choice.fails = !is_off;
  } else {
    choice.shown = !is_off;
  }
  return std::nullopt;
}

std::optional<Severity> WarningPolicy::severity_of(const DiagInfo& info) const {
  if (info.severity == Severity::Error) return Severity::Error;
  const auto found = choices_.find(info.id);
  const Choice choice = found == choices_.end() ? Choice{} : found->second;
  if (!choice.shown.value_or(all_shown_)) return std::nullopt;
  return choice.fails.value_or(all_fail_) ? Severity::Error : Severity::Warning;
}

}  // namespace idlc
