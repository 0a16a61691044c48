// A generated fake in the test of a program that calls the service: what docs/LANGUAGE.md shows,
// and the corners.
#include <doctest/doctest.h>
#include <unistd.h>

#include <array>

#include "inheritance.fake.h"
#include "orders.fake.h"
#include "services.fake.h"
#include "visits.fake.h"

namespace {

using namespace std::chrono_literals;
using golden::services::Descriptors;
using golden::services::Streams;
using shop::v1::NotFound;
using shop::v1::Order;
using shop::v1::OrderService;

// What is under test in the example: it cancels an order that nobody has paid.
bool cancel_unpaid(const OrderService::Client& orders, std::uint64_t id) {
  const auto order = orders.get(id);
  if (!order || order->status != shop::v1::OrderStatus::pending) return false;
  return static_cast<bool>(orders.cancel(id, "not paid"));
}

TEST_CASE("an unpaid order is cancelled") {
  OrderService::Fake shop;
  shop.on_get.returns(Order{.id = 7});
  shop.on_cancel.returns({});

  CHECK(cancel_unpaid(shop.client(), 7));

  REQUIRE(shop.on_cancel.call_count() == 1);
  CHECK(shop.on_cancel.calls().front() == OrderService::Fake::CancelCall{7, "not paid"});
}

TEST_CASE("an order that there is not is not cancelled") {
  OrderService::Fake shop;
  shop.on_get.returns(NotFound{.id = 7});

  CHECK_FALSE(cancel_unpaid(shop.client(), 7));
  CHECK(shop.on_cancel.call_count() == 0);
}

TEST_CASE("a method without an answer says so") {
  OrderService::Fake shop;
  const auto order = shop.client().get(1);
  REQUIRE_FALSE(order);
  CHECK(order.error().code == idl::Code::Unimplemented);
  CHECK(order.error().message == "the fake was given no answer for shop.v1.OrderService.get");
}

TEST_CASE("answers in the queue go first") {
  OrderService::Fake shop;
  const auto orders = shop.client();
  shop.on_get.does([](const auto& call) -> OrderService::GetResult {
    return Order{.id = call.id, .class_ = "computed"};
  });
  shop.on_get.returns_once(NotFound{.id = 1});
  shop.on_get.returns_once(idl::Error{.code = idl::Code::Unavailable, .message = "try again"});
  CHECK(orders.get(1).error_as<NotFound>() != nullptr);
  CHECK(orders.get(2).error().message == "try again");
  CHECK(orders.get(3).value().class_ == "computed");
  CHECK(shop.on_get.calls().back().id == 3);
  shop.on_get.forget_calls();
  CHECK(shop.on_get.calls().empty());
}

TEST_CASE("started calls, several results and one-way calls work as with any server") {
  OrderService::Fake shop;
  shop.on_stats.returns(OrderService::StatsValues{.open = 2, .closed = 3});
  CHECK(shop.client().async().stats().wait().value().closed == 3);

  REQUIRE(shop.client().log("hello"));
  REQUIRE(shop.on_log.wait_for_calls(1));
  CHECK(shop.on_log.calls().front().line == "hello");
  CHECK_FALSE(shop.on_log.wait_for_calls(2, 1ms));
}

TEST_CASE("what a caller streams is remembered, and a fake's own stream is given") {
  Streams::Fake news;
  news.on_upload.returns(2U);
  news.on_watch.sends({{.text = "packed"}, {.text = "sent"}});

  auto upload = news.client().upload();
  CHECK(upload.write({.text = "one"}));
  CHECK(upload.write({.text = "two"}));
  CHECK(upload.finish().value() == 2);
  REQUIRE(news.on_upload.call_count() == 1);
  CHECK(news.on_upload.calls().front().requests.at(1).text == "two");

  auto watch = news.client().watch(idl::Timestamp(5s));
  CHECK(watch.next()->text == "packed");
  CHECK(watch.next()->text == "sent");
  CHECK(!watch.next());
  CHECK(watch.finish());
  CHECK(news.on_watch.calls().front() == Streams::Fake::WatchCall{idl::Timestamp(5s)});
}

TEST_CASE("a fake's stream may end with a failure, and answers in the queue go first") {
  Streams::Fake news;
  news.on_quote.sends_once({golden::services::Ticket("t")},
                           golden::services::Refused{.why = "sold out"});
  news.on_quote.returns(idl::fail("closed"));
  auto quote = news.client().quote(golden::services::Mode::fast);
  CHECK(quote.write({.x = 1, .y = 2}));
  quote.done_writing();
  CHECK(quote.next() == golden::services::Ticket("t"));
  CHECK(quote.finish().error_as<golden::services::Refused>()->why == "sold out");
  CHECK(news.on_quote.calls().front().small.size() == 1);
  CHECK(news.client().quote(golden::services::Mode::fast).finish().error().message == "closed");
}

TEST_CASE("a function of a fake takes the streams of a handler") {
  Streams::Fake news;
  news.on_names.does([](const Streams::Fake::NamesCall& call, idl::Reader<std::uint8_t> numbers,
                        idl::Writer<std::uint8_t> writer) -> Streams::NamesResult {
    for (const std::uint8_t number : numbers) {
      if (!writer.write(static_cast<std::uint8_t>(number + call.reader))) break;
    }
    return {};
  });
  auto names = news.client().names(10);
  CHECK(names.write(1));
  CHECK(names.next() == std::uint8_t{11});
  CHECK(names.write(2));
  CHECK(names.next() == std::uint8_t{12});
  CHECK(names.finish());
  CHECK(news.on_names.calls().front().reader == 10);
}

TEST_CASE("a method with streams and without an answer says so") {
  Streams::Fake news;
  auto watch = news.client().watch({});
  CHECK(!watch.next());
  CHECK(watch.finish().error().message ==
        "the fake was given no answer for golden.services.Streams.watch");
}

TEST_CASE("calls of a fake hold descriptors, and answers give them") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const idl::Fd reader(ends[0]);
  idl::Fd writer(ends[1]);
  Descriptors::Fake desk;
  const auto client = desk.client();

  CHECK(client.keep(writer));
  REQUIRE(desk.on_keep.wait_for_calls(1));
  writer.reset();
  const auto kept = desk.on_keep.calls().front().file;
  CHECK(::write(kept->get(), "kept", 4) == 4);

  desk.on_copy.does([](const Descriptors::Fake::CopyCall& call) -> Descriptors::CopyResult {
    auto log = call.from->duplicate();
    if (!log) return log.error();
    return Descriptors::CopyValues{.bytes = call.limit, .rest = {}, .log = std::move(*log)};
  });
  CHECK(client.copy(reader, std::nullopt, 7)->bytes == 7);
  CHECK(desk.on_copy.calls().front().to == nullptr);

  desk.on_tail.returns(idl::fail("no more"));
  desk.on_tail.returns_once(reader.duplicate().value());
  std::array<char, 4> text{};
  CHECK(::read(client.tail("log")->get(), text.data(), text.size()) == 4);
  CHECK(client.tail("log").error().message == "no more");
}

TEST_CASE("fakes are given services, alone and among several results") {
  golden::visits::Room::Fake room;
  room.on_next.returns(golden::visits::Room::NextValues{
      .steps = 1,
      .room = golden::visits::Room::Client(std::make_shared<golden::visits::Room::Fake>()),
      .suite = std::nullopt});
  const auto next = room.client().next();
  REQUIRE(next);
  CHECK(next->room->next().error().code == idl::Code::Unimplemented);
}

TEST_CASE("a fake has the methods of bases too") {
  golden::inheritance::Shop::Fake shop;
  shop.on_count.returns(3U);
  const auto client = shop.client();
  CHECK(client.count({.name = "nail"}).value() == 3);
  CHECK(shop.on_count.calls().front().item.name == "nail");
}

}  // namespace
