// The dump of a schema that has one of everything. The text is compared as a whole, as people and
// other tests read it.
#include "idlc/schema/dump.h"

#include "tests/idlc/schema/build_text.h"

namespace idlc::test {

TEST_CASE("a dump shows every fact of a schema") {
  const auto schema = build_files({{"main.idl", R"(package shop.v1;
import "base.idl" as base;
const string hello = "a\"\n\u{1F600}\0";
const timestamp begin = "2026-01-01T00:00:00Z";
const bytes raw = b"a\xFF";
type Labels = map<string, list<u8?>>;
type Id = new base.Money;
closed enum Side : u8 { buy = 0; reserved 3..4, "sell"; }
fixed struct Point { f64 x; Side[2] sides; }
struct Node {
  union Choice { 1: void none; 2: list<Node> nodes; }
  2: duration wait = 5ns;
  reserved 1: bytes "gone";
  3: Choice choice;
}
error Gone { 1: Side side = buy; }
service Desk { oneway tell(u8? x = null); ask(Labels labels) -> Node throws Gone; })"},
                                   {"base.idl", "package base; struct Money { 1: i64 cents; }"}});
  CHECK(schema::dump_schema(schema) == R"(file base.idl (imported)
  package base
  struct base.Money: block of 8 bytes
    1: i64 cents (fixed 8)
file main.idl (input)
  package shop.v1
  import "base.idl" as base
  const string shop.v1.hello = "a\"\n😀\u{0}"
  const timestamp shop.v1.begin = "2026-01-01T00:00:00Z"
  const bytes shop.v1.raw = b"a\xFF"
  type shop.v1.Labels = map<string, list<u8?>>
  type shop.v1.Id = new base.Money
  closed enum shop.v1.Side : u8
    buy = 0
    reserved 3..4
    reserved "sell"
  fixed struct shop.v1.Point: 10 bytes
    f64 x
    shop.v1.Side[2] sides
  struct shop.v1.Node: block of 20 bytes
    1: reserved "gone" (body 4)
    2: duration wait = 5ns (fixed 8)
    3: shop.v1.Node.Choice choice (union 8)
    union shop.v1.Node.Choice
      1: void none
      2: list<shop.v1.Node> nodes
  error shop.v1.Gone: block of 1 bytes, id 67de67117af0aa3d
    1: shop.v1.Side side = buy (fixed 1)
  service shop.v1.Desk
    oneway shop.v1.Desk.tell: id 74594760a1cf95b4
      parameters: block of 2 bytes
        1: u8? x = null (fixed 2)
    shop.v1.Desk.ask: id 94b7f897d6460200
      parameters: block of 4 bytes
        1: shop.v1.Labels labels (body 4)
      results: block of 4 bytes
        1: shop.v1.Node (body 4)
      throws shop.v1.Gone
  cycle of shop.v1.Node.Choice, shop.v1.Node
)");
}

}  // namespace idlc::test
