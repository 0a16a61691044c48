// A station on the way: server for the one behind it, client of the one before it, at the same
// time.
//   both_sides_relay [ADDRESS [NEXT]]      default tcp:127.0.0.1:7410 tcp:127.0.0.1:7411
#include "serve.h"

namespace {

class Relay final : public telegraph::Station::Server {
 public:
  explicit Relay(idl::Channel next) : next_(std::move(next)) {}

  telegraph::Station::DeliverResult deliver(idl::Context&, telegraph::Telegram telegram) override {
    std::cout << "relay      | passes it on" << std::endl;
    telegram.stations.push_back("the relay");
    // This call inherits the time that the caller has left: nobody waits here for longer than
    // there.
    auto result = next_.deliver(telegram);
    if (result || result.error_as<telegraph::LineDown>() != nullptr) return result;
    return telegraph::LineDown{.station = "the relay", .reason = result.error().message};
  }

 private:
  telegraph::Station::Client next_;
};

}  // namespace

int main(int argc, char** argv) {
  const std::string address = argc > 1 ? argv[1] : "tcp:127.0.0.1:7410";
  const std::string next = argc > 2 ? argv[2] : "tcp:127.0.0.1:7411";
  const sigset_t signals = telegraph::hold_back_signals();
  const auto channel = idl::Channel::connect(next);
  if (!channel) {
    std::cerr << "the relay cannot reach the next station: " << channel.error().message << '\n';
    return 1;
  }
  Relay relay(*channel);
  return telegraph::serve(relay, address, signals);
}
