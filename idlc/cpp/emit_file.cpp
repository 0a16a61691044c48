// Files: what stands around the constructs. Includes are found in the finished code, so the code is
// made first.
#include "idlc/cpp/emit_file.h"

#include "idlc/cpp/doc_comment.h"
#include "idlc/cpp/emit.h"
#include "idlc/cpp/file_parts.h"
#include "idlc/cpp/includes.h"
#include "idlc/cpp/layout.h"

namespace idlc::cpp {

namespace {

constexpr const char* kOnCodecs =
    "// How these types travel; idl::encode and idl::decode stand on it.";
constexpr const char* kOnConstraints =
    "// What their values have to keep to; idl::validate asks, and so does every call.";

// Of sources whose functions print.
std::string text_include(const std::string& functions) {
  const bool prints = functions.find("idl::text_of(") != std::string::npos;
  return prints ? "#include <idl/text_writer.h>\n" : "";
}

// The codecs of what methods with several results answer with.
template <class Emit>
std::string each_values(const FileView& file, const Emit& emit) {
  Emitter out;
  for (const ServiceView& service : file.services) {
    for (const MethodView& method : service.methods) {
      for (const StructView& values : method.values) emit(out, values);
    }
  }
  return out.take();
}

// Overload sets as objects.
const auto kCodecDeclaration = [](Emitter& out, const StructView& view) {
  emit_codec_declaration(out, view);
};

const auto kCodecDefinition = [](Emitter& out, const StructView& view) {
  emit_codec_definition(out, view);
};

const auto kConstraintsDeclaration = [](Emitter& out, const StructView& view) {
  emit_constraints_declaration(out, view.constraints);
};

const auto kConstraintsDefinition = [](Emitter& out, const StructView& view) {
  emit_constraints_definition(out, view.constraints);
};

template <class Emit>
std::string each_service(const FileView& file, const Emit& emit) {
  Emitter out;
  for (const ServiceView& service : file.services) emit(out, service);
  return out.take();
}

}  // namespace

std::string types_header(const FileView& view, TypeTexts& texts) {
  std::string types = joined(view.forwards) + texts.declarations.take();
  std::string codecs = texts.codec_declarations.take();
  std::string constraints = texts.constraints_declarations.take();
  std::string hashes = texts.hash_declarations.take();
  Emitter out;
  out.emit(R"(
$marker$
#pragma once

$standard$

$runtime$

$schemas$

#if IDL_FORMAT_OLDEST > $format$ || IDL_FORMAT_NEWEST < $format$
#error "this header has format $format$, which the runtime does not serve: run idlc again"
#endif

$begin$

$doc$
$types$

$codecs$

$constraints$

$hashes$

$end$
)",
           {{"marker", view.first_line},
            {"standard", standard_includes({types, codecs, hashes})},
            {"runtime", runtime_includes({types, codecs, constraints, "IDL_FORMAT_NEWEST"})},
            {"constraints", in_namespace("idl", std::move(constraints), kOnConstraints)},
            {"schemas", joined(view.types_includes)},
            {"format", kCodeFormat},
            {"begin", begin_deprecated(view)},
            {"end", end_deprecated(view)},
            {"doc", doc_comment(view.doc)},
            {"types", in_namespace(view.package, std::move(types))},
            {"codecs", in_namespace("idl", std::move(codecs), kOnCodecs)},
            {"hashes", Emitter::moved(std::move(hashes))}});
  return lay_out(out.take());
}

std::string types_source(const FileView& view, TypeTexts& texts) {
  std::string types = texts.definitions.take();
  std::string codecs = texts.codec_definitions.take();
  const std::string constraints = texts.constraints_definitions.take();
  codecs += constraints;
  std::string hashes = texts.hash_definitions.take();
  Emitter out;
  out.emit(R"(
$marker$
#include "$header$"

$standard$

$runtime$

$ignore$

$types$

$codecs$

$hashes$
)",
           {{"marker", view.first_line},
            {"header", view.types_header},
            {"standard", standard_includes({types, codecs, hashes})},
            {"runtime", (hashes.empty() ? "" : "#include <idl/hash.h>\n") + text_include(types) +
                            (constraints.empty() ? "" : "#include <idl/validate.h>\n") +
                            (codecs.empty() ? "" : "#include <idl/wire.h>")},
            {"ignore", ignore_deprecated(view)},
            {"types", in_namespace(view.package, std::move(types))},
            {"codecs", in_namespace("idl", std::move(codecs))},
            {"hashes", Emitter::moved(std::move(hashes))}});
  return lay_out(out.take());
}

std::string views_header(const FileView& view, std::string code) {
  Emitter out;
  out.emit(R"(
$marker$
#pragma once

#include "$header$"

$standard$

#include <idl/view.h>

$schemas$

$begin$

$views$

$end$
)",
           {{"marker", view.first_line},
            {"header", view.types_header},
            {"standard", standard_includes({code})},
            {"schemas", joined(view.views_includes)},
            {"begin", begin_deprecated(view)},
            {"end", end_deprecated(view)},
            {"views", in_namespace("idl", std::move(code))}});
  return lay_out(out.take());
}

// The clients that services name before those whose they are.
std::string announcements(const FileView& file) {
  std::string lines;
  for (const ServiceView& service : file.services) {
    if (!service.around_client.empty()) lines += "class " + service.client + ";\n";
  }
  return lines.empty() ? lines : "// Clients of services that others pass before.\n" + lines;
}

// Several results with clients among them, which are whole only here.
std::string late_values(const FileView& file) {
  Emitter out;
  for (const ServiceView& service : file.services) {
    for (const MethodView& method : service.methods) {
      if (!method.values_are_late) continue;
      for (const StructView& values : method.values) emit_declaration(out, values);
    }
  }
  return out.take();
}

std::string stubs_header(const FileView& view) {
  std::string services = announcements(view) + each_service(view, emit_service) + late_values(view);
  std::string codecs = each_values(view, kCodecDeclaration);
  std::string constraints = each_values(view, kConstraintsDeclaration);
  Emitter out;
  out.emit(R"(
$marker$
#pragma once

#include "$header$"

$standard$

$runtime$

$schemas$

$begin$

$services$

$codecs$

$constraints$

$end$
)",
           {{"marker", view.first_line},
            {"header", view.types_header},
            {"standard", standard_includes({services, codecs})},
            {"runtime", runtime_includes({services, codecs, constraints})},
            {"constraints", in_namespace("idl", std::move(constraints), kOnConstraints)},
            {"schemas", joined(view.stubs_includes)},
            {"begin", begin_deprecated(view)},
            {"end", end_deprecated(view)},
            {"services", in_namespace(view.package, std::move(services))},
            {"codecs", in_namespace("idl", std::move(codecs))}});
  return lay_out(out.take());
}

// The codecs, and what opens streams where there are any.
std::string marshal_include(const FileView& view) {
  for (const ServiceView& service : view.services) {
    for (const MethodView& method : service.methods) {
      if (!method.streams.empty()) return "#include <idl/stream_marshal.h>\n";
    }
  }
  return "#include <idl/marshal.h>\n";
}

std::string stubs_source(const FileView& view) {
  Emitter schema;
  emit_schema(schema, view.schema);
  const std::string dispatch = schema.take() + each_service(view, emit_dispatch);
  const std::string definitions = each_service(view, emit_service_definition);
  std::string codecs =
      each_values(view, kCodecDefinition) + each_values(view, kConstraintsDefinition);
  Emitter out;
  out.emit(R"(
$marker$
#include "$header$"

$standard$

$runtime$

$ignore$

$services$

$codecs$
)",
           {{"marker", view.first_line},
            {"header", view.stubs_header},
            {"standard", standard_includes({dispatch, definitions, codecs})},
            {"runtime", marshal_include(view) + text_include(definitions)},
            {"ignore", ignore_deprecated(view)},
            {"services", in_namespace(view.package, "namespace {\n\n" + dispatch +
                                                        "\n}  // namespace\n\n" + definitions)},
            {"codecs", in_namespace("idl", std::move(codecs))}});
  return lay_out(out.take());
}

}  // namespace idlc::cpp
