// Structs and unions out of objects: which members are there, and which should not be. What the
// members hold is the codecs' part.
#include "idl/json/object.h"

#include <charconv>

namespace idl {

bool JsonObject::finish() const {
  if (!ok_ || seen_ == in_.size()) return ok_;
  if (!in_.ignores_unknown_members()) return in_.fail_for_unknown_member();
  in_.hide_unknown_members();
  return true;
}

std::optional<JsonValue> JsonObject::find(const char* name) {
  if (!ok_) return std::nullopt;
  auto found = in_.member(name);
  if (found) ++seen_;
  return found;
}

JsonCase::JsonCase(const JsonValue& in) : ok_(in.expect_object()) {
  if (!ok_ || in.size() == 0) return;
  if (in.size() > 1) {
    ok_ = in.fail("expected an object with one member, the case of the union");
    return;
  }
  case_ = in.element(0);
}

bool JsonCase::is(const char* name) {
  if (!ok_ || !case_ || case_->name() != name) return false;
  is_taken_ = true;
  case_->count_as_known();
  return true;
}

bool JsonCase::expect_nothing() const {
  if (case_->is_null()) return true;
  if (!case_->expect_object()) return false;
  return case_->size() == 0 || case_->fail("expected {} for a case without a value");
}

std::optional<std::uint32_t> JsonCase::unknown_number() const {
  const std::string_view name = case_->name();
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size() || number == 0) return std::nullopt;
  return number;
}

bool JsonCase::refuse() const {
  if (!case_->ignores_unknown_members()) return case_->fail("the union has no such case");
  case_->hide();
  return true;
}

bool JsonCase::refuse_body() const { return case_->fail("these bytes are no such case"); }

}  // namespace idl
