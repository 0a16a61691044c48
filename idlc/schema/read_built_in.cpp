// What the arguments of each built-in annotation may be. Each reader says what is wrong at the
// argument that is wrong; the words for what an annotation takes stand in the table.
#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/allows.h"
#include "idlc/schema/read_annotations.h"
#include "idlc/schema/read_value.h"
#include "idlc/schema/text_forms.h"

namespace idlc::schema {

namespace {

class BuiltInReader {
 public:
  BuiltInReader(Draft& draft, const WrittenAnnotation& written, const BuiltIn& built_in,
                Annotations& result)
      : draft_(draft), written_(written), built_in_(built_in), result_(result) {}

  void read() {
    switch (built_in_.kind) {
      case BuiltInKind::Len:
      case BuiltInKind::Range:
      case BuiltInKind::Required:
        return read_constraint(draft_, written_, built_in_, result_);
      case BuiltInKind::Deprecated:
        return read_deprecated();
      case BuiltInKind::Idempotent:
        return set(result_.idempotent);
      case BuiltInKind::Timeout:
        return read_timeout();
      case BuiltInKind::Sensitive:
        return set(result_.sensitive);
      case BuiltInKind::WireName:
        return read_name(result_.wire_name, is_qualified_name, "a name such as `shop.v1.Orders`");
      case BuiltInKind::JsonName:
        return read_name(result_.json_name, is_not_empty, "at least one character");
      case BuiltInKind::Allow:
        return read_allows();
      case BuiltInKind::PreserveUnknown:
        return set(result_.preserve_unknown);
      case BuiltInKind::CppName:
        return read_name(result_.cpp_name, is_identifier, "a name such as `order_id`");
      case BuiltInKind::CppNamespace:
        return read_name(result_.cpp_namespace, is_cpp_namespace, "a name such as `shop::v1`");
    }
  }

 private:
  using Argument = syntax::AnnotationArgument;

  void wrong_arguments(const Span& place) {
    draft_.sink.report(kAnnotationArguments, place, built_in_.name, built_in_.takes);
  }

  bool takes_nothing() {
    if (written_.tree.arguments.empty()) return true;
    wrong_arguments(written_.tree.arguments.front().span);
    return false;
  }

  // The one argument, which has no name.
  const Argument* single_argument() {
    const auto& arguments = written_.tree.arguments;
    const bool fits = arguments.size() == 1 && !arguments.front().name;
    if (fits) return &arguments.front();
    wrong_arguments(arguments.empty() ? written_.tree.span : arguments.back().span);
    return nullptr;
  }

  // The same, which is a single value.
  const syntax::Value* single_value() {
    const Argument* argument = single_argument();
    if (argument == nullptr) return nullptr;
    const auto* value = std::get_if<syntax::Value>(&argument->value);
    if (value == nullptr) wrong_arguments(argument->span);
    return value;
  }

  template <class T>
  std::optional<T> read_as(const syntax::Value& value, Scalar scalar) {
    const auto read = read_value(draft_, written_.on.scope, value, {scalar});
    if (!read) return std::nullopt;
    return std::get<T>(*read);
  }

  void set(bool& flag) {
    if (takes_nothing()) flag = true;
  }

  void read_deprecated() {
    if (written_.tree.arguments.empty()) {
      result_.deprecated = "";
      return;
    }
    const auto* value = single_value();
    if (value != nullptr) result_.deprecated = read_as<std::string>(*value, Scalar::String);
  }

  void read_timeout() {
    const auto* value = single_value();
    if (value == nullptr) return;
    const auto timeout = read_as<Nanoseconds>(*value, Scalar::Duration);
    if (!timeout) return;
    if (timeout->count > 0) {
      result_.timeout_nanoseconds = timeout->count;
    } else {
      wrong_value(value->span, "more than nothing");
    }
  }

  void read_name(std::optional<std::string>& name, bool (*is_well_formed)(std::string_view),
                 const std::string& wanted) {
    const auto* value = single_value();
    if (value == nullptr) return;
    const auto text = read_as<std::string>(*value, Scalar::String);
    if (!text) return;
    if (is_well_formed(*text)) {
      name = *text;
    } else {
      wrong_value(value->span, wanted);
    }
  }

  void wrong_value(const Span& place, const std::string& wanted) {
    draft_.sink.report(kAnnotationValue, place, draft_.quoted(place), built_in_.name)
        .label("expected " + wanted);
  }

  void read_allows() {
    if (written_.tree.arguments.empty()) return wrong_arguments(written_.tree.span);
    for (const Argument& argument : written_.tree.arguments) {
      const auto* value = std::get_if<syntax::Value>(&argument.value);
      if (argument.name || value == nullptr) {
        wrong_arguments(argument.span);
      } else if (const auto id = read_as<std::string>(*value, Scalar::String)) {
        add_allow(draft_, written_.on, *id, value->span);
      }
    }
  }

  Draft& draft_;
  const WrittenAnnotation& written_;
  const BuiltIn& built_in_;
  Annotations& result_;
};

}  // namespace

void read_built_in(Draft& draft, const WrittenAnnotation& written, const BuiltIn& built_in,
                   Annotations& result) {
  BuiltInReader(draft, written, built_in, result).read();
}

}  // namespace idlc::schema
