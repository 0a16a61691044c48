// The dump of a schema that has one of everything. The text is compared as a whole, as people and
// other tests read it.
#include "idlc/schema/dump.h"

#include <sstream>

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

constexpr const char* kDocumented = R"(/// Of the package.
package a;
/// Most of them, )"
                                    "\x1B"
                                    R"([31m.
///
///     indented
const u8 most = 1;
annotation marked {
  /// Of an argument.
  u8 level = 0;
}
enum Side {
  /// Of a value.
  buy = 0;
}
flags Right {
  /// Of a bit.
  read = 0;
}
fixed struct Point {
  /// Of a member.
  f64 x;
}
/// Of a struct.
struct Node {
  /// Of a field.
  1: u8 id;
  /// Of a nested type.
  struct Inner {}
}
union Choice {
  /// Of a case.
  1: void none;
}
/// Of a service.
service Desk {
  /// Of a method.
  ask(
    /// Of a parameter.
    u8 id,
    /// Of a stream.
    stream u8 parts) -> u8;
})";

TEST_CASE("a dump shows doc comments before what they describe") {
  const auto schema = build_files({{"main.idl", kDocumented}});
  std::string docs;
  std::istringstream dump(schema::dump_schema(schema));
  for (std::string before, line; std::getline(dump, line); before = line) {
    const bool is_described = before.find("///") != std::string::npos;
    if (is_described || line.find("///") != std::string::npos) docs += line + "\n";
  }
  CHECK(docs == R"(  /// Of the package.
  package a
  /// Most of them, \x1B[31m.
  ///
  ///     indented
  const u8 a.most = 1
    /// Of an argument.
    u8 level = 0
    /// Of a value.
    buy = 0
    /// Of a bit.
    read = bit 0
    /// Of a member.
    f64 x
  /// Of a struct.
  struct a.Node: block of 1 bytes
    /// Of a field.
    1: u8 id (fixed 1)
    /// Of a nested type.
    struct a.Node.Inner: block of 0 bytes
    /// Of a case.
    1: void none
  /// Of a service.
  service a.Desk
    /// Of a method.
    a.Desk.ask: id c2be6c828c97537c
        /// Of a parameter.
        1: u8 id (fixed 1)
      /// Of a stream.
      stream in: u8 parts
)");
}

TEST_CASE("a dump shows flags, boxes, streams, what is attached to calls and what is inherited") {
  const auto schema =
      build_text(R"(flags Right : u16 { read = 0; admin = 15; reserved 3..4, "root"; }
struct Node { 1: box<Node>? next; 2: Right right; }
service Observer { oneway changed(Node node); }
service Base { check() -> bool; }
service Desk extends Base {
  watch(u64 since, list<Observer> all, Observer? observer = null) -> stream Node;
  upload(stream list<u8> chunks) -> fd;
}
service Shop extends Desk { both(stream u8 a) -> stream u8; }
)");
  CHECK(schema::dump_schema(schema) == R"(file a.idl (input)
  package a
  flags a.Right : u16
    read = bit 0
    admin = bit 15
    reserved 3..4
    reserved "root"
  struct a.Node: block of 6 bytes
    1: box<a.Node>? next (optional body 4)
    2: a.Right right (fixed 2)
  service a.Observer
    oneway a.Observer.changed: id c549a29fb6d07ba6
      parameters: block of 4 bytes
        1: a.Node node (body 4)
  service a.Base
    a.Base.check: id 719878c7cfa0a691
      parameters: block of 0 bytes
      results: block of 1 bytes
        1: bool (fixed 1)
  service a.Desk extends a.Base
    a.Desk.watch: id 90000030b74e9f72
      parameters: block of 16 bytes
        1: u64 since (fixed 8)
        2: list<a.Observer> all (body 4)
        3: a.Observer? observer = null (attachment 4)
      stream out: a.Node
    a.Desk.upload: id 0f8792f0f215a906
      parameters: block of 0 bytes
      stream in: list<u8> chunks
      results: block of 4 bytes
        1: fd (attachment 4)
    a.Desk.check: id 3765ca7dc2b66035, inherited from a.Base
  service a.Shop extends a.Desk
    a.Shop.both: id 69f2c4bf84a05c5b
      parameters: block of 0 bytes
      stream in: u8 a
      stream out: u8
    a.Shop.watch: id d3aef5a0d51fbe9f, inherited from a.Desk
    a.Shop.upload: id 485c490ea6681b2d, inherited from a.Desk
    a.Shop.check: id d7ce4d66e481f644, inherited from a.Base
  cycle of a.Node
)");
}

}  // namespace idlc::test
