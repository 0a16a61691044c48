// One small function for each kind of target. Each says whether a literal fits, and reports the
// reason at the literal if it does not.
#include "idlc/schema/fit_value.h"

#include <cmath>
#include <limits>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/text_values.h"

namespace idlc::schema {

namespace {

using Fitted = std::optional<Value>;

struct IntegerRange {
  Integer lowest;
  Integer highest;
};

IntegerRange range_of(Scalar type) {
  const auto is_signed = type >= Scalar::I8 && type <= Scalar::I64;
  const unsigned log_bits =
      static_cast<unsigned>(type) - static_cast<unsigned>(is_signed ? Scalar::I8 : Scalar::U8) + 3;
  const unsigned bits = 1U << log_bits;
  const std::uint64_t all = std::numeric_limits<std::uint64_t>::max() >> (64 - bits);
  if (!is_signed) return {{false, 0}, {false, all}};
  return {{true, all / 2 + 1}, {false, all / 2}};
}

std::string_view found_text(const Value& value) {
  struct Texts {
    std::string_view operator()(bool) const { return "`true` or `false`"; }
    std::string_view operator()(const Integer&) const { return "an integer"; }
    std::string_view operator()(double) const { return "a floating-point number"; }
    std::string_view operator()(const std::string&) const { return "a string"; }
    std::string_view operator()(const ByteString&) const { return "bytes"; }
    std::string_view operator()(const Nanoseconds&) const { return "a duration"; }
    std::string_view operator()(const Uuid&) const { return "a uuid"; }
    std::string_view operator()(const EnumValueRef&) const { return "an enum's value"; }
    std::string_view operator()(const Null&) const { return "`null`"; }
    std::string_view operator()(const FlagsValue&) const { return "flags"; }
    std::string_view operator()(const ListValue&) const { return "a list"; }
    std::string_view operator()(const MapValue&) const { return "a map"; }
    std::string_view operator()(const StructValue&) const { return "a struct's value"; }
    std::string_view operator()(const UnionValue&) const { return "a union's value"; }
  };
  return std::visit(Texts{}, value);
}

// The arguments of every fitting function, bundled.
struct Fitting {
  const Draft& draft;
  const LooseValue& loose;
  const ValueTarget& target;
  const Span& place;

  Fitted wrong_type() const {
    const bool is_timestamp =
        std::holds_alternative<Nanoseconds>(loose.value) && loose.time == Scalar::Timestamp;
    draft.sink.report(kValueType, place, expected_text(draft, target),
                      is_timestamp ? "a timestamp" : found_text(loose.value));
    return std::nullopt;
  }

  Fitted out_of_range(Scalar type, std::string label) const {
    const std::string type_name = "`" + std::string(name_of(type)) + "`";
    draft.sink.report(kValueRange, place, draft.quoted(place), type_name).label(std::move(label));
    return std::nullopt;
  }

  template <class T>
  Fitted same() const {
    if (std::holds_alternative<T>(loose.value)) return loose.value;
    return wrong_type();
  }
};

Fitted fit_integer(const Fitting& fitting, Scalar type) {
  const auto* integer = std::get_if<Integer>(&fitting.loose.value);
  if (integer == nullptr) return fitting.wrong_type();
  if (fits(*integer, type)) return *integer;
  return fitting.out_of_range(type, "it holds " + range_text(type));
}

// An integer stands for the floating-point number only if it is exactly that number.
Fitted fit_exact_integer(const Fitting& fitting, const Integer& integer, Scalar type) {
  const unsigned digits = type == Scalar::F32 ? 24 : 53;
  std::uint64_t odd = integer.magnitude;
  while (odd != 0 && odd % 2 == 0) odd /= 2;
  if (odd >> digits != 0) {
    return fitting.out_of_range(type, "it cannot hold this integer exactly");
  }
  const auto magnitude = static_cast<double>(integer.magnitude);
  return integer.negative ? -magnitude : magnitude;
}

Fitted fit_float(const Fitting& fitting, Scalar type) {
  if (const auto* integer = std::get_if<Integer>(&fitting.loose.value)) {
    return fit_exact_integer(fitting, *integer, type);
  }
  const auto* number = std::get_if<double>(&fitting.loose.value);
  if (number == nullptr) return fitting.wrong_type();
  if (type == Scalar::F64 || !std::isfinite(*number)) return *number;
  // Beyond this a float would round to infinity: its largest value and half a step.
  constexpr double kTooLarge = 0x1.ffffffp127;
  if (std::abs(*number) >= kTooLarge) {
    return fitting.out_of_range(type, "it holds up to 3.4028235e38");
  }
  return static_cast<double>(static_cast<float>(*number));
}

Fitted fit_timestamp(const Fitting& fitting) {
  const Value& value = fitting.loose.value;
  const bool is_timestamp = fitting.loose.time == Scalar::Timestamp;
  if (std::holds_alternative<Nanoseconds>(value) && is_timestamp) return value;
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return fitting.wrong_type();
  const auto parsed = parse_timestamp(*text);
  if (const auto* time = std::get_if<Nanoseconds>(&parsed)) return *time;
  if (std::get<TimestampProblem>(parsed) == TimestampProblem::OutOfRange) {
    return fitting.out_of_range(Scalar::Timestamp, "it reaches from 1677-09-21 to 2262-04-11");
  }
  fitting.draft.sink.report(kInvalidTimestamp, fitting.place)
      .label("expected a date and time such as `2026-01-31T12:30:00Z`");
  return std::nullopt;
}

Fitted fit_duration(const Fitting& fitting) {
  const bool is_duration = fitting.loose.time == Scalar::Duration;
  if (!is_duration) return fitting.wrong_type();
  return fitting.same<Nanoseconds>();
}

Fitted fit_uuid(const Fitting& fitting) {
  const auto* text = std::get_if<std::string>(&fitting.loose.value);
  if (text == nullptr) return fitting.same<Uuid>();
  if (const auto uuid = parse_uuid(*text)) return *uuid;
  fitting.draft.sink.report(kInvalidUuid, fitting.place)
      .label("expected 32 hexadecimal digits, grouped 8-4-4-4-12");
  return std::nullopt;
}

Fitted fit_scalar(const Fitting& fitting, Scalar scalar) {
  switch (scalar) {
    case Scalar::Bool:
      return fitting.same<bool>();
    case Scalar::F32:
    case Scalar::F64:
      return fit_float(fitting, scalar);
    case Scalar::String:
      return fitting.same<std::string>();
    case Scalar::Bytes:
      return fitting.same<ByteString>();
    case Scalar::Timestamp:
      return fit_timestamp(fitting);
    case Scalar::Duration:
      return fit_duration(fitting);
    case Scalar::Uuid:
      return fit_uuid(fitting);
    default:
      return fit_integer(fitting, scalar);
  }
}

Fitted fit_enum(const Fitting& fitting, TypeId type) {
  const auto* value = std::get_if<EnumValueRef>(&fitting.loose.value);
  if (value != nullptr && value->type == type) return *value;
  return fitting.wrong_type();
}

}  // namespace

bool is_integer(Scalar scalar) { return scalar >= Scalar::I8 && scalar <= Scalar::U64; }

bool fits(const Integer& number, Scalar integer_type) {
  const IntegerRange range = range_of(integer_type);
  return !(number < range.lowest) && !(range.highest < number);
}

std::string range_text(Scalar integer_type) {
  const IntegerRange range = range_of(integer_type);
  return to_string(range.lowest) + " to " + to_string(range.highest);
}

std::optional<Value> fit_value(const Draft& draft, const LooseValue& loose,
                               const ValueTarget& target, const Span& place) {
  const Fitting fitting{draft, loose, target, place};
  if (const auto* scalar = std::get_if<Scalar>(&target)) return fit_scalar(fitting, *scalar);
  if (const auto* type = std::get_if<TypeId>(&target)) return fit_enum(fitting, *type);
  if (std::holds_alternative<OnlyNull>(target)) {
    if (std::holds_alternative<Null>(loose.value)) return loose.value;
    draft.sink.report(kOptionalDefault, place).label("write `null`, or nothing").fix(place, "null");
  }
  return std::nullopt;
}

}  // namespace idlc::schema
