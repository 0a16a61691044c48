// `@len`, `@range` and `@required`: whether they mean something for the type, and between which
// values. Ends of ranges are values of the language, so constants may stand there.
#include <cmath>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/constraints.h"
#include "idlc/schema/dump.h"
#include "idlc/schema/read_annotations.h"
#include "idlc/schema/read_value.h"
#include "idlc/schema/resolve_type.h"

namespace idlc::schema {

namespace {

struct Ends {
  std::optional<Value> min;
  std::optional<Value> max;
};

bool is_nan(const std::optional<Value>& value) {
  const auto* number = value ? std::get_if<double>(&*value) : nullptr;
  return number != nullptr && std::isnan(*number);
}

bool is_empty(const Ends& ends) {
  if (is_nan(ends.min) || is_nan(ends.max)) return true;
  return ends.min && ends.max && is_less(*ends.max, *ends.min);
}

class ConstraintReader {
 public:
  ConstraintReader(Draft& draft, const WrittenAnnotation& written, const BuiltIn& built_in)
      : draft_(draft), written_(written), built_in_(built_in) {}

  void read_length(Annotations& result) {
    const bool fits = type_ != nullptr && has_length(draft_.schema, *type_);
    if (!check_type(fits, "it is for strings, bytes, lists, sets and maps")) return;
    const auto* argument = single_argument();
    const auto ends = argument == nullptr ? std::nullopt : read_ends(*argument, Scalar::U32);
    if (!ends) return;
    const auto number = [](const std::optional<Value>& end) -> std::optional<std::uint64_t> {
      return end ? std::optional(std::get<Integer>(*end).magnitude) : std::nullopt;
    };
    result.length = LengthBounds{number(ends->min), number(ends->max), argument->span};
  }

  void read_range(Annotations& result) {
    const auto scalar = type_ != nullptr ? ranged_scalar(draft_.schema, *type_) : std::nullopt;
    if (!check_type(scalar.has_value(), "it is for numbers, durations and timestamps")) return;
    const auto* argument = single_argument();
    const auto ends = argument == nullptr ? std::nullopt : read_ends(*argument, *scalar);
    if (ends) result.range = RangeBounds{ends->min, ends->max, argument->span};
  }

  void read_required(Annotations& result) {
    if (!written_.tree.arguments.empty()) return wrong_arguments(written_.tree.arguments[0].span);
    const bool fits = type_ != nullptr && can_be_missing(draft_.schema, *type_);
    if (check_type(fits, "it is for unions and for types with a `?`")) result.required = true;
  }

 private:
  void wrong_arguments(const Span& place) {
    draft_.sink.report(kAnnotationArguments, place, built_in_.name, built_in_.takes);
  }

  // A type that was wrong has been reported, and so has a thing that was left out of the schema.
  bool check_type(bool fits, std::string_view hint) {
    const bool is_void = type_ == nullptr && written_.on.place == AnnotationPlace::Case;
    const bool is_lost = !is_void && (type_ == nullptr || has_invalid(draft_, *type_));
    const bool is_unknown = written_.on.result == nullptr || is_lost;
    if (is_unknown || fits) return !is_unknown;
    const std::string what =
        is_void ? "a case without a value" : "`" + type_text(draft_.schema, *type_) + "`";
    draft_.sink.report(kConstraintType, written_.tree.name.span, built_in_.name, what)
        .label(std::string(hint));
    return false;
  }

  const syntax::AnnotationArgument* single_argument() {
    const auto& arguments = written_.tree.arguments;
    const bool fits = arguments.size() == 1 && !arguments.front().name;
    if (fits) return &arguments.front();
    wrong_arguments(arguments.empty() ? written_.tree.span : arguments.back().span);
    return nullptr;
  }

  // A single value is a range of one.
  std::optional<Ends> read_ends(const syntax::AnnotationArgument& argument, Scalar scalar) {
    Ends ends;
    const auto* range = std::get_if<syntax::RangeExpr>(&argument.value);
    if (range == nullptr) {
      ends.min = read_end(std::get<syntax::Value>(argument.value), scalar);
      ends.max = ends.min;
      if (!ends.min) return std::nullopt;
    } else {
      if (range->first) ends.min = read_end(*range->first, scalar);
      if (range->last) ends.max = read_end(*range->last, scalar);
      const bool is_whole = ends.min.has_value() == range->first.has_value() &&
                            ends.max.has_value() == range->last.has_value();
      if (!is_whole) return std::nullopt;
    }
    if (!is_empty(ends)) return ends;
    auto report =
        draft_.sink.report(kImpossibleConstraint, argument.span, draft_.quoted(argument.span));
    if (ends.min && ends.max && !is_nan(ends.min) && !is_nan(ends.max)) {
      report.label("swap the ends");
    }
    return std::nullopt;
  }

  std::optional<Value> read_end(const syntax::Value& value, Scalar scalar) {
    return read_value(draft_, written_.on.scope, value, {scalar});
  }

  Draft& draft_;
  const WrittenAnnotation& written_;
  const BuiltIn& built_in_;
  const Type* type_ = written_.on.type;
};

}  // namespace

void read_constraint(Draft& draft, const WrittenAnnotation& written, const BuiltIn& built_in,
                     Annotations& result) {
  ConstraintReader reader(draft, written, built_in);
  if (built_in.kind == BuiltInKind::Len) reader.read_length(result);
  if (built_in.kind == BuiltInKind::Range) reader.read_range(result);
  if (built_in.kind == BuiltInKind::Required) reader.read_required(result);
}

}  // namespace idlc::schema
