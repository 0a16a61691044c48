// One overload of `dump` for each kind of declaration; each appends whole lines. It prints what the
// parser saw, for people and tests; nothing reads it back.
#include <fmt/format.h>

#include "idlc/diagnostics/display_text.h"
#include "idlc/syntax/dump.h"

namespace idlc::syntax {
namespace {

std::string quoted(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return fmt::format("\"{}\"", display_text(escaped));
}

class TreeDumper {
 public:
  std::string run(const File& file) && {
    dump_doc(file.package.doc);
    line("package {}{}", file.package.name.is_broken() ? "<error>" : to_string(file.package.name),
         notes(file.package.annotations));
    for (const auto& import : file.imports) dump(import);
    for (const auto& decl : file.declarations) dump(decl);
    if (file.damaged) line("damaged");
    return std::move(text_);
  }

 private:
  template <class... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    text_.append(indent_ * 2, ' ');
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
    text_ += '\n';
  }

  void dump_doc(const Doc& doc) {
    if (doc.text.empty()) return;
    std::string_view rest = doc.text;
    for (auto end = rest.find('\n'); end != rest.npos; end = rest.find('\n')) {
      line("/// {}", display_text(rest.substr(0, end)));
      rest.remove_prefix(end + 1);
    }
    line("/// {}", display_text(rest));
  }

  void dump(const Import& import) {
    line("import {}{}{}", import.is_public ? "public " : "", quoted(import.path.text),
         import.alias ? " as " + import.alias->text : "");
  }

  void dump(const Decl& decl) {
    std::visit([this](const auto& node) { dump_node(node); }, decl.node);
  }

  void dump_node(const ConstDecl& decl) {
    dump_doc(decl.doc);
    line("const {} {} = {}{}", to_string(decl.type), decl.name.text, to_string(decl.value),
         notes(decl.annotations));
  }

  void dump_node(const TypeDecl& decl) {
    dump_doc(decl.doc);
    line("type {} = {}{}{}", decl.name.text, decl.is_new ? "new " : "", to_string(decl.target),
         notes(decl.annotations));
  }

  void dump_node(const BrokenDecl& decl) { line("broken {}", decl.name.text); }

  void dump_node(const EnumDecl& decl) {
    dump_doc(decl.doc);
    line("{} {}{}{}{}", word_of(decl.kind), decl.name.text,
         decl.width ? " : " + to_string(*decl.width) : "", notes(decl.annotations),
         damage(decl.damaged));
    ++indent_;
    for (const auto& value : decl.values) {
      dump_doc(value.doc);
      line("{} = {}{}", value.name.text, to_string(value.value), notes(value.annotations));
    }
    for (const auto& item : decl.reserved) dump(item);
    --indent_;
  }

  void dump_node(const AnnotationDecl& decl) {
    dump_doc(decl.doc);
    line("annotation {}{}{}", decl.name.text, notes(decl.annotations), damage(decl.damaged));
    ++indent_;
    for (const auto& field : decl.fields) dump(field, "field");
    --indent_;
  }

  void dump_node(const StructDecl& decl) {
    dump_doc(decl.doc);
    line("{} {}{}{}", word_of(decl.kind), decl.name.text, notes(decl.annotations),
         damage(decl.damaged));
    ++indent_;
    for (const auto& nested : decl.nested) dump(nested);
    for (const auto& field : decl.fields) dump(field);
    for (const auto& field : decl.reserved) {
      line("reserved {}: {} {}", field.number.value, to_string(field.type),
           quoted(field.name.text));
    }
    --indent_;
  }

  void dump_node(const UnionDecl& decl) {
    dump_doc(decl.doc);
    line("union {}{}{}", decl.name.text, notes(decl.annotations), damage(decl.damaged));
    ++indent_;
    for (const auto& nested : decl.nested) dump(nested);
    for (const auto& field : decl.cases) dump(field);
    for (const auto& item : decl.reserved) dump(item);
    --indent_;
  }

  void dump_node(const ServiceDecl& decl) {
    dump_doc(decl.doc);
    line("service {}{}{}{}", decl.name.text, decl.base ? " extends " + to_string(*decl.base) : "",
         notes(decl.annotations), damage(decl.damaged));
    ++indent_;
    for (const auto& method : decl.methods) dump(method);
    --indent_;
  }

  void dump(const Field& field) {
    dump_doc(field.doc);
    line("{}{} {}{}{}", field.number ? fmt::format("{}: ", field.number->value) : "",
         to_string(field.type), field.name.text, default_text(field.default_value),
         notes(field.annotations));
  }

  void dump(const ReservedItem& item) {
    if (const auto* name = std::get_if<StringLiteral>(&item.node)) {
      return line("reserved {}", quoted(name->text));
    }
    const auto& range = std::get<ReservedRange>(item.node);
    line("reserved {}..{}", to_string(range.first), to_string(range.last));
  }

  void dump(const Method& method) {
    dump_doc(method.doc);
    line("{}{}{}{}", method.is_oneway ? "oneway " : "", method.name.text, notes(method.annotations),
         damage(method.damaged));
    ++indent_;
    for (const auto& parameter : method.parameters) dump(parameter, "parameter");
    for (const auto& result : method.results) {
      dump_doc(result.doc);
      line("result {}{}{}{}", result.is_stream ? "stream " : "", to_string(result.type),
           result.name ? " " + result.name->text : "", notes(result.annotations));
    }
    for (const auto& error : method.throws) line("throws {}", to_string(error));
    --indent_;
  }

  void dump(const Parameter& parameter, std::string_view word) {
    dump_doc(parameter.doc);
    line("{} {}{} {}{}{}", word, parameter.is_stream ? "stream " : "", to_string(parameter.type),
         parameter.name.text, default_text(parameter.default_value), notes(parameter.annotations));
  }

  static std::string default_text(const std::optional<Value>& value) {
    return value ? " = " + to_string(*value) : "";
  }

  // The annotations as they would be written, each behind a blank.
  static std::string notes(const std::vector<Annotation>& annotations) {
    std::string text;
    for (const auto& annotation : annotations) {
      text += " @" + to_string(annotation.name);
      std::string arguments;
      for (const auto& argument : annotation.arguments) {
        if (!arguments.empty()) arguments += ", ";
        if (argument.name) arguments += argument.name->text + ": ";
        arguments += std::visit([](const auto& value) { return to_string(value); }, argument.value);
      }
      if (!arguments.empty()) text += "(" + arguments + ")";
    }
    return text;
  }

  static std::string_view damage(bool damaged) { return damaged ? " (damaged)" : ""; }

  static std::string_view word_of(EnumKind kind) {
    if (kind == EnumKind::Flags) return "flags";
    return kind == EnumKind::Closed ? "closed enum" : "enum";
  }

  static std::string_view word_of(StructKind kind) {
    if (kind == StructKind::Fixed) return "fixed struct";
    return kind == StructKind::Error ? "error" : "struct";
  }

  std::string text_;
  std::size_t indent_ = 0;
};

struct ValueText {
  std::string operator()(const BrokenValue&) const { return "<error>"; }
  std::string operator()(const NullValue&) const { return "null"; }
  std::string operator()(const BoolValue& v) const { return v.value ? "true" : "false"; }
  std::string operator()(const IntegerValue& v) const {
    return fmt::format("{}{}", v.negative ? "-" : "", v.magnitude);
  }
  std::string operator()(const FloatValue& v) const { return fmt::format("{}", v.value); }
  std::string operator()(const StringValue& v) const { return quoted(v.text); }
  std::string operator()(const BytesValue& v) const { return "b" + quoted(v.bytes); }
  std::string operator()(const DurationValue& v) const {
    return fmt::format("{}ns", v.nanoseconds);
  }
  std::string operator()(const NameValue& v) const { return to_string(v.path); }
  std::string operator()(const ListValue& v) const {
    std::string text;
    for (const auto& element : v.elements) text += (text.empty() ? "" : ", ") + to_string(element);
    return "[" + text + "]";
  }
  std::string operator()(const BracesValue& v) const {
    std::string text;
    for (const auto& [key, value] : v.entries) {
      text += (text.empty() ? "" : ", ") + to_string(key) + ": " + to_string(value);
    }
    return "{" + text + "}";
  }
};

}  // namespace

std::string to_string(const Value& value) { return std::visit(ValueText{}, value.node); }

std::string to_string(const RangeExpr& range) {
  return (range.first ? to_string(*range.first) : "") + ".." +
         (range.last ? to_string(*range.last) : "");
}

std::string to_string(const TypeExpr& type) {
  if (type.is_broken()) return "<error>";
  auto text = to_string(type.name);
  for (std::size_t i = 0; i < type.arguments.size(); ++i) {
    text += (i == 0 ? "<" : ", ") + to_string(type.arguments[i]);
  }
  if (!type.arguments.empty()) text += '>';
  for (const auto& suffix : type.suffixes) {
    text += suffix.array_size ? "[" + to_string(*suffix.array_size) + "]" : "?";
  }
  return text;
}

std::string dump_tree(const File& file) { return TreeDumper().run(file); }

}  // namespace idlc::syntax
