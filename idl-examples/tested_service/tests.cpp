// Tests of both sides of a service, with doctest: a fake where the service is somebody else's, the
// service itself in this process, with random values too, a bad network between the two, and a
// clock that is moved by hand.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include <idl/server.h>
#include <idl/test/clock.h>
#include <idl/test/faulty_network.h>

#include "price_list.h"
#include "rates.fake.h"
#include "rates.h"
#include "rates.random.h"

using namespace std::chrono_literals;

// The caller, against a fake: what it makes of every answer.

TEST_CASE("a price is the rate times the units") {
  bank::Rates::Fake bank;
  bank.on_rate.returns(93);
  PriceList prices(bank.client());
  CHECK(prices.in_euros("USD", 10) == 930);
  CHECK(bank.on_rate.calls().front().currency == "USD");
}

TEST_CASE("without an answer the last known rate counts") {
  bank::Rates::Fake bank;
  bank.on_rate.returns_once(93);
  bank.on_rate.returns(idl::fail("the bank is closed"));
  PriceList prices(bank.client());
  CHECK(prices.in_euros("USD", 10) == 930);
  CHECK(prices.in_euros("USD", 1) == 93);
  CHECK_FALSE(prices.in_euros("CHF", 1));
}

TEST_CASE("a currency that is no more has no price") {
  bank::Rates::Fake bank;
  bank.on_rate.returns_once(93);
  bank.on_rate.returns(bank::UnknownCurrency{.currency = "USD"});
  PriceList prices(bank.client());
  CHECK(prices.in_euros("USD", 1) == 93);
  CHECK_FALSE(prices.in_euros("USD", 1));
}

// The service itself, served in the memory of this process.

struct Bank {
  Bank() {
    server.add(service).value();
    address = server.listen("memory:bank").value();
  }

  [[nodiscard]] bank::Rates::Client client() const {
    return bank::Rates::Client(idl::Channel::connect(address).value());
  }

  Rates service;
  idl::Server server;
  idl::Address address;
};

TEST_CASE("a rate is the one that was announced last") {
  const Bank bank;
  const auto client = bank.client();
  CHECK(client.rate("USD").error_as<bank::UnknownCurrency>()->currency == "USD");
  CHECK(client.announce("USD", 93));
  CHECK(client.announce("USD", 94));
  CHECK(client.rate("USD").value() == 94);
}

TEST_CASE("of many quotes at once the last one of each currency counts") {
  const Bank bank;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    idl::test::Random random(seed);
    const auto quotes = random.make<std::vector<bank::Quote>>();
    REQUIRE(bank.client().announce_all(quotes));

    std::map<std::string, std::uint32_t> last;
    for (const bank::Quote& quote : quotes) last[quote.currency] = quote.cents;
    for (const auto& [currency, cents] : last) CHECK(bank.client().rate(currency).value() == cents);
  }
}

// Both, with a network in between that does what networks do.

TEST_CASE("a connection that breaks in an answer leaves the last known rate") {
  const Bank bank;
  CHECK(bank.client().announce("USD", 93));
  auto network = idl::test::FaultyNetwork::create(bank.address).value();
  const idl::ChannelOptions at_once{.backoff = {.spread = 0s}};  // connects again without a pause
  PriceList prices(bank::Rates::Client(idl::Channel::connect(network.address(), at_once).value()));
  CHECK(prices.in_euros("USD", 1) == 93);

  network.use({.to_client = {.cut_at = 80}});  // in the answer, behind 68 bytes of hello
  network.cut();
  CHECK(bank.client().announce("USD", 94));
  CHECK(prices.in_euros("USD", 1) == 93);

  network.use({});
  CHECK(prices.in_euros("USD", 1) == 94);
}

TEST_CASE("a bank that does not answer is given up after two seconds, which take no time here") {
  idl::test::TestClock clock;
  const Bank bank;
  auto network = idl::test::FaultyNetwork::create(bank.address, {.to_client = {.clog_at = 68}});
  const bank::Rates::Client rates(idl::Channel::connect(network.value().address()).value());
  auto answer = rates.async().rate("USD");
  clock.advance(1s);
  CHECK_FALSE(answer.ready());
  clock.advance(1s);
  CHECK(answer.wait().error().code == idl::Code::DeadlineExceeded);
}
