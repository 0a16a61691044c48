// Registration, with ids that collide.
// Nothing is called through it here.
#include "rpc/service_table.h"

#include <array>

#include <doctest/doctest.h>

namespace {

void dispatch(idl::Service&, idl::ServerCall&) {}

class Fixed final : public idl::Service {
 public:
  Fixed(std::uint64_t id, std::string_view name,
        idl::Registration registration = idl::Registration::Own)
      : methods_{{{{id, name}, dispatch, idl::MethodKind::Unary, registration}}} {}
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

TEST_CASE("a base's name is served by whoever extends it, until the base itself is there") {
  Fixed derived(1, "a.Base.one", idl::Registration::OfBase);
  Fixed base(1, "a.Base.one");
  for (const bool base_first : {true, false}) {
    CAPTURE(base_first);
    idl::detail::ServiceTable table;
    REQUIRE(table.add(base_first ? base : derived));
    CHECK(&table.find(1)->service == (base_first ? &base : &derived));
    REQUIRE(table.add(base_first ? derived : base));
    CHECK(&table.find(1)->service == &base);
  }
}

TEST_CASE("a base's name that several extend is served by none of them") {
  idl::detail::ServiceTable table;
  Fixed one(1, "a.Base.one", idl::Registration::OfBase);
  Fixed two(1, "a.Base.one", idl::Registration::OfBase);
  Fixed three(1, "a.Base.one", idl::Registration::OfBase);
  Fixed base(1, "a.Base.one");
  REQUIRE(table.add(one));
  REQUIRE(table.add(two));
  CHECK(table.find(1) == nullptr);
  REQUIRE(table.add(three));
  CHECK(table.find(1) == nullptr);
  REQUIRE(table.add(base));
  CHECK(&table.find(1)->service == &base);
}
