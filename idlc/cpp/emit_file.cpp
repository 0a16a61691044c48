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
std::string text_include(const Text& functions) {
  return functions.contains("idl::text_of(") ? "#include <idl/text_writer.h>\n" : "";
}

// The codecs of what methods with several results answer with.
template <class Emit>
Text each_values(const FileView& file, const Emit& emit) {
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
Text each_service(const FileView& file, const Emit& emit) {
  Emitter out;
  for (const ServiceView& service : file.services) emit(out, service);
  return out.take();
}

}  // namespace

Text types_header(const FileView& view, TypeTexts& texts) {
  Text types(joined(view.forwards));
  types.append(texts.declarations.take());
  Text codecs = texts.codec_declarations.take();
  Text constraints = texts.constraints_declarations.take();
  Text hashes = texts.hash_declarations.take();
  const Text format("IDL_FORMAT_NEWEST");
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
            {"runtime", runtime_includes({types, codecs, constraints, format})},
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

Text types_source(const FileView& view, TypeTexts& texts) {
  Text types = texts.definitions.take();
  Text codecs = texts.codec_definitions.take();
  Text constraints = texts.constraints_definitions.take();
  const bool is_constrained = !constraints.empty();
  codecs.append(std::move(constraints));
  Text hashes = texts.hash_definitions.take();
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
                            (is_constrained ? "#include <idl/validate.h>\n" : "") +
                            (codecs.empty() ? "" : "#include <idl/wire.h>")},
            {"ignore", ignore_deprecated(view)},
            {"types", in_namespace(view.package, std::move(types))},
            {"codecs", in_namespace("idl", std::move(codecs))},
            {"hashes", Emitter::moved(std::move(hashes))}});
  return lay_out(out.take());
}

Text views_header(const FileView& view, Text code) {
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
Text announcements(const FileView& file) {
  std::string lines;
  for (const ServiceView& service : file.services) {
    if (!service.around_client.empty()) lines += "class " + service.client + ";\n";
  }
  if (lines.empty()) return {};
  return Text("// Clients of services that others pass before.\n" + lines);
}

// Several results with clients among them, which are whole only here.
Text late_values(const FileView& file) {
  Emitter out;
  for (const ServiceView& service : file.services) {
    for (const MethodView& method : service.methods) {
      if (!method.values_are_late) continue;
      for (const StructView& values : method.values) emit_declaration(out, values);
    }
  }
  return out.take();
}

Text stubs_header(const FileView& view) {
  Text services = announcements(view);
  services.append(each_service(view, emit_service));
  services.append(late_values(view));
  Text codecs = each_values(view, kCodecDeclaration);
  Text constraints = each_values(view, kConstraintsDeclaration);
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

Text stubs_source(const FileView& view) {
  Emitter dispatch;
  dispatch.line("namespace {");
  dispatch.line("");
  emit_schema(dispatch, view.schema);
  dispatch.append(each_service(view, emit_dispatch));
  dispatch.line("");
  dispatch.line("}  // namespace");
  dispatch.line("");
  Text services = dispatch.take();
  Text definitions = each_service(view, emit_service_definition);
  const std::string text_header = text_include(definitions);
  services.append(std::move(definitions));
  Text codecs = each_values(view, kCodecDefinition);
  codecs.append(each_values(view, kConstraintsDefinition));
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
            {"standard", standard_includes({services, codecs})},
            {"runtime", marshal_include(view) + text_header},
            {"ignore", ignore_deprecated(view)},
            {"services", in_namespace(view.package, std::move(services))},
            {"codecs", in_namespace("idl", std::move(codecs))}});
  return lay_out(out.take());
}

}  // namespace idlc::cpp
