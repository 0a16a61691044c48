// What annotations become, used as any user would: constraints hold in validate and in calls over
// the in-memory transport, deprecated things can still be used, names are the author's, unknown
// fields survive, and no log shows what is sensitive.
#include <doctest/doctest.h>

#include <atomic>
#include <string>

#include <idl/encode.h>
#include <idl/server.h>
#include <idl/stream_marshal.h>
#include <idl/validate.h>

#include "annotations.rpc.h"
#include "annotations.view.h"

#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace {

using namespace std::chrono_literals;
namespace noted = golden::noted;

noted::Order valid_order() {
  return {.order_id = 7,
          .items = {{.quantity = 2}},
          .payment = noted::Payment::iban("DE000"),
          .note = "x",
          .stock = {{noted::Sku("a"), noted::Item{}}}};
}

std::string flaw(const noted::Order& order) {
  const auto kept = idl::validate(order);
  return kept ? "" : kept.error().message;
}

template <class Change>
std::string flaw_after(const Change& change) {
  noted::Order order = valid_order();
  change(order);
  return flaw(order);
}

TEST_CASE("a valid value is valid, and types without constraints always are") {
  CHECK(flaw(valid_order()).empty());
  CHECK(idl::validate(noted::Unchecked{}));
  static_assert(idl::Constrained<noted::Order>);
  static_assert(idl::Constrained<noted::Desk::StatsValues>);
  static_assert(!idl::Constrained<noted::Unchecked>);
  static_assert(!idl::Constrained<noted::OldThing>);
}

TEST_CASE("each constraint is found where it is broken") {
  const auto after = [](auto change) { return flaw_after(change); };
  CHECK(after([](auto& o) { o.items[0].quantity = 0; }) ==
        "items[0].quantity: 0 is not in 1..1000");
  CHECK(after([](auto& o) { o.items.resize(4); }) == "items: a length of 4 elements is not in ..3");
  CHECK(after([](auto& o) { o.items[0].sku = noted::Sku(); }) ==
        "items[0].sku: a length of 0 bytes is not in 1..8");
  CHECK(after([](auto& o) { o.items[0].discount = noted::Percent(60); }) ==
        "items[0].discount: 60 is not in ..50");
  CHECK(after([](auto& o) { o.items[0].discount = noted::Percent(-1); }) ==
        "items[0].discount: -1 is not in 0..100");
  CHECK(after([](auto& o) { o.items[0].wait = 3h; }) == "items[0].wait: 3h is not in 0s..2h");
  CHECK(after([](auto& o) { o.items[0].since = idl::Timestamp(-1s); }) ==
        "items[0].since: 1969-12-31T23:59:59Z is not in 1970-01-01T00:00:00Z..");
  CHECK(after([](auto& o) { o.payment = {}; }) == "payment: it is required, and not set");
  CHECK(after([](auto& o) { o.note.reset(); }) == "note: it is required, and not set");
  CHECK(after([](auto& o) { o.payment = noted::Payment::coupon(0); }) ==
        "payment.voucher: 0 is not in 1..");
  CHECK(after([](auto& o) { o.payment = noted::Payment::goods({.quantity = 0}); }) ==
        "payment.goods.quantity: 0 is not in 1..1000");
  CHECK(after([](auto& o) { o.stock.begin()->second.quantity = 0; }) ==
        "stock[\"a\"].quantity: 0 is not in 1..1000");
  CHECK(after([](auto& o) { o.basket.value() = {{.quantity = 0}}; }) ==
        "basket[0].quantity: 0 is not in 1..1000");
  CHECK(after([](auto& o) { o.pair[1] = noted::Item{.quantity = 0}; }) ==
        "pair[1].quantity: 0 is not in 1..1000");
  CHECK(after([](auto& o) { o.place.share = noted::Percent(101); }) ==
        "place.share: 101 is not in 0..100");
  CHECK(after([](auto& o) { o.parts = {{}}; }) == "parts[0].payment: it is required, and not set");
}

TEST_CASE("no error and no log shows what is sensitive") {
  CHECK(flaw_after([](auto& o) { o.payment = noted::Payment::iban("4711"); }) ==
        "payment.iban: the length is not in 5..34");
  CHECK(flaw_after([](auto& o) { o.items[0].floor = -77; }) ==
        "items[0].floor: the value is not in -3..");
  noted::Order order = valid_order();
  order.secret = {std::byte{0xAB}};
  order.payment = noted::Payment::iban("DE4711");
  const std::string text = to_text(order);
  CHECK(text.find("4711") == std::string::npos);
  CHECK(text.find("ab") == std::string::npos);
  CHECK(text.find("secret: ") != std::string::npos);
}

TEST_CASE("what cannot be encoded or decoded is not shown either") {
  using Secret = noted::MeasurementsOfAPatientObserver;
  idl::Bytes bytes = idl::encode(Secret{.what_the_observer_remembers = "4711-4711"}).value();
  bytes.back() = std::byte{0xFF};
  const auto decoded = idl::decode<Secret>(bytes);
  REQUIRE(!decoded);
  CHECK(to_text(decoded.error()).find("4711") == std::string::npos);
  const auto view = idl::view<Secret>(bytes);
  REQUIRE(!view);
  CHECK(to_text(view.error()).find("4711") == std::string::npos);
  const auto encoded = idl::encode(Secret{.what_the_observer_remembers = "4711\xFF"});
  REQUIRE(!encoded);
  CHECK(to_text(encoded.error()).find("4711") == std::string::npos);
}

TEST_CASE("unknown fields survive a struct that keeps them") {
  // An Item of a version with one more field, a u8 of 5.
  idl::Bytes bytes = idl::encode(noted::Item{}).value();
  bytes[0] = std::byte{static_cast<unsigned char>(std::to_integer<unsigned>(bytes[0]) + 1)};
  const auto block_end = static_cast<long>(4 + std::to_integer<unsigned>(bytes[0]) - 1);
  bytes.insert(bytes.begin() + block_end, std::byte{5});
  const auto item = idl::decode<noted::Item>(bytes);
  REQUIRE(item);
  CHECK(item->unknown_fields_.slots().size() == 1);
  CHECK(*item != noted::Item{});
  CHECK(idl::encode(*item).value() == bytes);
}

class Desk final : public noted::Desk::Server {
 public:
  noted::Desk::OrderResult order(idl::Context& context, noted::Order order, std::uint32_t,
                                 std::optional<std::string>) override {
    ++runs;
    remaining = context.remaining();
    if (order.order_id == 1) return noted::Refused{.why = 10};
    if (order.order_id == 2) order.items.resize(4);
    return order;
  }
  noted::Desk::StatsResult stats(idl::Context&, std::string) override {
    return noted::Desk::StatsValues{.open = 10};
  }
  void log(idl::Context&, std::string) override { ++runs; }
  noted::Desk::WeighResult weigh(idl::Context&, std::uint64_t scale,
                                 idl::Reader<std::uint32_t> grams) override {
    std::uint64_t sum = 0;
    while (const auto one = grams.next()) sum += *one;
    return sum * scale;
  }
  noted::Desk::CollectResult collect(idl::Context&, idl::Reader<noted::Item> items,
                                     idl::Writer<noted::Item>) override {
    while (items.next()) ++runs;
    return {};
  }

  std::atomic<int> runs = 0;
  idl::Duration remaining{};
};

struct Served {
  Desk desk;
  idl::Server server;
  idl::Channel channel;

  Served() : channel(connect()) {}

  idl::Channel connect() {
    REQUIRE(server.add(desk));
    REQUIRE(server.listen("memory:annotations"));
    return idl::Channel::connect("memory:annotations").value();
  }
};

TEST_CASE("a client refuses before it sends, a server before its handler runs") {
  Served served;
  const noted::Desk::Client client(served.channel);
  noted::Order order = valid_order();
  CHECK(client.order(order).value() == order);
  CHECK(served.desk.remaining <= 2500ms);
  CHECK(served.desk.runs == 1);

  order.items[0].quantity = 0;
  const auto refused = client.order(order);
  REQUIRE(!refused);
  CHECK(refused.error().code == idl::Code::InvalidArgument);
  CHECK(refused.error().executed == idl::Executed::No);
  CHECK(refused.error().origin == idl::Origin::Local);
  CHECK(refused.error().message == "order.items[0].quantity: 0 is not in 1..1000");
  CHECK(client.order(valid_order(), 6).error().message == "copies: 6 is not in 1..5");
  CHECK(client.async().order(valid_order(), 1, "four").wait().error().message ==
        "note: a length of 4 bytes is not in ..3");
  CHECK(client.log(std::string(21, 'x')).error().message == "line: the length is not in ..20");
  CHECK(served.desk.runs == 1);
}

TEST_CASE("each element of a stream keeps to the stream's own constraints") {
  Served served;
  const noted::Desk::Client client(served.channel);
  auto weighing = client.weigh(2);
  CHECK(weighing.write(7));
  CHECK(weighing.write(1000));
  CHECK(*weighing.finish() == 2014);

  auto refused = client.weigh(2);
  CHECK(!refused.write(1001));
  CHECK(refused.finish().error().message ==
        "an element of the caller's stream: grams: 1001 is not in 1..1000");
  CHECK(client.weigh(0).finish().error().message == "scale: 0 is not in 1..");

  auto sensitive = client.collect();
  CHECK(!sensitive.write({.quantity = 1001}));
  CHECK(sensitive.finish().error().message ==
        "an element of the caller's stream: items.quantity: the value is not in 1..1000");
  CHECK(served.desk.runs == 0);
}

// A client that checks nothing, as a hostile one does not.
TEST_CASE("a server does not hand an element to its handler that breaks a constraint") {
  Served served;
  const idl::Stub stub(served.channel);
  using Call = noted::Desk::WeighCall;
  constexpr idl::Method kWeigh{0xC4BC223AF9F78F99, "golden.annotations.Desk.weigh"};
  auto call = stub.stream<Call>(kWeigh, std::uint64_t{1});
  CHECK(call.write(5));
  (void)call.write(0);
  const auto result = call.finish();
  REQUIRE(!result);
  CHECK(result.error().code == idl::Code::InvalidArgument);
  CHECK(result.error().message.find("grams: 0 is not in 1..1000") != std::string::npos);
}

TEST_CASE("a result or error that breaks a constraint never leaves the server") {
  Served served;
  const noted::Desk::Client client(served.channel);
  for (const std::uint64_t id : {1U, 2U}) {
    noted::Order order = valid_order();
    order.order_id = id;
    const auto result = client.order(order);
    REQUIRE(!result);
    CHECK(result.error_as<noted::Refused>() == nullptr);
    CHECK(result.error().code == idl::Code::InvalidArgument);
    CHECK(result.error().executed == idl::Executed::Maybe);
    CHECK(result.error().origin == idl::Origin::Application);
    CHECK(result.error().message.starts_with("the result breaks a constraint: "));
  }
  CHECK(client.stats("").error().message ==
        "the result breaks a constraint: open: 10 is not in ..9");
}

}  // namespace
