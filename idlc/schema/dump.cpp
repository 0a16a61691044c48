// One small function a kind of declaration; members are indented by two more blanks. It prints what
// is resolved, for people and tests; nothing reads it back. Doc comments stand before what they
// describe.
#include "idlc/schema/dump.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "idlc/diagnostics/display_text.h"
#include "idlc/schema/annotation_text.h"

namespace idlc::schema {

namespace {

std::string_view name_of(SlotForm form) {
  switch (form) {
    case SlotForm::Fixed:
      return "fixed";
    case SlotForm::Body:
      return "body";
    case SlotForm::OptionalBody:
      return "optional body";
    case SlotForm::Union:
      return "union";
    case SlotForm::Attachment:
      return "attachment";
  }
  return "";
}

class Dumper {
 public:
  explicit Dumper(const Schema& schema) : schema_(schema) {}

  void file(const File& file) {
    const bool is_input = file.role == FileRole::Input;
    line(0, "file {} ({})", file.canonical_path, is_input ? "input" : "imported");
    doc(1, file.doc);
    line(1, "package {}{}", package_name(file), notes(file.annotations));
    for (const Import& import : file.imports) this->import(import);
    for (const DeclId id : file.declarations) declaration(id, 1);
    for (const TypeGroup& group : file.type_order) {
      if (group.recursive) line(1, "cycle of {}", names(group.members));
    }
  }

  std::string take() { return std::move(text_); }

 private:
  template <class... Args>
  void line(int depth, fmt::format_string<Args...> format, const Args&... args) {
    text_.append(static_cast<std::size_t>(depth) * 2, ' ');
    fmt::vformat_to(std::back_inserter(text_), format, fmt::make_format_args(args...));
    text_ += '\n';
  }

  void doc(int depth, std::string_view text) {
    while (!text.empty()) {
      const std::string_view first = text.substr(0, text.find('\n'));
      line(depth, "///{}{}", first.empty() ? "" : " ", display_text(first));
      text.remove_prefix(std::min(text.size(), first.size() + 1));
    }
  }

  void import(const Import& import) {
    const bool is_public = import.kind == ImportKind::Public;
    const std::string alias = import.alias ? " as " + *import.alias : "";
    line(1, "import {}\"{}\"{}{}", is_public ? "public " : "", schema_[import.file].canonical_path,
         alias, import.needed ? "" : " (unused)");
  }

  void declaration(DeclId id, int depth) {
    const Declaration& decl = schema_[id];
    doc(depth, decl.doc);
    std::visit([&](const auto& form) { describe(decl, form, depth); }, decl.form);
    for (const DeclId nested : decl.nested) declaration(nested, depth + 1);
  }

  void describe(const Declaration& decl, const Constant& constant, int depth) {
    line(depth, "const {} {} = {}{}", text(constant.type), decl.full_name,
         value_text(schema_, constant.type, constant.value), notes(decl.annotations));
  }

  void describe(const Declaration& decl, const Alias& alias, int depth) {
    line(depth, "type {} = {}{}", decl.full_name, text(alias.target), notes(decl.annotations));
  }

  void describe(const Declaration& decl, const NewType& new_type, int depth) {
    line(depth, "type {} = new {}{}", decl.full_name, text(new_type.base),
         notes(decl.annotations, &new_type.base));
  }

  void describe(const Declaration& decl, const Enum& enumeration, int depth) {
    const bool is_closed = enumeration.openness == Openness::Closed;
    line(depth, "{}enum {} : {}{}", is_closed ? "closed " : "", decl.full_name,
         schema::name_of(enumeration.width), notes(decl.annotations));
    for (const EnumValue& value : enumeration.values) {
      doc(depth + 1, value.doc);
      line(depth + 1, "{} = {}{}", value.name, to_string(value.number), notes(value.annotations));
    }
    reserved(enumeration.reserved, depth + 1);
  }

  void describe(const Declaration& decl, const Flags& flags, int depth) {
    line(depth, "flags {} : {}{}", decl.full_name, schema::name_of(flags.width),
         notes(decl.annotations));
    for (const FlagBit& one : flags.bits) {
      doc(depth + 1, one.doc);
      line(depth + 1, "{} = bit {}{}", one.name, one.bit, notes(one.annotations));
    }
    reserved(flags.reserved, depth + 1);
  }

  void describe(const Declaration& decl, const FixedStruct& fixed, int depth) {
    line(depth, "fixed struct {}: {} bytes{}", decl.full_name, fixed.size_bytes,
         notes(decl.annotations));
    for (const FixedMember& member : fixed.members) {
      doc(depth + 1, member.doc);
      line(depth + 1, "{} {}{}", text(member.type), member.name,
           notes(member.annotations, &member.type));
    }
  }

  void describe(const Declaration& decl, const Struct& structure, int depth) {
    line(depth, "struct {}: block of {} bytes{}", decl.full_name, structure.block.slots_bytes,
         notes(decl.annotations));
    block(structure.block, depth + 1);
  }

  void describe(const Declaration& decl, const Error& error, int depth) {
    line(depth, "error {}: block of {} bytes, id {:016x}{}", decl.full_name,
         error.block.slots_bytes, error.wire_id, notes(decl.annotations));
    block(error.block, depth + 1);
  }

  void describe(const Declaration& decl, const Union& tagged, int depth) {
    line(depth, "union {}{}", decl.full_name, notes(decl.annotations));
    for (const UnionCase& one : tagged.cases) {
      doc(depth + 1, one.doc);
      line(depth + 1, "{}: {} {}{}", one.number, one.type ? text(*one.type) : "void", one.name,
           notes(one.annotations, one.type ? &*one.type : nullptr));
    }
    reserved(tagged.reserved, depth + 1);
  }

  void describe(const Declaration& decl, const Service& service, int depth) {
    const std::string base = service.base ? " extends " + schema_[*service.base].full_name : "";
    line(depth, "service {}{}{}", decl.full_name, base, notes(decl.annotations));
    for (const Method& method : service.methods) this->method(method, depth + 1);
    for (const InheritedMethod& one : service.inherited) {
      line(depth + 1, "{}: id {:016x}, inherited from {}", one.full_name, one.wire_id,
           schema_[one.service].full_name);
    }
  }

  void describe(const Declaration& decl, const Annotation& annotation, int depth) {
    line(depth, "annotation {}{}", decl.full_name, notes(decl.annotations));
    for (const Field& field : annotation.fields) {
      doc(depth + 1, field.doc);
      line(depth + 1, "{}", written(field));
    }
  }

  void method(const Method& method, int depth) {
    const bool is_oneway = method.kind == MethodKind::OneWay;
    doc(depth, method.doc);
    line(depth, "{}{}: id {:016x}{}", is_oneway ? "oneway " : "", method.full_name, method.wire_id,
         notes(method.annotations));
    line(depth + 1, "parameters: block of {} bytes", method.parameters.slots_bytes);
    block(method.parameters, depth + 2);
    if (method.stream_in) stream("in", *method.stream_in, depth + 1);
    if (method.stream_out) stream("out", *method.stream_out, depth + 1);
    const bool has_results = !is_oneway && !method.stream_out;
    if (has_results) line(depth + 1, "results: block of {} bytes", method.results.slots_bytes);
    block(method.results, depth + 2);
    if (!method.throws.empty()) line(depth + 1, "throws {}", names(method.throws));
  }

  void stream(std::string_view way, const StreamPart& part, int depth) {
    doc(depth, part.doc);
    const std::string name = part.name.empty() ? "" : " " + part.name;
    line(depth, "stream {}: {}{}", way, text(part.type), name);
  }

  void block(const Block& block, int depth) {
    for (const Member& member : block.members) {
      std::visit([&](const auto& slot) { this->member(slot, depth); }, member);
    }
  }

  std::string written(const Field& field) const {
    std::string written = text(field.type);
    if (!field.name.empty()) written += " " + field.name;
    if (field.default_value) {
      written += " = " + value_text(schema_, field.type, *field.default_value);
    }
    return written + notes(field.annotations, &field.type);
  }

  void member(const Field& field, int depth) {
    doc(depth, field.doc);
    line(depth, "{}: {} ({} {})", field.number, written(field), name_of(field.slot.form),
         field.slot.size_bytes);
  }

  void member(const ReservedField& field, int depth) {
    line(depth, "{}: reserved \"{}\" ({} {})", field.number, field.name, name_of(field.slot.form),
         field.slot.size_bytes);
  }

  void reserved(const ReservedNumbers& reserved, int depth) {
    for (const NumberRange& range : reserved.numbers) {
      line(depth, "reserved {}..{}", to_string(range.first), to_string(range.last));
    }
    for (const std::string& name : reserved.names) line(depth, "reserved \"{}\"", name);
  }

  std::string names(const std::vector<DeclId>& ids) const {
    std::string list;
    for (const DeclId id : ids) list += (list.empty() ? "" : ", ") + schema_[id].full_name;
    return list;
  }

  std::string text(const Type& type) const { return type_text(schema_, type); }

  std::string notes(const AnnotationSet& annotations, const Type* type = nullptr) const {
    return annotation_text(schema_, *annotations, type);
  }

  const Schema& schema_;
  std::string text_;
};

}  // namespace

std::string dump_schema(const Schema& schema) {
  Dumper dumper(schema);
  for (const File& file : schema.files) dumper.file(file);
  return dumper.take();
}

}  // namespace idlc::schema
