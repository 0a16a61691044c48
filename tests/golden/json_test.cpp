// JSON of generated types: what values look like, that they survive it, and that hostile text gets
// a precise answer instead of a value, a crash or the machine's memory.
#include <doctest/doctest.h>

#include <iostream>
#include <limits>
#include <string>

#include "annotations.json.h"
#include "cycles.json.h"
#include "golden_values.h"
#include "market/v1/cart.json.h"
#include "orders.json.h"
#include "types.json.h"
#include "values.json.h"
#include "values.random.h"

namespace golden {
namespace {

using namespace std::chrono_literals;
using shop::v1::Order;
using shop::v1::Payment;

template <class T>
T parsed(const std::string& text, const idl::JsonOptions& options = {}) {
  auto value = idl::from_json<T>(text, options);
  INFO(text);
  REQUIRE_MESSAGE(static_cast<bool>(value), (value ? "" : value.error().message));
  return *std::move(value);
}

template <class T>
std::string refusal(const std::string& text, const idl::JsonOptions& options = {}) {
  const auto value = idl::from_json<T>(text, options);
  INFO(text);
  REQUIRE_FALSE(static_cast<bool>(value));
  return value.error().message;
}

TEST_CASE("values of enums and flags have the names in JSON that the schema gives them") {
  const noted::Unchecked value{.text = "x",
                               .status = noted::Status::pending,
                               .right = noted::Right::read | noted::Right::write};
  const std::string text = R"({"text":"x","status":"to do","right":["read","readWrite"]})";
  CHECK(idl::to_json(value) == text);
  CHECK(parsed<noted::Unchecked>(text) == value);
  CHECK(parsed<noted::Unchecked>(R"({"status":"settled"})").status == noted::Status::done);
  CHECK(refusal<noted::Unchecked>(R"({"status":"pending"})").find("status") != std::string::npos);
  CHECK(refusal<noted::Unchecked>(R"({"right":["write"]})").find("right") != std::string::npos);
}

TEST_CASE("a struct is an object with the names of the schema") {
  const Order order{.id = 7,
                    .customer = shop::v1::CustomerId("ada"),
                    .status = shop::v1::OrderStatus::paid,
                    .lines = {{.sku = "A-1", .quantity = 2, .price = {.cents = -5}}},
                    .labels = {{"gift", "yes"}},
                    .payment = Payment::iban("DE00"),
                    .ship_within = 1500ms,
                    .tags = {"a", "b"},
                    .ship_to = shop::v1::Point{.latitude = 0.5},
                    .class_ = "x\n\"y\"",
                    .attachment = {std::byte{0xFB}, std::byte{0xFF}}};
  CHECK(idl::to_json(order) ==
        R"({"id":"7","customer":"ada","status":"paid",)"
        R"("lines":[{"sku":"A-1","quantity":2,"price":{"cents":"-5","currency":"EUR"}}],)"
        R"("labels":{"gift":"yes"},"payment":{"iban":"DE00"},"created":"1970-01-01T00:00:00Z",)"
        R"("ship_within":"1.5s","digest":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0],"tags":["a","b"],)"
        R"("ship_to":{"latitude":0.5,"longitude":0},)"
        R"("request_id":"00000000-0000-0000-0000-000000000000","channel":"web",)"
        R"("class":"x\n\"y\"","attachment":"+/8="})");
  CHECK(parsed<Order>(idl::to_json(order)) == order);
}

TEST_CASE("a value goes there and back") {
  const Order order{.id = 7};
  const std::string text = idl::to_json(order);
  const auto read = idl::from_json<Order>(text);
  if (!read) std::cerr << read.error() << '\n';
  REQUIRE(read);
  CHECK(*read == order);
}

TEST_CASE("what is missing keeps its default, null is an absent optional") {
  CHECK(parsed<Order>("{}") == Order{});
  CHECK(parsed<Order>(R"({"note":null})") == Order{});
  CHECK(parsed<shop::v1::LineItem>(R"( { "sku" : "a" } )").quantity == 1);
  CHECK(refusal<shop::v1::LineItem>(R"({"sku":null})") == "$.sku: expected a string, found null");
}

TEST_CASE("a member that is there takes nothing of the default") {
  using values::Item;
  CHECK(parsed<Item>("{}") == Item{});
  const auto item =
      parsed<Item>(R"({"prices":[{}],"payment":{},"sides":["buy"],"labels":{"z":"y"},"maybe":[],)"
                   R"("at":{"x":7},"boxed":{},"words":[]})");
  CHECK(item.prices == std::vector<values::Money>(1));
  CHECK(item.payment == values::Payment());
  CHECK(item.sides == std::set{values::Side::buy});
  CHECK(item.labels == values::Labels{{"z", "y"}});
  CHECK(item.maybe.empty());
  CHECK(item.at == values::Point{.x = 7});
  CHECK(item.boxed == values::Money());
  CHECK(item.words.empty());
  CHECK(item.other == Item{}.other);
}

TEST_CASE("unions are objects of one member") {
  CHECK(idl::to_json(Payment()) == "{}");
  CHECK(idl::to_json(Payment::cash()) == R"({"cash":{}})");
  CHECK(parsed<Payment>(R"({"cash":{}})") == Payment::cash());
  CHECK(parsed<Payment>(R"({"cash":null})") == Payment::cash());
  CHECK(parsed<Payment>("{}") == Payment());
  CHECK(refusal<Payment>(R"({"cash":{},"iban":"x"})") ==
        "$: expected an object with one member, the case of the union");
  CHECK(refusal<Payment>(R"({"gold":1})") == "$.gold: the union has no such case");
  CHECK(refusal<Payment>(R"({"cash":7})") == "$.cash: expected an object, found a number");
  CHECK(parsed<Payment>(R"({"gold":1})", {.unknown_members = idl::UnknownMembers::Ignore}) ==
        Payment());
  // A case that a newer peer sent goes through, bytes and all.
  const auto newer = parsed<Payment>(R"({"9":"AAEC"})");
  CHECK(static_cast<std::uint32_t>(newer.which()) == 9);
  CHECK(idl::to_json(newer) == R"({"9":"AAEC"})");
}

TEST_CASE("enums stand by name, and by number where they have none") {
  CHECK(parsed<Order>(R"({"status":"shipped"})").status == shop::v1::OrderStatus::shipped);
  CHECK(parsed<Order>(R"({"status":77})").status == static_cast<shop::v1::OrderStatus>(77));
  CHECK(refusal<Order>(R"({"status":"lost"})") ==
        R"($.status: expected a name of the enum or a number, found "lost")");
  CHECK(refusal<Order>(R"({"status":300})") ==
        "$.status: expected an integer from 0 to 255, found a number");
  CHECK(refusal<Order>(R"({"channel":7})") ==
        "$.channel: expected a value of the closed enum, found a number");
}

TEST_CASE("flags are arrays of the names of their bits") {
  using types::Right;
  types::Flagged flagged;
  flagged.right = Right::read | static_cast<Right>(1U << 6U);
  CHECK(idl::to_json(flagged).starts_with(R"({"right":["read",6],)"));
  CHECK(parsed<types::Flagged>(idl::to_json(flagged)) == flagged);
  CHECK(refusal<types::Flagged>(R"({"right":["reed"]})") ==
        R"($.right[0]: expected a name of the flags or a position, found "reed")");
  CHECK(refusal<types::Flagged>(R"({"right":[8]})") ==
        "$.right[0]: expected an integer from 0 to 7, found a number");
}

TEST_CASE("numbers are exact or refused") {
  using types::Scalars;
  CHECK(parsed<Scalars>(R"({"whole":"18446744073709551615"})").whole == UINT64_MAX);
  CHECK(parsed<Scalars>(R"({"whole":18446744073709551615})").whole == UINT64_MAX);
  CHECK(parsed<Scalars>(R"({"large":-9223372036854775808,"half":1e3})").large == INT64_MIN);
  CHECK(parsed<Scalars>(R"({"half":1e3})").half == 1000);
  for (const char* text :
       {R"({"whole":18446744073709551616})", R"({"whole":-1})", R"({"half":1.5})",
        R"({"whole":"1x"})", R"({"whole":""})", R"({"whole":" 1"})", R"({"tiny":128})",
        R"({"tiny":true})", R"({"large":9223372036854775808})", R"({"large":1e19})"}) {
    CHECK(refusal<Scalars>(text).find("expected an integer from") != std::string::npos);
  }
}

TEST_CASE("numbers that JSON does not have are strings") {
  types::Scalars scalars;
  scalars.single = std::numeric_limits<float>::infinity();
  scalars.exact = std::numeric_limits<double>::quiet_NaN();
  const std::string text = idl::to_json(scalars);
  CHECK(text.find(R"("single":"Infinity","exact":"NaN")") != std::string::npos);
  CHECK(parsed<types::Scalars>(text).single == scalars.single);
  CHECK(refusal<types::Scalars>(R"({"single":1e39})") == "$.single: the number exceeds an f32");
  CHECK(refusal<types::Scalars>(R"({"exact":"1.5"})").starts_with("$.exact: expected a number"));
}

TEST_CASE("times, uuids and bytes are strings of one form each") {
  using types::Scalars;
  CHECK(refusal<Scalars>(R"({"at":"2026-02-30T00:00:00Z"})").starts_with("$.at: expected a time"));
  CHECK(refusal<Scalars>(R"({"lasting":5})").starts_with("$.lasting: expected a duration"));
  CHECK(refusal<Scalars>(R"({"id":"x"})") == R"($.id: expected a uuid, found "x")");
  CHECK(refusal<Scalars>(R"({"blob":"A"})") == R"($.blob: expected base64, found "A")");
  CHECK(refusal<Scalars>(R"({"blob":"AB"})").starts_with("$.blob: expected base64"));
  CHECK(parsed<Scalars>(R"({"blob":"-_8"})").blob.size() == 2);
}

TEST_CASE("maps with text for keys are objects, others arrays of pairs") {
  const auto value = idl::test::Random(1).make<types::SetsAndMaps>();
  CHECK(parsed<types::SetsAndMaps>(idl::to_json(value)) == value);
  CHECK(refusal<Order>(R"({"tags":["a","a"]})") == "$.tags[1]: the element stands twice");
  CHECK(refusal<Order>(R"({"digest":[1]})") == "$.digest: expected an array of 16, found an array");
}

TEST_CASE_TEMPLATE("values survive their JSON", T, types::Scalars, types::Lists, types::SetsAndMaps,
                   types::Optionals, types::Arrays, types::Outer, cycles::Tree, cycles::Company,
                   cycles::Sum, Order, values::Item, values::Long) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const T value = idl::test::Random(seed).make<T>();
    CAPTURE(seed);
    CHECK(parsed<T>(idl::to_json(value)) == value);
  }
}

TEST_CASE("types of other schemas are read through their own files") {
  CHECK(idl::to_json(parsed<market::v1::Cart>("{}")).starts_with("{"));
}

TEST_CASE("unknown members are refused by name, or ignored on request") {
  const std::string text = R"({"id":1,"lines":[{},{"skuu":"x","sku":"a"}]})";
  CHECK(refusal<Order>(text) == "$.lines[1].skuu: there is no such member");
  const auto order = parsed<Order>(text, {.unknown_members = idl::UnknownMembers::Ignore});
  CHECK(order.lines.at(1).sku == "a");
  CHECK(refusal<Order>("{\"\u202e\":1}") == "$.\\u{202e}: there is no such member");
  CHECK(refusal<Order>('{' + ('"' + std::string(500, 'x')) + R"(":1})").size() < 100);
}

TEST_CASE("no error shows anything of a sensitive member, or inside of one") {
  for (const char* text : {
           R"({"pin":"4111x"})",
           R"({"pin":"-4111"})",
           R"({"codes":"4111"})",
           R"({"codes":{"4111":"x"}})",
           R"({"codes":{"4111":1,"4111":2}})",
           R"({"numbers":[[4111,1],[4111,2]]})",
           R"({"numbers":[["x4111",1]]})",
           R"({"numbers":{"4111":1}})",
           R"({"boxes":{"4111":{"sku":1}}})",
           R"({"boxes":{"a":{"sku":"a","4111":1}}})",
           R"({"boxes":{"4111":{"sku":"a","sku":"b"}}})",
           R"({"latch":"4111"})",
           R"({"latch":{"4111":1}})",
           R"({"latch":{"9":"4111x"}})",
           R"({"latch":{"4111":1,"4112":1}})",
           R"({"status":"4111x"})",
           R"({"status":"x4111"})",
           R"({"right":["4111"]})",
           R"({"right":["x4111"]})",
           R"({"seals":["4111x"]})",
           R"({"spare":{"pin":"x4111"}})",
           R"({"spare":{"codes":{"4111":[]}}})",
           R"({"spare":{"lost":"4111"}})",
           R"({"spare":{"lost":{"4111":1}}})",
           R"({"spare":"4111"})",
       }) {
    CHECK(refusal<noted::Vault>(text).find("411") == std::string::npos);
    CHECK(refusal<noted::Vault>(text).starts_with("$."));
  }
}

TEST_CASE("errors of sensitive members say where and what all the same") {
  CHECK(refusal<noted::Vault>(R"({"pin":"4111x"})") ==
        "$.pin: expected an integer from 0 to 4294967295, found a string");
  CHECK(refusal<noted::Vault>(R"({"codes":{"4111":"x"}})") ==
        "$.codes[…]: expected an integer from 0 to 4294967295, found a string");
  CHECK(refusal<noted::Vault>(R"({"boxes":{"4111":{"quantity":[]}}})") ==
        "$.boxes[…].quantity: expected an integer from 0 to 4294967295, found an array");
  CHECK(refusal<noted::Vault>(R"({"latch":{"pin":null}})") ==
        "$.latch.pin: expected an integer from 0 to 4294967295, found null");
  CHECK(refusal<noted::Vault>(R"({"latch":{"x4111":1}})") ==
        "$.latch[…]: the union has no such case");
}

TEST_CASE("what a newer peer may call sensitive is in no error either") {
  const idl::JsonOptions ignore{.unknown_members = idl::UnknownMembers::Ignore};
  CHECK(refusal<noted::Vault>(R"({"newer":{"4111":1,"4111":2}})", ignore) ==
        "$.newer[…]: the member stands twice");
  CHECK(refusal<noted::Vault>(R"({"spare":{"newer":{"4111":1,"4111":2}}})", ignore) ==
        "$.spare.newer[…]: the member stands twice");
}

TEST_CASE("text that is no JSON is not shown, since it may be a secret") {
  for (const char* text : {R"({"pin":"4111)", "{\"pin\":\"4111\n\"}", R"({"pin":4111e999})",
                           R"({"pin":4111.})", R"({"pin":4111x})", R"({"pin" "4111"})"}) {
    CHECK(refusal<noted::Vault>(text).starts_with("malformed JSON at byte "));
    CHECK(refusal<noted::Vault>(text).find("4111") == std::string::npos);
  }
  CHECK(refusal<noted::Vault>(R"({"pin":4111e999})") ==
        "malformed JSON at byte 15: number overflow");
}

TEST_CASE("text that is no JSON is refused with its place") {
  CHECK(refusal<Order>("").starts_with("malformed JSON at byte 1: "));
  for (const char* text : {"{", "[1,]", "{\"id\":01}", "{} {}", "nul", "{'id':1}", "\"\xff\"",
                           R"(["\ud800"])", "[1e999]", "{\"id\":1,}", "// {}\n{}"}) {
    CHECK(refusal<Order>(text).starts_with("malformed JSON at byte "));
  }
  CHECK(refusal<Order>(R"({"id":1,"id":2})") == "$.id: the member stands twice");
  CHECK(refusal<Order>("[]") == "$: expected an object, found an array");
}

TEST_CASE("depth, size and memory are bounded") {
  const std::string deep(100'000, '[');
  CHECK(refusal<Order>(deep) == "JSON nested deeper than 200 levels");
  CHECK(refusal<Order>("{}   ", {.max_bytes = 4}) == "JSON of 5 bytes exceeds the limit of 4");
  std::string wide = R"({"lines":[{})";
  for (int i = 0; i < 100'000; ++i) wide += ",{}";
  wide += "]}";
  CHECK(refusal<Order>(wide, {.max_memory = 1 << 20}).find("needs more memory") !=
        std::string::npos);
  CHECK(parsed<Order>(wide).lines.size() == 100'001);
}

TEST_CASE("whatever strings hold, what is written is JSON") {
  CHECK(idl::to_json(Payment::iban("a\xff\x01\u2028")) ==
        "{\"iban\":\"a\xEF\xBF\xBD\\u0001\u2028\"}");
  shop::v1::Category deep;
  for (int i = 0; i < 300; ++i) {
    shop::v1::Category outer;
    outer.children.push_back(std::move(deep));
    deep = std::move(outer);
  }
  const std::string text = idl::to_json(deep);
  CHECK(text.find("null") != std::string::npos);
}

}  // namespace
}  // namespace golden
