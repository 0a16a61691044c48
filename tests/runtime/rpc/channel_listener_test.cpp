// What a channel tells of its connections.
// The tests wait for what is told, and for nothing else.
#include "fixture.h"

namespace {

/// Counts, and calls echo() when there is a connection.
class Notes final : public idl::ChannelListener {
 public:
  void on_connected(const idl::Channel& channel) override {
    const bool served = static_cast<bool>(probe::Client(channel).echo("again"));
    const std::lock_guard guard(mutex_);
    ++connected_;
    if (served) ++greeted_;
    changed_.notify_all();
  }
  void on_lost(const idl::Channel&, const idl::Error& why) override {
    const std::lock_guard guard(mutex_);
    why_ = why;
    ++lost_;
    changed_.notify_all();
  }

  [[nodiscard]] bool await(int connected, int lost) {
    std::unique_lock guard(mutex_);
    return changed_.wait_for(guard, probe::kPatience,
                             [&] { return connected_ >= connected && lost_ >= lost; });
  }
  [[nodiscard]] int greeted() {
    const std::lock_guard guard(mutex_);
    return greeted_;
  }
  [[nodiscard]] idl::Error why() {
    const std::lock_guard guard(mutex_);
    return why_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int connected_ = 0;
  int greeted_ = 0;
  int lost_ = 0;
  idl::Error why_;
};

}  // namespace

TEST_CASE("a listener hears of the first connection, and may call in it") {
  probe::over_each([](probe::Over over) {
    const probe::Served served(over);
    auto notes = std::make_shared<Notes>();
    const idl::Channel channel = served.connect({.listener = notes});
    CHECK(notes->await(1, 0));
    CHECK(notes->greeted() == 1);
  });
}

TEST_CASE("a listener hears of a lost connection without a call, and of the next one") {
  std::optional<probe::Served> served(std::in_place, probe::Over::Memory);
  auto notes = std::make_shared<Notes>();
  const idl::Channel channel = served->connect({.listener = notes});
  CHECK(notes->await(1, 0));
  served->server.shutdown(std::chrono::seconds(0));
  CHECK(notes->await(1, 1));
  idl::Server next;
  CHECK(next.add(served->service));
  CHECK(next.listen(served->address));
  CHECK(probe::Client(channel).echo("a"));
  CHECK(notes->await(2, 1));
  CHECK(notes->greeted() == 2);
}

TEST_CASE("closing a channel tells its listener") {
  const probe::Served served;
  auto notes = std::make_shared<Notes>();
  idl::Channel channel = served.connect({.listener = notes});
  channel.close();
  CHECK(notes->await(1, 1));
  CHECK(notes->why().code == idl::Code::Cancelled);
}
