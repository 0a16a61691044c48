// What stands around the calls of a server: who sees what in which order, and who may refuse. What
// metrics and the log make of it is in server_watch_test.cpp.
#include <mutex>
#include <string>
#include <vector>

#include <idl/interceptor.h>

#include "fixture.h"

namespace {

/// What several interceptors saw, in order. `server` waits for one-way calls.
class Record {
 public:
  void add(std::string line) {
    const std::lock_guard guard(mutex_);
    lines_.push_back(std::move(line));
    changed_.notify_all();
  }

  /// The lines, once there are that many; forgets them.
  std::vector<std::string> take(std::size_t count) {
    std::unique_lock guard(mutex_);
    CHECK(changed_.wait_for(guard, probe::kPatience, [&] { return lines_.size() >= count; }));
    return std::exchange(lines_, {});
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> lines_;
};

std::string outcome(const idl::CallEnd& end) {
  if (end.error == nullptr) return "OK";
  return std::string(to_string(end.error->code)) + ' ' + end.error->message;
}

class Recorder final : public idl::ServerInterceptor {
 public:
  Recorder(std::string name, Record& record) : name_(std::move(name)), record_(record) {}

  idl::Result<void> on_call(idl::Context& context) override {
    record_.add(name_ + " sees " + std::string(context.method()));
    if (context.metadata().text("refused by") == name_) {
      return idl::Error{idl::Code::PermissionDenied, "not you"};
    }
    if (context.metadata().text("thrown by") == name_) throw std::string("a secret");
    return {};
  }

  void on_end(const idl::Context&, const idl::CallEnd& end) override {
    last = end;
    last.error = nullptr;
    record_.add(name_ + " ends " + outcome(end));
    throw 7;
  }

  idl::CallEnd last;

 private:
  const std::string name_;
  Record& record_;
};

struct Watched {
  explicit Watched(probe::Over over = probe::Over::Unix)
      : served(over, {.interceptors = {outer, inner}}) {}

  Record record;
  std::shared_ptr<Recorder> outer = std::make_shared<Recorder>("outer", record);
  std::shared_ptr<Recorder> inner = std::make_shared<Recorder>("inner", record);
  probe::Served served;
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE(
    "interceptors of a server see calls in order and their ends in reverse, despite throwing") {
  probe::over_each([](probe::Over over) {
    Watched watched(over);
    const probe::Client client = watched.served.client();
    const idl::TraceContext trace = idl::TraceContext::start();
    CHECK(client.with({.trace = trace}).echo("four"));
    CHECK(watched.record.take(4) == Lines{"outer sees probe.Probe.echo",
                                          "inner sees probe.Probe.echo", "inner ends OK",
                                          "outer ends OK"});
    const idl::CallEnd& end = watched.outer->last;
    CHECK(end.method == "probe.Probe.echo");
    CHECK(end.kind == idl::MethodKind::Unary);
    CHECK(end.request_bytes == 4 + 4 + 4);  // A block size, a length, and the text.
    CHECK(end.reply_bytes == 4 + 4 + 4);
    CHECK(end.duration > idl::Duration::zero());
    CHECK(end.trace == trace);
  });
}

TEST_CASE("an interceptor refuses a call before its handler, and those behind it see nothing") {
  Watched watched;
  int runs = 0;
  watched.served.service.on_echo = [&runs](idl::Context&, std::string text) {
    ++runs;
    return probe::EchoResult(std::move(text));
  };
  const probe::Client client = watched.served.client();
  const auto refused = client.with({.metadata = {{"refused by", "inner"}}}).echo("x");
  REQUIRE(!refused);
  CHECK(refused.error() == idl::Error{idl::Code::PermissionDenied, "not you", idl::Executed::No,
                                      idl::Origin::Application});
  CHECK(watched.record.take(3) == Lines{"outer sees probe.Probe.echo",
                                        "inner sees probe.Probe.echo",
                                        "outer ends PermissionDenied not you"});
  CHECK(!client.with({.metadata = {{"refused by", "outer"}}}).echo("x"));
  CHECK(watched.record.take(1) == Lines{"outer sees probe.Probe.echo"});
  CHECK(runs == 0);
  CHECK(client.echo("the connection is unharmed"));
}

TEST_CASE("an interceptor that throws fails its call, and what it threw stays here") {
  Watched watched;
  const probe::Client client = watched.served.client();
  const auto failed = client.with({.metadata = {{"thrown by", "inner"}}}).echo("x");
  REQUIRE(!failed);
  CHECK(failed.error() == idl::Error{idl::Code::Internal, "an interceptor threw", idl::Executed::No,
                                     idl::Origin::Application});
}

TEST_CASE("interceptors of a server see how calls fail") {
  Watched watched;
  const probe::Client client = watched.served.client();
  const auto end_of = [&watched] { return watched.record.take(4)[2]; };
  watched.served.service.on_echo = [](idl::Context&, const std::string&) -> probe::EchoResult {
    return idl::fail("out of paper");
  };
  CHECK(!client.echo("x"));
  CHECK(end_of() == "inner ends Application out of paper");
  watched.served.service.on_echo = [](idl::Context&, const std::string&) -> probe::EchoResult {
    throw std::string();
  };
  CHECK(!client.echo("x"));
  CHECK(end_of() == "inner ends Internal the handler of `probe.Probe.echo` threw");
  watched.served.service.on_check = [](idl::Context&, std::uint32_t) -> probe::CheckResult {
    return probe::Refused{.reason = "no", .number = 1};
  };
  CHECK(!client.check(1));
  CHECK(end_of() == "inner ends DeclaredError probe.Refused");
  CHECK(!client.echo_of_wrong_type(1));
  CHECK(end_of().starts_with("inner ends InvalidArgument the parameters do not decode"));
  CHECK(!client.unknown());  // Refused by the runtime: no interceptor sees it.
  CHECK(client.count("x"));
  CHECK(watched.record.take(4).front() == "outer sees probe.Probe.count");
}

TEST_CASE("one-way calls and calls with streams pass the interceptors once") {
  Watched watched;
  watched.served.service.on_note = [](idl::Context&, const std::string&) {};
  CHECK(watched.served.client().note("x"));
  CHECK(watched.record.take(4) == Lines{"outer sees probe.Probe.note",
                                        "inner sees probe.Probe.note", "inner ends OK",
                                        "outer ends OK"});
  CHECK(watched.served.client().with({.metadata = {{"refused by", "inner"}}}).note("x"));
  CHECK(watched.record.take(3).back() == "outer ends PermissionDenied not you");
  auto call = watched.served.stream_client().watch(3);
  while (call.next()) {
  }
  CHECK(call.finish());
  CHECK(watched.record.take(4)[2] == "inner ends OK");
  CHECK(watched.inner->last.kind == idl::MethodKind::CalleeStreams);
}

TEST_CASE("an interceptor of a server may make calls, which count as nested ones") {
  class Asking final : public idl::ServerInterceptor {
   public:
    explicit Asking(probe::Client guard) : guard_(std::move(guard)) {}
    idl::Result<void> on_call(idl::Context& context) override {
      const auto answer = guard_.echo(std::string(context.metadata().text("token").value_or("")));
      if (!answer) return answer.error();
      if (*answer == "open") return {};
      return idl::Error{idl::Code::PermissionDenied, "wrong token"};
    }

   private:
    probe::Client guard_;
  };
  probe::Served guard;
  std::optional<idl::TraceContext> seen;
  guard.service.on_echo = [&seen](idl::Context& context, std::string text) {
    seen = context.trace();
    return probe::EchoResult(std::move(text));
  };
  const probe::Served served(probe::Over::Tcp,
                             {.interceptors = {std::make_shared<Asking>(guard.client())}});
  const idl::TraceContext trace = idl::TraceContext::start();
  const probe::Client client = served.client();
  CHECK(client.with({.metadata = {{"token", "open"}}, .trace = trace}).echo("x"));
  REQUIRE(seen);
  CHECK(seen->trace == trace.trace);
  CHECK(client.echo("x").error().code == idl::Code::PermissionDenied);
}

TEST_CASE("a call that nobody waits for any more has ended as cancelled") {
  probe::Gate gate;
  Watched watched;
  watched.served.service.on_echo = [&gate](idl::Context& context, std::string text) {
    gate.pass();
    while (!context.cancelled()) std::this_thread::yield();
    return probe::EchoResult(std::move(text));
  };
  auto pending = watched.served.client().start_echo("x");
  gate.await_arrivals(1);
  pending.cancel();
  gate.open();
  CHECK(watched.record.take(4)[2] == "inner ends Cancelled nobody waits");
}

TEST_CASE("a null pointer among the interceptors is refused before anything is served") {
  const auto none = std::shared_ptr<idl::ServerInterceptor>();
  const auto nobody = std::shared_ptr<idl::ClientInterceptor>();
  const auto listen = [](idl::ServerOptions options) {
    idl::Server server(std::move(options));
    return server.listen("tcp:127.0.0.1:0").error();
  };
  CHECK(listen({.interceptors = {none}}).code == idl::Code::InvalidArgument);
  CHECK(listen({.interceptors = {none}}).message ==
        "ServerOptions::interceptors[0] is a null pointer");
  CHECK(listen({.peer_interceptors = {nobody}}).message ==
        "ServerOptions::peer_interceptors[0] is a null pointer");
  const auto connect = [](idl::ChannelOptions options) {
    options.lazy = true;
    return idl::Channel::connect("tcp:127.0.0.1:1", std::move(options)).error().message;
  };
  CHECK(connect({.interceptors = {nobody}}) == "ChannelOptions::interceptors[0] is a null pointer");
  CHECK(connect({.serve_interceptors = {none}}) ==
        "ChannelOptions::serve_interceptors[0] is a null pointer");
}
