// Compiles any bytes as a schema, with a file beside it that may be imported, as may the folders
// around them. It must end, and end with a schema or with an error, never with both or neither.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "idlc/schema/build.h"
#include "idlc/schema/dump.h"

namespace {

constexpr const char* kBase = R"(package base;
const u32 limit = 3;
type Name = string;
enum Kind : u8 { a = 0; b = 1; }
fixed struct Point { f64 x; f64 y; }
struct Money { 1: i64 cents; }
)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  idlc::MemoryFileSystem files;
  files.add("idl/main.idl", std::string(data, data + size));
  files.add("idl/base.idl", kBase);
  idlc::SourceMap sources;
  idlc::DiagnosticSink sink;
  const auto schema = idlc::schema::build({{"idl/main.idl"}, {"idl"}}, files, sources, sink);
  if (schema.has_value() == sink.has_errors()) std::abort();
  if (!schema) return 0;
  if (idlc::schema::dump_schema(*schema).empty()) std::abort();
  return 0;
}
