// Names that C++ or the C library have taken, used by hand: with the macros' headers before the
// generated ones, and included again behind them.
#include "macros_of_the_c_library.h"

#include <doctest/doctest.h>

#include <idl/encode.h>
#include <idl/test/clock.h>

#include "words/constants.idl.h"
#include "words/members.idl.h"
#include "words/members.random.h"
#include "words/members.view.h"
#include "words/test.idl.h"
#include "words/test.random.h"
#include "words/types.idl.h"
#include "words/types.view.h"

#include "macros_of_the_c_library.h"

namespace {

namespace members = words::struct_::errno_::std_::to_string_;

TEST_CASE("a struct of taken names can be filled and travels") {
  const members::AsFields fields{.class_ = 1, .linux_ = 3, .stdin_ = 2};
  const auto decoded = idl::decode<members::AsFields>(idl::encode(fields).value());
  REQUIRE(decoded);
  CHECK(*decoded == fields);
}

TEST_CASE("a package may be called like a namespace of the runtime") {
  const ::test::Random value{.numbers = {::test::Number(7)}, .choice = ::test::Choice::nothing()};
  CHECK(idl::decode<::test::Random>(idl::encode(value).value()).value() == value);
}

TEST_CASE("random values of taken names travel") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    idl::test::Random random(seed);
    const auto value = random.make<::test::Random>();
    CHECK(idl::decode<::test::Random>(idl::encode(value).value()).value() == value);
    const auto cases = random.make<members::AsCases>();
    CHECK(idl::decode<members::AsCases>(idl::encode(cases).value()).value() == cases);
  }
}

TEST_CASE("views show fields of taken names") {
  const members::AsFields fields{.class_ = 1, .View_ = 2, .bytes = 3};
  const auto bytes = idl::encode(fields).value();
  const auto view = idl::view<members::AsFields>(bytes);
  REQUIRE(view);
  CHECK(view->class_() == 1);
  CHECK(view->View_() == 2);
  CHECK(view->bytes() == 3);
  CHECK(idl::bytes_of(*view).size() == bytes.size());
}

TEST_CASE("values and cases of taken names keep their names in the schema") {
  CHECK(to_string(members::AsValues::errno_) == "errno");
  CHECK(members::AsCases::and_(7).if_and() != nullptr);
}

TEST_CASE("constants and types of taken names can be used") {
  CHECK(words::class_::stdout_ == 1);
  const time_::inline_::UsesThem all;
  CHECK(idl::encode(all));
}

}  // namespace
