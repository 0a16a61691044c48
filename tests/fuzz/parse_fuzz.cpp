// The lexer and the parser on any bytes: no input may crash them, hang them, or exhaust stack or
// memory; and whatever they report must be renderable, and the tree dumpable.
#include <cstddef>
#include <cstdint>
#include <string>

#include "idlc/diagnostics/render.h"
#include "idlc/syntax/dump.h"
#include "idlc/syntax/lexer.h"
#include "idlc/syntax/parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  idlc::SourceMap sources;
  idlc::DiagnosticSink sink;
  const auto source = sources.add("fuzz.idl", std::string(data, data + size));
  const auto tree = idlc::syntax::dump_tree(idlc::syntax::parse(sources, source, sink));
  const auto said = idlc::render_human(sink.collected(), sources, idlc::Color::On);
  idlc::DiagnosticSink ignored;
  const auto tokens = idlc::syntax::lex(sources, source, ignored);
  const auto dump = idlc::syntax::dump_tokens(sources, tokens);
  const bool is_silent = sink.has_errors() && said.empty();
  if (is_silent || tree.empty() || dump.empty()) __builtin_trap();
  return 0;
}
