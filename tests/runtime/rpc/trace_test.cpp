// The anatomy of a call, as a tracer sees it. The order of the steps is checked, never how long
// they took.
#include <algorithm>
#include <mutex>
#include <vector>

#include "fixture.h"

using idl::Step;

namespace {

class Recorder final : public idl::Tracer {
 public:
  void on_step(const idl::TraceEvent& event) noexcept override {
    const std::lock_guard guard(mutex_);
    events_.push_back(event);
    if (event.step == Step::ReplySent || event.step == Step::Returned) ++ended_;
    changed_.notify_all();
  }

  /// The steps so far, once both sides have told their last one; forgets them.
  std::vector<idl::TraceEvent> take() {
    std::unique_lock guard(mutex_);
    CHECK(changed_.wait_for(guard, probe::kPatience, [this] { return ended_ == 2; }));
    ended_ = 0;
    return std::exchange(events_, {});
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int ended_ = 0;
  std::vector<idl::TraceEvent> events_;
};

std::vector<idl::TraceEvent> in_order_of_steps(std::vector<idl::TraceEvent> events) {
  std::stable_sort(events.begin(), events.end(),
                   [](const auto& a, const auto& b) { return a.step < b.step; });
  return events;
}

}  // namespace

TEST_CASE("a call has twelve steps, each told once, with one id, its bytes and its time") {
  probe::over_each([](probe::Over over) {
    const auto recorder = std::make_shared<Recorder>();
    const probe::Served served(over, {.tracer = recorder});
    const probe::Client client(served.connect({.tracer = recorder}));
    CHECK(client.echo("warm"));
    recorder->take();
    CHECK(client.echo("four"));
    const auto events = in_order_of_steps(recorder->take());
    REQUIRE(events.size() == 12);
    for (std::size_t i = 0; i < events.size(); ++i) {
      CAPTURE(to_string(events[i].step));
      CHECK(events[i].step == static_cast<Step>(i));
      CHECK(events[i].method == "probe.Probe.echo");
      CHECK(events[i].call == events[0].call);
    }
    // A block size, a length, and the text.
    constexpr std::size_t kBytes = 4 + 4 + 4;
    for (const Step step : {Step::ParametersMarshalled, Step::RequestSent, Step::RequestReceived,
                            Step::ParametersUnmarshalled, Step::ResultMarshalled, Step::ReplySent,
                            Step::ReplyReceived, Step::ResultUnmarshalled}) {
      CHECK(events[static_cast<std::size_t>(step)].bytes == kBytes);
    }
    // What one thread does after the other has given it the bytes is later; sent and received may
    // cross, for the sender is told after the receiver was woken.
    const auto at = [&events](Step step) { return events[static_cast<std::size_t>(step)].at; };
    CHECK(at(Step::ClientStubCalled) <= at(Step::ParametersMarshalled));
    CHECK(at(Step::ParametersMarshalled) <= at(Step::RequestSent));
    CHECK(at(Step::ParametersMarshalled) <= at(Step::RequestReceived));
    CHECK(at(Step::RequestReceived) <= at(Step::Dispatched));
    CHECK(at(Step::Dispatched) <= at(Step::ParametersUnmarshalled));
    CHECK(at(Step::ParametersUnmarshalled) <= at(Step::ProcedureRun));
    CHECK(at(Step::ProcedureRun) <= at(Step::ResultMarshalled));
    CHECK(at(Step::ResultMarshalled) <= at(Step::ReplySent));
    CHECK(at(Step::ResultMarshalled) <= at(Step::ReplyReceived));
    CHECK(at(Step::ReplyReceived) <= at(Step::ResultUnmarshalled));
    CHECK(at(Step::ResultUnmarshalled) <= at(Step::Returned));
  });
}

TEST_CASE("a call that fails has the same steps, with the bytes of its declared error") {
  const auto recorder = std::make_shared<Recorder>();
  probe::Served served(probe::Over::Unix, {.tracer = recorder});
  served.service.on_check = [](idl::Context&, std::uint32_t number) -> probe::CheckResult {
    return probe::Refused{.reason = "no", .number = number};
  };
  const probe::Client client(served.connect({.tracer = recorder}));
  const auto refused = client.check(7);
  REQUIRE(refused.error_as<probe::Refused>() != nullptr);
  const auto events = in_order_of_steps(recorder->take());
  const auto bytes_of = [&events](Step step) {
    const auto found = std::ranges::find(events, step, &idl::TraceEvent::step);
    REQUIRE(found != events.end());
    return found->bytes;
  };
  CHECK(bytes_of(Step::ResultMarshalled) > 0);
  CHECK(bytes_of(Step::ReplySent) == bytes_of(Step::ResultMarshalled));
  CHECK(bytes_of(Step::ReplyReceived) > 0);
  CHECK(std::ranges::count(events, Step::ProcedureRun, &idl::TraceEvent::step) == 1);
}

TEST_CASE("each step has the name of its enumerator") {
  std::vector<std::string_view> names;
  for (int step = 0; step <= static_cast<int>(Step::Returned); ++step)
    names.push_back(to_string(static_cast<Step>(step)));
  CHECK(names == std::vector<std::string_view>{
                     "ClientStubCalled", "ParametersMarshalled", "RequestSent", "RequestReceived",
                     "Dispatched", "ParametersUnmarshalled", "ProcedureRun", "ResultMarshalled",
                     "ReplySent", "ReplyReceived", "ResultUnmarshalled", "Returned"});
  CHECK(to_string(static_cast<Step>(names.size())) == "unknown");
}
