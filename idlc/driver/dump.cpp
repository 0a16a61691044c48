// Each stage of the pipeline as text. Each is one call into the room that made the stage; nothing
// is written to disk.
#include "idlc/driver/dump.h"

#include <ostream>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/driver/import_folders.h"
#include "idlc/driver/report.h"
#include "idlc/schema/build.h"
#include "idlc/schema/dump.h"
#include "idlc/syntax/dump.h"
#include "idlc/syntax/lexer.h"
#include "idlc/syntax/parser.h"

namespace idlc::driver {
namespace {

ExitCode dump_syntax(const DumpOptions& options, const Environment& environment) {
  Report report;
  const auto text = environment.files.read(options.input);
  if (!text) {
    report.sink.report(kCannotReadFile, Span{}, options.input, text.error().message);
    return finish(report, environment);
  }
  const SourceId source = report.sources.add(options.input, text.value());
  environment.out << (options.stage == DumpStage::Tokens
                          ? syntax::dump_tokens(report.sources,
                                                syntax::lex(report.sources, source, report.sink))
                          : syntax::dump_tree(syntax::parse(report.sources, source, report.sink)));
  return finish(report, environment);
}

ExitCode dump_schema(const DumpOptions& options, const Environment& environment) {
  Report report;
  note_missing_folders(options.import_dirs, environment.files, report);
  const auto schema = schema::build({{options.input}, options.import_dirs}, environment.files,
                                    report.sources, report.sink);
  if (schema) environment.out << schema::dump_schema(*schema);
  return finish(report, environment);
}

}  // namespace

ExitCode dump(const DumpOptions& options, const Environment& environment) {
  return options.stage == DumpStage::Schema ? dump_schema(options, environment)
                                            : dump_syntax(options, environment);
}

}  // namespace idlc::driver
