// What travels beside the parameters: metadata and the trace, from the caller's options to the
// handler's context, and on to the calls that the handler makes.
#include <future>
#include <string>

#include "fixture.h"

namespace {

/// What a handler found.
struct Seen {
  idl::Metadata metadata;
  std::optional<idl::TraceContext> trace;
};

/// Makes the echo of `served` note what came with the call.
void note_extras(probe::Served& served, Seen& seen) {
  served.service.on_echo = [&seen](idl::Context& context, std::string text) {
    seen = {context.metadata(), context.trace()};
    return probe::EchoResult(std::move(text));
  };
}

}  // namespace

TEST_CASE("metadata and trace of a call reach its handler, and only that one") {
  probe::over_each([](probe::Over over) {
    probe::Served served(over);
    Seen seen;
    note_extras(served, seen);
    const probe::Client client = served.client();
    const idl::TraceContext trace = idl::TraceContext::start();
    const idl::Metadata metadata{{"tenant", "blue"}, {"token", std::string(300, 't')}};
    CHECK(client.with({.metadata = metadata, .trace = trace}).echo("x"));
    CHECK(seen.metadata == metadata);
    CHECK(seen.trace == trace);
    CHECK(client.echo("x"));
    CHECK(seen.metadata.empty());
    CHECK(!seen.trace);
  });
}

TEST_CASE("one-way calls and calls with streams carry metadata, too") {
  probe::Served served;
  std::promise<std::string> noted;
  served.service.on_note = [&noted](idl::Context& context, const std::string&) {
    noted.set_value(std::string(context.metadata().text("k").value_or("nothing")));
  };
  CHECK(served.client().with({.metadata = {{"k", "v"}}}).note("x"));
  CHECK(noted.get_future().get() == "v");

  std::string watched;
  served.streams.on_watch = [&watched](idl::Context& context, std::uint32_t, const auto&) {
    watched = context.metadata().text("k").value_or("nothing");
    return probe::CheckResult();
  };
  CHECK(served.stream_client().with({.metadata = {{"k", "v"}}}).watch(0).finish());
  CHECK(watched == "v");
}

TEST_CASE(
    "metadata of 64 entries and 16 KiB arrives, more fails at the caller and nothing is sent") {
  probe::Served served;
  Seen seen;
  note_extras(served, seen);
  const probe::Client client = served.client();
  idl::Metadata most;
  for (int i = 10; i < 74; ++i) most.set(std::to_string(i), std::string(254, 'x'));
  CHECK(client.with({.metadata = most}).echo("x"));
  CHECK(seen.metadata == most);

  const auto refused = [&client](const idl::Metadata& metadata) {
    const auto result = client.with({.metadata = metadata}).echo("x");
    REQUIRE(!result);
    CHECK(result.error().executed == idl::Executed::No);
    CHECK(result.error().origin == idl::Origin::Local);
    CHECK(client.with({.metadata = metadata}).note("x").error() == result.error());
    return result.error();
  };
  idl::Metadata entries = most;
  entries.set("one more", "");
  CHECK(refused(entries).message == "a call may have 64 entries of metadata, this one has 65");
  idl::Metadata bytes = most;
  bytes.set("10", std::string(255, 'x'));
  CHECK(refused(bytes).message == "a call may have 16384 bytes of metadata, this one has 16385");
  CHECK(refused({{"\xFF", "x"}}).code == idl::Code::InvalidArgument);
  CHECK(client.echo("the connection is unharmed"));
}

TEST_CASE("a handler's calls continue its trace with new spans, unless they say otherwise") {
  probe::Served inner;
  Seen seen;
  note_extras(inner, seen);
  const probe::Client onward = inner.client();
  idl::CallOptions options;
  probe::Served outer;
  outer.service.on_echo = [&](idl::Context&, const std::string& text) {
    return onward.with(options).echo(text);
  };
  const probe::Client client = outer.client();
  const idl::TraceContext trace = idl::TraceContext::start();
  const auto call = [&] {
    CHECK(client.with({.metadata = {{"a", "b"}}, .trace = trace}).echo("x"));
  };

  call();
  REQUIRE(seen.trace);
  CHECK(seen.trace->trace == trace.trace);
  CHECK(seen.trace->flags == trace.flags);
  CHECK(seen.trace->span != trace.span);
  CHECK(seen.metadata.empty());  // Metadata is for the one that it was sent to.

  const idl::TraceContext other = idl::TraceContext::start(0);
  options.trace = other;
  call();
  CHECK(seen.trace == other);

  options.trace = idl::TraceContext{};
  call();
  CHECK(!seen.trace);

  options.trace.reset();
  CHECK(client.echo("no trace"));
  CHECK(!seen.trace);
}
