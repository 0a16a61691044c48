// Handlers and callers that are coroutines: a thousand slow calls at once, a handler that makes
// calls of its own, streams, a call that is given up, and a callback. All in one process.
#include <iostream>
#include <stop_token>
#include <string>
#include <vector>

#include <idl/run_task.h>
#include <idl/server.h>

#include "weather.rpc.h"

namespace {

using namespace std::chrono_literals;
using weather::Forecast;
using weather::Planner;
using weather::UnknownCity;
using weather::Weather;

/// A service that is slow, and holds no thread while it is.
class Station final : public Weather::AsyncServer {
  idl::Task<Weather::ForecastResult> forecast(idl::Context& context, std::string city) override {
    if (city.empty()) co_return UnknownCity{.city = city};
    co_await idl::sleep_for(20ms);
    if (context.cancelled()) co_return idl::fail("nobody waits any more");
    co_return Forecast{.city = city, .degrees = 10.0 + static_cast<double>(city.size())};
  }

  idl::Task<Weather::ForecastsResult> forecasts(idl::Context&, idl::AsyncReader<std::string> cities,
                                                idl::AsyncWriter<Forecast> writer) override {
    while (auto city = co_await cities.next()) {
      if (city->empty()) co_return UnknownCity{.city = *city};
      // Values that outlive the wait have names: g++ 12 destroys those without one twice.
      const Forecast forecast{.city = *city, .degrees = 10.0 + static_cast<double>(city->size())};
      const bool accepted = co_await writer.write(forecast);
      if (!accepted) break;
    }
    co_return {};
  }
};

/// A service whose handler makes calls of its own, all at once. They inherit its deadline.
class Office final : public Planner::AsyncServer {
 public:
  explicit Office(idl::Channel station) : station_(std::move(station)) {}

 private:
  idl::Task<Planner::WarmestResult> warmest(idl::Context&,
                                            std::vector<std::string> cities) override {
    std::vector<idl::Pending<Weather::ForecastResult>> pending;
    for (const std::string& city : cities) pending.push_back(station_.async().forecast(city));
    Forecast warmest{.city = "nowhere", .degrees = -273.15};
    for (auto& call : pending) {
      const auto forecast = co_await call;
      if (const auto* unknown = forecast.error_as<UnknownCity>()) co_return *unknown;
      if (!forecast) co_return forecast.error();
      if (forecast->degrees > warmest.degrees) warmest = *forecast;
    }
    co_return warmest;
  }

  Weather::Client station_;
};

idl::Task<int> ask(Weather::Client station, std::string city) {
  const auto forecast = co_await station.async().forecast(city);
  co_return forecast ? 1 : 0;
}

idl::Task<int> ask_a_thousand_times(Weather::Client station) {
  std::vector<idl::Pending<Weather::ForecastResult>> pending;
  for (int i = 0; i < 1'000; ++i) pending.push_back(station.async().forecast(std::to_string(i)));
  int answered = 0;
  for (auto& call : pending) {
    const auto forecast = co_await call;
    if (forecast) ++answered;
  }
  co_return answered;
}

idl::Task<int> ask_in_a_stream(Weather::Client station) {
  auto forecasts = station.async().forecasts();
  int count = 0;
  for (const std::string city : {"Oslo", "Rome", "Tripoli"}) {
    const bool accepted = co_await forecasts.write(city);
    if (!accepted) break;
    const auto forecast = co_await forecasts.next();
    if (forecast) {
      std::cout << "  " << forecast->city << ": " << forecast->degrees << " degrees\n";
      ++count;
    }
  }
  const auto end = co_await forecasts.finish();
  co_return end ? count : 0;
}

/// Asks, but not for longer than the token allows.
idl::Task<bool> ask_until(Weather::Client station, std::stop_token token) {
  auto pending = station.async().forecast("Atlantis");
  const std::stop_callback gives_up(token, [&pending] { pending.cancel(); });
  const auto forecast = co_await pending;
  co_return !forecast && forecast.error().code == idl::Code::Cancelled;
}

/// For programs without coroutines: a function that is called with the result.
void ask_and_go_on(const Weather::Client& station, std::stop_source done) {
  station.async().forecast("Lima").then([done](Weather::ForecastResult forecast) mutable {
    if (forecast) std::cout << "  " << forecast->city << " has answered, too\n";
    done.request_stop();
  });
}

}  // namespace

int main() {
  Station station;
  idl::Server weather_server({.max_calls_per_connection = 1'000});
  weather_server.add(station).value();
  const auto address = weather_server.listen("memory:weather").value();
  const auto channel = idl::Channel::connect(address, {.max_calls = 1'000}).value();
  const Weather::Client client(channel);

  Office office(channel);
  idl::Server planner_server;
  planner_server.add(office).value();
  const auto planner_address = planner_server.listen("memory:planner").value();
  const Planner::Client planner(idl::Channel::connect(planner_address).value());

  std::cout << "one call: " << idl::sync_wait(ask(client, "Oslo")) << " answer\n";
  std::cout << "a thousand at once: " << idl::sync_wait(ask_a_thousand_times(client))
            << " answers\n";
  std::cout << "a handler that calls: " << planner.warmest({"Oslo", "Timbuktu", "Rome"})->city
            << " is the warmest\n";
  std::cout << "a stream:\n";
  const int answers = idl::sync_wait(ask_in_a_stream(client));
  std::cout << "  " << answers << " answers\n";
  std::stop_source soon;
  soon.request_stop();
  const bool gave_up = idl::sync_wait(ask_until(client, soon.get_token()));
  std::cout << "a call that was given up: " << (gave_up ? "cancelled" : "not cancelled") << '\n';
  std::cout << "a callback:\n";
  std::stop_source done;
  ask_and_go_on(client, done);
  while (!done.stop_requested()) idl::sync_wait(ask(client, "Oslo"));
}
