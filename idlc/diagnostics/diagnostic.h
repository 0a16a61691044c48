// One thing that the compiler has to say, as a plain value: what, where, and how to mend it. Made
// by the sink, read by the renderers. It refuses to know how it will look.
#pragma once

#include <string>
#include <vector>

#include "idlc/diagnostics/diag.h"
#include "idlc/source/span.h"

namespace idlc {

// A second place that explains the first.
struct Note {
  Span span;
  std::string message;
};

// A mechanical change that would mend the fault: the bytes of `span` become `replacement`.
struct FixIt {
  Span span;
  std::string replacement;
};

struct Diagnostic {
  const DiagInfo* info = nullptr;  // an entry of the catalogue; never null in a reported diagnostic
  Severity severity = Severity::Error;  // the entry's, unless the user asked for another
  Span span;  // the narrowest wrong range; without a place for a whole run
  std::string message{};
  std::string label{};  // stands behind the marked range; may be empty
  std::vector<Note> notes{};
  std::vector<std::string> help{};  // each one line
  std::vector<FixIt> fixes{};
};

}  // namespace idlc
