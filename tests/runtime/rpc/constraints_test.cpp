// Constraints at both ends of a call: a client refuses before anything leaves, a server before the
// handler runs. What single constraints mean is tested in tests/runtime/wire.
#include <atomic>

#include "fixture.h"

using idl::Code;
using idl::Executed;
using idl::Origin;

namespace {

/// Counts the handler's runs.
struct Counted {
  probe::Served served;
  std::atomic<int> runs = 0;

  Counted() {
    served.service.on_echo = [this](idl::Context&, std::string text) {
      ++runs;
      return probe::EchoResult(std::move(text));
    };
    served.service.on_note = [this](idl::Context&, const std::string&) { ++runs; };
  }
};

}  // namespace

TEST_CASE("a client refuses a call that breaks a constraint before it sends anything") {
  Counted counted;
  const probe::Client client = counted.served.client();
  const auto check = [](const auto& result) {
    REQUIRE(!result);
    CHECK(result.error().code == Code::InvalidArgument);
    CHECK(result.error().executed == Executed::No);
    CHECK(result.error().origin == Origin::Local);
    CHECK(result.error().message == "text: a length of 5 bytes is not in ..4");
  };
  check(client.brief("12345"));
  check(client.start_brief("12345").wait());
  check(client.note_briefly("12345"));
  CHECK(client.brief("1234").value() == "1234");
  CHECK(counted.runs == 1);
}

TEST_CASE("a server refuses parameters that break a constraint before its handler runs") {
  Counted counted;
  const probe::Client client = counted.served.client();
  const auto result = client.brief_unchecked("12345");
  REQUIRE(!result);
  CHECK(result.error().code == Code::InvalidArgument);
  CHECK(result.error().executed == Executed::No);
  CHECK(result.error().origin == Origin::Peer);
  CHECK(result.error().message == "text: a length of 5 bytes is not in ..4");
  CHECK(counted.runs == 0);
  CHECK(client.brief_unchecked("1234"));
}
