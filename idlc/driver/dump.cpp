// Each stage of the pipeline as text. Each is one call into the room that made the stage; nothing
// is written to disk.
#include "idlc/driver/dump.h"

#include <fmt/format.h>

#include <ostream>

#include "idlc/driver/report.h"
#include "idlc/schema/build.h"
#include "idlc/schema/dump.h"
#include "idlc/syntax/dump.h"
#include "idlc/syntax/lexer.h"
#include "idlc/syntax/parser.h"

namespace idlc::driver {
namespace {

ExitCode dump_syntax(const DumpOptions& options, const Environment& environment) {
  const auto text = environment.files.read(options.input);
  if (!text) {
    environment.err << fmt::format("idlc: error: cannot read `{}`: {}\n", options.input,
                                   text.error().message);
    return ExitCode::Io;
  }
  SourceMap sources;
  DiagnosticSink sink;
  const SourceId source = sources.add(options.input, text.value());
  environment.out << (options.stage == DumpStage::Tokens
                          ? syntax::dump_tokens(sources, syntax::lex(sources, source, sink))
                          : syntax::dump_tree(syntax::parse(sources, source, sink)));
  report(sink, sources, environment);
  return findings(sink);
}

ExitCode dump_schema(const DumpOptions& options, const Environment& environment) {
  SourceMap sources;
  DiagnosticSink sink;
  const auto schema =
      schema::build({{options.input}, options.import_dirs}, environment.files, sources, sink);
  report(sink, sources, environment);
  if (schema) environment.out << schema::dump_schema(*schema);
  return findings(sink);
}

}  // namespace

ExitCode dump(const DumpOptions& options, const Environment& environment) {
  return options.stage == DumpStage::Schema ? dump_schema(options, environment)
                                            : dump_syntax(options, environment);
}

}  // namespace idlc::driver
