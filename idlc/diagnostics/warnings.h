// Which warnings a run reports and which of them fail it: what `-W…` on the command line asks for.
// It decides about entries of the catalogue and sees no single diagnostic.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

class WarningPolicy {
 public:
  // Follows one option, given without its `-W`: `ID` reports a warning, `error=ID` also makes it an
  // error; `all` and `error` do so for all of them, and `no-` before any of these undoes it. What
  // is said of a single id holds, whatever is said of all; else the later one. If the option means
  // nothing, the result says why in words for the user, and nothing has changed.
  [[nodiscard]] std::optional<std::string> apply(std::string_view option);

  // As what an entry is reported; nothing: not at all.
  [[nodiscard]] std::optional<Severity> severity_of(const DiagInfo& info) const;

 private:
  struct Choice {
    std::optional<bool> shown{};
    std::optional<bool> fails{};
  };

  bool all_shown_ = true;
  bool all_fail_ = false;
  std::map<std::string_view, Choice> choices_;  // by id, the catalogue's own text
};

}  // namespace idlc
