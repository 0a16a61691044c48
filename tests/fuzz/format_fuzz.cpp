// Formats whatever parses, twice: the second time must change nothing. That no token has changed,
// the formatter checks itself, by an exception that nobody catches here.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "idlc/format/format.h"

namespace {

std::optional<std::string> format(const std::string& text) {
  idlc::SourceMap sources;
  idlc::DiagnosticSink sink;
  return idlc::format::format(sources, sources.add("fuzz.idl", text), sink);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto once = format(std::string(data, data + size));
  if (once && format(*once) != once) std::abort();
  return 0;
}
