// Generated calls with descriptors, over a connection in memory: as parameter and result, absent,
// among several results, one-way, and beside a stream.
#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <string>

#include <idl/server.h>

#include "services.rpc.h"

namespace {

using golden::services::Descriptors;
using idl::Fd;

struct Pipe {
  Fd reader;
  Fd writer;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  return {Fd(ends[0]), Fd(ends[1])};
}

void write_to(const Fd& fd, std::string_view text) {
  REQUIRE(::write(fd.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()));
}

std::string read_from(const Fd& fd) {
  std::array<char, 64> buffer{};
  const ssize_t count = ::read(fd.get(), buffer.data(), buffer.size());
  return {buffer.data(), static_cast<std::size_t>(count < 0 ? 0 : count)};
}

class Desk final : public Descriptors::Server {
 public:
  Descriptors::TailResult tail(idl::Context&, std::string path) override {
    Pipe pipe = make_pipe();
    write_to(pipe.writer, "tail of " + path);
    return std::move(pipe.reader);
  }
  Descriptors::CopyResult copy(idl::Context&, Fd from, std::optional<Fd> to,
                               std::uint64_t limit) override {
    const std::string text = read_from(from);
    if (to) write_to(*to, text);
    Descriptors::CopyValues values{
        .bytes = limit + text.size(), .rest = {}, .log = std::move(from)};
    if (to) values.rest = std::move(to);
    return values;
  }
  Descriptors::MaybeResult maybe(idl::Context&, std::optional<Fd> file) override { return file; }
  void keep(idl::Context&, Fd file) override { write_to(file, "kept"); }
  Descriptors::LinesResult lines(idl::Context&, Fd file, idl::Writer<std::string> writer) override {
    (void)writer.write(read_from(file));
    return {};
  }
};

TEST_CASE("generated stubs pass descriptors, however a call has them") {
  Desk desk;
  idl::Server server({.max_descriptors = 2});
  REQUIRE(server.add(desk));
  REQUIRE(server.listen("memory:descriptors"));
  const Descriptors::Client client(
      idl::Channel::connect("memory:descriptors", {.max_descriptors = 2}).value());

  CHECK(read_from(*client.tail("log")) == "tail of log");
  CHECK(read_from(*client.async().tail("log").wait()) == "tail of log");

  const Pipe in = make_pipe();
  Pipe out = make_pipe();
  write_to(in.writer, "four");
  const auto alone = client.copy(in.reader, std::nullopt);
  REQUIRE(alone);
  CHECK(alone->bytes == 4);
  CHECK(!alone->rest);
  CHECK(to_text(*alone) == "CopyValues{bytes: 4, rest: null, log: {number: " +
                               std::to_string(alone->log.get()) + "}}");
  write_to(in.writer, "more");
  std::optional<Fd> to = std::move(out.writer);
  const auto both = client.copy(in.reader, to, 10);
  REQUIRE(both);
  CHECK(both->bytes == 14);
  CHECK(both->rest);
  CHECK(read_from(out.reader) == "more");

  CHECK(!*client.maybe());
  CHECK(client.maybe(to)->has_value());
  CHECK(client.keep(*to));
  CHECK(read_from(out.reader) == "kept");
  write_to(in.writer, "line");
  auto lines = client.lines(in.reader);
  CHECK(lines.next() == "line");
  CHECK(lines.finish());
}

}  // namespace
