// The arguments of annotations that schemas declare: each goes to the field that it names, or,
// where there is only one field, to that. What is not written is the field's default.
#include <algorithm>
#include <utility>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/diagnostics/suggest.h"
#include "idlc/schema/read_annotations.h"
#include "idlc/schema/read_value.h"
#include "idlc/schema/resolve_type.h"

namespace idlc::schema {

namespace {

class CustomReader {
 public:
  CustomReader(Draft& draft, const WrittenAnnotation& written, DeclId declared)
      : draft_(draft),
        written_(written),
        declared_(declared),
        fields_(std::get<Annotation>(draft.schema[declared].form).fields),
        given_(fields_.size()),
        values_(fields_.size()) {}

  void read(Annotations& result) {
    for (const syntax::AnnotationArgument& argument : written_.tree.arguments) take(argument);
    for (std::size_t i = 0; i < fields_.size(); ++i) fill(i);
    if (!complete_) return;
    AnnotationUse use{declared_, {}};
    for (auto& value : values_) use.values.push_back(std::move(*value));
    result.custom.push_back(std::move(use));
  }

 private:
  void take(const syntax::AnnotationArgument& argument) {
    const auto field = field_of(argument);
    if (!field) {
      complete_ = false;
      return;
    }
    if (given_[*field] != nullptr) {
      complete_ = false;
      draft_.sink
          .report(kAnnotationArguments, argument.span, written_.name, "each of its fields once")
          .note(given_[*field]->span, "the first value stands here");
      return;
    }
    given_[*field] = &argument;
    const auto* value = std::get_if<syntax::Value>(&argument.value);
    if (value == nullptr) {
      complete_ = false;
      return report_arguments(argument.span);
    }
    if (has_invalid(draft_, fields_[*field].type)) return;
    values_[*field] = read_value(draft_, written_.on.scope, *value, fields_[*field].type);
  }

  std::optional<std::size_t> field_of(const syntax::AnnotationArgument& argument) {
    if (!argument.name) {
      if (fields_.size() == 1) return 0;
      report_arguments(argument.span);
      return std::nullopt;
    }
    const auto found = std::ranges::find(fields_, argument.name->text, &Field::name);
    if (found != fields_.end()) return static_cast<std::size_t>(found - fields_.begin());
    report_unknown(*argument.name);
    return std::nullopt;
  }

  // Arguments that are all of the wrong form are one mistake.
  void report_arguments(const Span& place) {
    if (std::exchange(has_wrong_form_, true)) return;
    const std::string wanted = fields_.empty() ? "no arguments"
                               : fields_.size() == 1
                                   ? "one value"
                                   : "arguments with names, such as `" + fields_[0].name + ": …`";
    draft_.sink.report(kAnnotationArguments, place, written_.name, wanted)
        .note(draft_.schema[declared_].span, "it is declared here");
  }

  void report_unknown(const syntax::Name& name) {
    auto report = draft_.sink.report(kUnknownAnnotationField, name.span, written_.name, name.text);
    if (draft_.may_search(fields_.size())) {
      std::vector<std::string_view> names;
      for (const Field& field : fields_) names.push_back(field.name);
      const auto near = suggest(name.text, names);
      if (near) report.label(did_you_mean(*near)).fix(name.span, std::string(*near));
    }
    report.note(draft_.schema[declared_].span, "it is declared here");
  }

  // What was not written has its default. What was written wrong has been reported, and then the
  // rest is likely to be wrong for the same reason.
  void fill(std::size_t index) {
    if (given_[index] == nullptr) values_[index] = fields_[index].default_value;
    if (values_[index]) return;
    const bool is_missing = given_[index] == nullptr && complete_ && !has_default(index);
    if (is_missing) {
      draft_.sink
          .report(kMissingAnnotationField, written_.tree.span, written_.name, fields_[index].name)
          .note(fields_[index].span, "it is declared here, without a default");
    }
    complete_ = false;
  }

  // A default that was written, but is wrong.
  [[nodiscard]] bool has_default(std::size_t index) const {
    const auto* tree = draft_.tree_as<syntax::AnnotationDecl>(declared_);
    return tree->fields[index].default_value.has_value();
  }

  Draft& draft_;
  const WrittenAnnotation& written_;
  DeclId declared_;
  const std::vector<Field>& fields_;
  std::vector<const syntax::AnnotationArgument*> given_;  // to each field
  std::vector<std::optional<Value>> values_;              // of each field
  bool complete_ = true;
  bool has_wrong_form_ = false;
};

}  // namespace

void read_custom(Draft& draft, const WrittenAnnotation& written, DeclId declared,
                 Annotations& result) {
  CustomReader(draft, written, declared).read(result);
}

}  // namespace idlc::schema
