// Files: what stands around the constructs. Includes are found in the finished code, so the code is
// made first.
#include "idlc/cpp/emit_file.h"

#include "idlc/cpp/doc_comment.h"
#include "idlc/cpp/emit.h"
#include "idlc/cpp/emit_encoded.h"
#include "idlc/cpp/file_parts.h"
#include "idlc/cpp/includes.h"
#include "idlc/cpp/layout.h"
#include "idlc/cpp/match.h"

namespace idlc::cpp {

namespace {

std::string codecs_of_types(std::string codecs) {
  if (codecs.empty()) return {};
  return "// How these types travel; idl::encode and idl::decode stand on it.\n" +
         namespace_around("idl", std::move(codecs));
}

// Of sources whose functions print.
std::string text_include(const std::string& functions) {
  const bool prints = functions.find("idl::text_of(") != std::string::npos;
  return prints ? "#include <idl/text_writer.h>\n" : "";
}

void emit_to_strings(Emitter& out, const std::vector<EnumView>& enums) {
  for (const EnumView& view : enums) emit_to_string_declaration(out, view);
}

void emit_item(Emitter& out, const ItemView& item) {
  match(
      item,
      [&](const EnumView& view) {
        emit_declaration(out, view);
        emit_to_string_declaration(out, view);
      },
      [&]<class View>(const View& view) {
        emit_declaration(out, view);
        if constexpr (requires { view.enums; }) emit_to_strings(out, view.enums);
      });
}

std::string declarations(const FileView& file) {
  Emitter out;
  out.lines(joined(file.forwards));
  for (const ItemView& item : file.items) emit_item(out, item);
  return out.take();
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
const auto kDefinition = [](Emitter & out, const auto& view)
  requires requires { emit_definition(out, view); }
{
  emit_definition(out, view);
};

const auto kCodecDeclaration = [](Emitter & out, const auto& view)
  requires requires { emit_codec_declaration(out, view); }
{
  emit_codec_declaration(out, view);
};

const auto kCodecDefinition = [](Emitter & out, const auto& view)
  requires requires { emit_codec_definition(out, view); }
{
  emit_codec_definition(out, view);
};

const auto kViewClass = [](Emitter & out, const auto& view)
  requires requires { emit_view_class(out, view); }
{
  emit_view_class(out, view);
};

const auto kViewCodec = [](Emitter& out, const auto& view) { emit_view_codec(out, view); };

const auto kViewMembers = [](Emitter & out, const auto& view)
  requires requires { emit_view_members(out, view); }
{
  emit_view_members(out, view);
};

template <class Emit>
std::string each_encoded(const FileView& file, const Emit& emit) {
  Emitter out;
  for (const EncodedView& encoded : file.encoded) {
    std::visit(
        [&](const auto& view) {
          if constexpr (requires { emit(out, view); }) emit(out, view);
        },
        encoded);
  }
  return out.take();
}

const auto kConstraintsDeclaration = [](Emitter & out, const auto& view)
  requires requires { view.constraints; }
{
  emit_constraints_declaration(out, view.constraints);
};

const auto kConstraintsDefinition = [](Emitter & out, const auto& view)
  requires requires { view.constraints; }
{
  emit_constraints_definition(out, view.constraints);
};

std::string constraints_of_types(std::string constraints) {
  if (constraints.empty()) return {};
  return "// What their values have to keep to; idl::validate asks, and so does every call.\n" +
         namespace_around("idl", std::move(constraints));
}

const auto kHashDeclaration = [](Emitter & out, const auto& view)
  requires requires { emit_hash_declaration(out, view); }
{
  emit_hash_declaration(out, view);
};

const auto kHashDefinition = [](Emitter & out, const auto& view)
  requires requires { emit_hash_definition(out, view); }
{
  emit_hash_definition(out, view);
};

template <class Emit>
std::string each_service(const FileView& file, const Emit& emit) {
  Emitter out;
  for (const ServiceView& service : file.services) emit(out, service);
  return out.take();
}

}  // namespace

std::string types_header(const FileView& view) {
  std::string types = declarations(view);
  std::string codecs = each_type(view, kCodecDeclaration);
  const std::string constraints = each_type(view, kConstraintsDeclaration);
  std::string hashes = each_type(view, kHashDeclaration);
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
            {"constraints", Emitter::moved(constraints_of_types(constraints))},
            {"schemas", joined(view.types_includes)},
            {"format", kCodeFormat},
            {"begin", begin_deprecated(view)},
            {"end", end_deprecated(view)},
            {"doc", doc_comment(view.doc)},
            {"types", Emitter::moved(namespace_around(view.package, std::move(types)))},
            {"codecs", Emitter::moved(codecs_of_types(std::move(codecs)))},
            {"hashes", Emitter::moved(std::move(hashes))}});
  return lay_out(out.take());
}

std::string types_source(const FileView& view) {
  std::string types = each_type(view, kDefinition);
  std::string codecs = each_type(view, kCodecDefinition);
  const std::string constraints = each_type(view, kConstraintsDefinition);
  codecs += constraints;
  std::string hashes = each_type(view, kHashDefinition);
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
            {"types", Emitter::moved(namespace_around(view.package, std::move(types)))},
            {"codecs", Emitter::moved(namespace_around("idl", std::move(codecs)))},
            {"hashes", Emitter::moved(std::move(hashes))}});
  return lay_out(out.take());
}

std::string views_header(const FileView& view) {
  std::string code = each_encoded(view, kViewClass);
  code += each_encoded(view, kViewCodec);
  code += each_encoded(view, kViewMembers);
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
            {"views", Emitter::moved(namespace_around("idl", std::move(code)))}});
  return lay_out(out.take());
}

std::string stubs_header(const FileView& view) {
  std::string services = each_service(view, emit_service);
  std::string codecs = each_values(view, kCodecDeclaration);
  const std::string constraints = each_values(view, kConstraintsDeclaration);
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
            {"constraints", Emitter::moved(constraints_of_types(constraints))},
            {"schemas", joined(view.stubs_includes)},
            {"begin", begin_deprecated(view)},
            {"end", end_deprecated(view)},
            {"services", Emitter::moved(namespace_around(view.package, std::move(services)))},
            {"codecs", Emitter::moved(namespace_around("idl", std::move(codecs)))}});
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
            {"services", Emitter::moved(namespace_around(
                             view.package, "namespace {\n\n" + dispatch + "\n}  // namespace\n\n" +
                                               definitions))},
            {"codecs", Emitter::moved(namespace_around("idl", std::move(codecs)))}});
  return lay_out(out.take());
}

}  // namespace idlc::cpp
