// Names that C++ or the C library have taken, used by hand: with the macros' headers before the
// generated ones, and included again behind them.
#include "macros_of_the_c_library.h"

#include <doctest/doctest.h>

#include <idl/encode.h>

#include "words/constants.idl.h"
#include "words/members.idl.h"
#include "words/types.idl.h"

#include "macros_of_the_c_library.h"

namespace {

namespace members = words::struct_::errno_::std_::to_string_;

TEST_CASE("a struct of taken names can be filled and travels") {
  const members::AsFields fields{.class_ = 1, .linux_ = 3, .stdin_ = 2};
  const auto decoded = idl::decode<members::AsFields>(idl::encode(fields).value());
  REQUIRE(decoded);
  CHECK(*decoded == fields);
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
