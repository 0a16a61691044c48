// Keys are scalars and enums, so that one comparison a kind of value is all there is. An enum's
// value stands where its number does.
#include "idlc/schema/value_order.h"

namespace idlc::schema {

namespace {

const Integer& number_of(const Schema& schema, const EnumValueRef& value) {
  return std::get<Enum>(schema[value.type].form).values[value.index].number;
}

struct Before {
  const Schema& schema;
  const Value& other;

  bool operator()(bool value) const { return value < std::get<bool>(other); }
  bool operator()(const Integer& value) const { return value < std::get<Integer>(other); }
  bool operator()(const std::string& value) const { return value < std::get<std::string>(other); }
  bool operator()(const ByteString& value) const {
    return value.bytes < std::get<ByteString>(other).bytes;
  }
  bool operator()(const Nanoseconds& value) const {
    return value.count < std::get<Nanoseconds>(other).count;
  }
  bool operator()(const Uuid& value) const { return value.bytes < std::get<Uuid>(other).bytes; }
  bool operator()(const FlagsValue& value) const {
    return value.bits < std::get<FlagsValue>(other).bits;
  }
  bool operator()(const EnumValueRef& value) const {
    return number_of(schema, value) < number_of(schema, std::get<EnumValueRef>(other));
  }
  template <class NoKey>
  bool operator()(const NoKey&) const {
    return false;
  }
};

}  // namespace

bool is_before(const Schema& schema, const Value& a, const Value& b) {
  if (a.index() != b.index()) return a.index() < b.index();
  return std::visit(Before{schema, b}, a);
}

}  // namespace idlc::schema
