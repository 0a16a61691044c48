// One line a built-in annotation, in the order of their table. What an allow silences is no
// property of the schema and is left out.
#include "idlc/schema/annotation_text.h"

#include "idlc/schema/constrained_types.h"
#include "idlc/schema/dump.h"
#include "idlc/schema/text_values.h"

namespace idlc::schema {

namespace {

class Writer {
 public:
  explicit Writer(const Schema& schema) : schema_(schema) {}

  void built_in(const Annotations& from, const Type* type) {
    if (from.length) length(*from.length);
    if (from.range && type != nullptr) range(*from.range, bare_type(schema_, *type));
    flag("required", from.required);
    text("deprecated", from.deprecated);
    flag("idempotent", from.idempotent);
    if (from.timeout_nanoseconds) add("timeout", duration_text({*from.timeout_nanoseconds}));
    flag("sensitive", from.sensitive);
    text("wire_name", from.wire_name);
    text("json_name", from.json_name);
    flag("preserve_unknown", from.preserve_unknown);
    text("cpp.name", from.cpp_name);
    text("cpp.namespace", from.cpp_namespace);
  }

  void custom(const AnnotationUse& use) {
    const Declaration& decl = schema_[use.annotation];
    const auto& fields = std::get<Annotation>(decl.form).fields;
    std::string arguments;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (!arguments.empty()) arguments += ", ";
      arguments += fields[i].name + ": " + value_text(schema_, fields[i].type, use.values[i]);
    }
    add(decl.full_name, arguments);
  }

  std::string take() { return std::move(text_); }

 private:
  void add(std::string_view name, const std::string& arguments) {
    text_.append(" @").append(name);
    if (!arguments.empty()) text_ += "(" + arguments + ")";
  }

  void flag(std::string_view name, bool is_set) {
    if (is_set) add(name, "");
  }

  void text(std::string_view name, const std::optional<std::string>& value) {
    const Type type{Scalar::String};
    if (value) add(name, value->empty() ? "" : value_text(schema_, type, *value));
  }

  void length(const LengthBounds& bounds) {
    const auto end = [](const std::optional<std::uint64_t>& number) {
      return number ? std::to_string(*number) : "";
    };
    add("len", end(bounds.min) + ".." + end(bounds.max));
  }

  void range(const RangeBounds& bounds, const Type& type) {
    const auto end = [&](const std::optional<Value>& value) {
      return value ? value_text(schema_, type, *value) : "";
    };
    add("range", end(bounds.min) + ".." + end(bounds.max));
  }

  const Schema& schema_;
  std::string text_;
};

}  // namespace

std::string annotation_text(const Schema& schema, const Annotations& annotations,
                            const Type* type) {
  Writer writer(schema);
  writer.built_in(annotations, type);
  for (const AnnotationUse& use : annotations.custom) writer.custom(use);
  return writer.take();
}

}  // namespace idlc::schema
