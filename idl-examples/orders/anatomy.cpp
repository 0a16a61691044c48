// The anatomy of one call: each step on the way from the client's stub to the result, with its time
// and its bytes. Server and client share this process, so that one clock and one tracer see both;
// the bytes go through a TCP socket all the same.
#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <exception>
#include <iostream>
#include <mutex>
#include <vector>

#include <idl/server.h>

#include "shop.h"

namespace {

/// A call has this many steps, the last of which may be heard of after the call has returned.
constexpr std::size_t kSteps = 12;

/// Keeps the steps of the latest call.
class Recorder final : public idl::Tracer {
 public:
  void on_step(const idl::TraceEvent& event) noexcept override {
    const std::lock_guard lock(mutex_);
    if (event.call > latest_) count_ = 0;
    latest_ = std::max(latest_, event.call);
    if (event.call == latest_ && count_ < kSteps) events_[count_++] = event;
    if (count_ == kSteps) complete_.notify_all();
  }

  /// The steps of the latest call in the order of their times; fewer than kSteps if some did not
  /// come.
  std::vector<idl::TraceEvent> steps() {
    std::unique_lock lock(mutex_);
    complete_.wait_for(lock, std::chrono::seconds(5), [this] { return count_ == kSteps; });
    std::vector<idl::TraceEvent> events(events_.data(), events_.data() + count_);
    std::ranges::stable_sort(
        events, {}, [](const idl::TraceEvent& event) { return std::pair(event.at, event.step); });
    return events;
  }

 private:
  std::mutex mutex_;
  std::condition_variable complete_;
  std::uint64_t latest_ = 0;
  std::array<idl::TraceEvent, kSteps> events_{};
  std::size_t count_ = 0;
};

const char* describe(idl::Step step) {
  switch (step) {
    case idl::Step::ClientStubCalled:
      return "client: the stub is called";
    case idl::Step::ParametersMarshalled:
      return "client: parameters marshalled";
    case idl::Step::RequestSent:
      return "client: request sent";
    case idl::Step::RequestReceived:
      return "    server: request received";
    case idl::Step::Dispatched:
      return "    server: dispatched";
    case idl::Step::ParametersUnmarshalled:
      return "    server: parameters unmarshalled";
    case idl::Step::ProcedureRun:
      return "    server: procedure run";
    case idl::Step::ResultMarshalled:
      return "    server: result marshalled";
    case idl::Step::ReplySent:
      return "    server: reply sent";
    case idl::Step::ReplyReceived:
      return "client: reply received";
    case idl::Step::ResultUnmarshalled:
      return "client: result unmarshalled";
    case idl::Step::Returned:
      return "client: the stub returns";
  }
  return "an unknown step";
}

void print(const std::vector<idl::TraceEvent>& events) {
  std::printf("%-40s %10s %10s %8s\n", "step", "at us", "took us", "bytes");
  idl::TimePoint before = events.front().at;
  for (const idl::TraceEvent& event : events) {
    using Microseconds = std::chrono::duration<double, std::micro>;
    const double at = Microseconds(event.at - events.front().at).count();
    const double took = Microseconds(event.at - before).count();
    std::printf("%-40s %10.1f %10.1f ", describe(event.step), at, took);
    std::printf("%8s\n", event.bytes == 0 ? "" : std::to_string(event.bytes).c_str());
    before = event.at;
  }
}

int complain(const idl::Error& error) {
  std::cerr << "orders_anatomy: " << error.message << '\n';
  return 1;
}

int run() {
  const auto recorder = std::make_shared<Recorder>();
  shop::Shop shop(std::string(ORDERS_DATA_DIR) + "/stock.tsv");
  idl::Server server({.tracer = recorder});
  if (const auto added = server.add(shop); !added) return complain(added.error());
  const auto address = server.listen("tcp:127.0.0.1:0");
  if (!address) return complain(address.error());
  const auto channel = idl::Channel::connect(*address, {.tracer = recorder});
  if (!channel) return complain(channel.error());

  const shop::v1::OrderService::Client orders(*channel);
  const shop::v1::LineItem pens{.sku = "PEN-BALL-BLU", .quantity = 2};
  for (int i = 0; i < 20; ++i) {  // the first calls meet cold caches; the last one is shown
    const auto order = orders.create(shop::v1::CustomerId("ada"), {pens}, shop::v1::Payment::cash(),
                                     {{"gift", "yes"}});
    if (!order) return complain(order.error());
  }
  const auto events = recorder->steps();
  std::printf("create(\"ada\", 1 line, cash, 1 label) over %s\n", to_string(*address).c_str());
  if (!events.empty()) print(events);
  std::printf(
      "(the server's `reply sent` is late: the client has the answer before that call returns)\n");
  return events.size() == kSteps ? 0 : 1;
}

}  // namespace

int main() {
  try {
    return run();
  } catch (const std::exception& problem) {
    std::cerr << "orders_anatomy: " << problem.what() << '\n';
    return 1;
  }
}
