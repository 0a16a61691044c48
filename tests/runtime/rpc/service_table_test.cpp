// Registration, with ids that collide.
// Nothing is called through it here.
#include "rpc/service_table.h"

#include <array>

#include <doctest/doctest.h>

namespace {

void dispatch(idl::Service&, idl::ServerCall&) {}

class Fixed final : public idl::Service {
 public:
  Fixed(std::uint64_t id, std::string_view name) : methods_{{{{id, name}, dispatch}}} {}
  [[nodiscard]] std::span<const idl::MethodEntry> methods() const override { return methods_; }

 private:
  std::array<idl::MethodEntry, 1> methods_;
};

}  // namespace

TEST_CASE("methods are found by their ids") {
  idl::detail::ServiceTable table;
  Fixed one(1, "a.B.one");
  Fixed two(2, "a.B.two");
  REQUIRE(table.add(one));
  REQUIRE(table.add(two));
  REQUIRE(table.find(2) != nullptr);
  CHECK(table.find(2)->entry.method.name == "a.B.two");
  CHECK(&table.find(2)->service == &two);
  CHECK(table.find(3) == nullptr);
}

TEST_CASE("two methods with the same id are refused, and both are named") {
  idl::detail::ServiceTable table;
  Fixed one(1, "a.B.one");
  Fixed same(1, "a.B.other");
  REQUIRE(table.add(one));
  const auto added = table.add(same);
  REQUIRE(!added);
  CHECK(added.error().code == idl::Code::InvalidArgument);
  CHECK(added.error().message.find("a.B.one") != std::string::npos);
  CHECK(added.error().message.find("a.B.other") != std::string::npos);
  CHECK(&table.find(1)->service == &one);
}
