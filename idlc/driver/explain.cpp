// The texts are the catalogue's, and so are the ids that are offered for a misspelt one. An id may
// stand in brackets, as messages print it.
#include "idlc/driver/explain.h"

#include <fmt/format.h>

#include <ostream>
#include <vector>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/diagnostics/display_text.h"
#include "idlc/diagnostics/explain.h"
#include "idlc/diagnostics/suggest.h"

namespace idlc::driver {
namespace {

std::string_view without_brackets(std::string_view id) {
  if (id.size() < 2 || !id.starts_with('[') || !id.ends_with(']')) return id;
  return id.substr(1, id.size() - 2);
}

ExitCode unknown(std::string_view id, const Environment& environment) {
  std::vector<std::string_view> ids;
  for (const auto* info : all_diagnostics()) ids.push_back(info->id);
  const auto near = suggest(id, ids);
  environment.err << fmt::format("idlc: error: there is no diagnostic `{}`; {}\n", display_text(id),
                                 near ? did_you_mean(*near) : "`idlc rules` lists them");
  return ExitCode::Usage;
}

}  // namespace

ExitCode explain_id(const std::string& id, const Environment& environment) {
  const std::string_view bare = without_brackets(id);
  if (const auto* retired = find_retired(bare)) {
    environment.out << fmt::format("[{}] is not reported any more. {}\n", bare, retired->reason);
    return ExitCode::Ok;
  }
  const auto* info = find_diagnostic(bare);
  if (info == nullptr) return unknown(id, environment);
  environment.out << explain(*info);
  return ExitCode::Ok;
}

}  // namespace idlc::driver
