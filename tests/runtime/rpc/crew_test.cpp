// Which threads of a crew are to spare: decided by what has to be done, so that it is the same
// however far each thread has come. The calls of these tests are empty; who serves them is the
// test.
#include "rpc/crew.h"

#include <deque>
#include <functional>

#include "fixture.h"

using idl::detail::Crew;
using idl::detail::IncomingCall;

namespace {

/// Leads to the end of the crew; serves as the test says, and gives the place back.
class TestDuties final : public idl::detail::Duties {
 public:
  bool lead() override {
    leading.open();
    ended.pass();
    return false;
  }
  void serve(IncomingCall&) override {
    on_serve();
    crew->give_back();
    after();
  }
  void interrupt_leader() override { ended.open(); }

  probe::Gate leading;
  probe::Gate ended;
  std::function<void()> on_serve = [] {};
  std::function<void()> after = [] {};
  Crew* crew = nullptr;
};

/// A crew of `threads`, and calls that it may be given.
struct Crewed {
  explicit Crewed(std::size_t threads) : crew(duties, threads, 100) {
    duties.crew = &crew;
    crew.start_unmonitored();
  }
  ~Crewed() { crew.stop(nullptr); }

  void submit(int count) {
    for (int i = 0; i < count; ++i) REQUIRE(crew.submit(calls.emplace_back()));
  }

  std::deque<IncomingCall> calls{};
  TestDuties duties{};
  Crew crew;
};

}  // namespace

TEST_CASE("one thread is kept for the lead and one for each call, begun or not") {
  Crewed crewed(4);
  probe::Gate gate;
  crewed.duties.on_serve = [&gate] { gate.pass(); };
  CHECK(crewed.crew.has_spare());
  crewed.submit(2);
  CHECK(crewed.crew.has_spare());
  crewed.submit(1);
  CHECK(!crewed.crew.has_spare());
  crewed.submit(1);  // waits for a thread
  gate.await_arrivals(3);
  CHECK(!crewed.crew.has_spare());
  gate.open();
}

TEST_CASE("a thread that gave its place back is to spare, although it has not come back") {
  Crewed crewed(3);
  probe::Gate handler;
  probe::Gate behind;
  crewed.duties.on_serve = [&handler] { handler.pass(); };
  crewed.duties.after = [&behind] { behind.pass(); };
  crewed.submit(2);
  CHECK(!crewed.crew.has_spare());
  handler.open();
  behind.await_arrivals(2);
  CHECK(crewed.crew.has_spare());
  behind.open();
}

TEST_CASE("calls one after the other, of any number, leave the same threads to spare") {
  Crewed crewed(4);
  probe::Gate behind;
  behind.open();
  crewed.duties.after = [&behind] { behind.pass(); };
  for (int i = 1; i <= 1000; ++i) {
    crewed.submit(1);
    REQUIRE(crewed.crew.has_spare());
    behind.await_arrivals(i);
  }
}

TEST_CASE("a leader that blocks takes a place, if another is left for calls") {
  probe::Server service;
  idl::detail::ServedMethod method(service.methods().front(), service);
  for (const std::size_t threads : {std::size_t{2}, std::size_t{3}}) {
    CAPTURE(threads);
    Crewed crewed(threads);
    crewed.duties.leading.pass();
    const auto run = crewed.crew.begin_run(method);  // as the leader does
    const bool may_block = threads == 3;
    CHECK(crewed.crew.give_lead_away(run) == may_block);
    CHECK(crewed.crew.has_spare());
    CHECK(crewed.crew.end_run(run) == !may_block);
    if (may_block) crewed.crew.give_back();
  }
}
