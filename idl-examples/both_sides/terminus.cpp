// The last station: a plain server.
//   both_sides_terminus [ADDRESS]      default tcp:127.0.0.1:7411
#include <sstream>

#include "serve.h"

namespace {

class Terminus final : public telegraph::Station::Server {
  telegraph::Station::DeliverResult deliver(idl::Context&, telegraph::Telegram telegram) override {
    std::cout << "terminus   | \"" << telegram.text << '"' << std::endl;
    std::istringstream words(telegram.text);
    std::uint32_t count = 0;
    for (std::string word; words >> word;) ++count;
    return telegraph::Receipt{
        .station = "terminus", .stations = std::move(telegram.stations), .words = count};
  }
};

}  // namespace

int main(int argc, char** argv) {
  const sigset_t signals = telegraph::hold_back_signals();
  Terminus terminus;
  return telegraph::serve(terminus, argc > 1 ? argv[1] : "tcp:127.0.0.1:7411", signals);
}
