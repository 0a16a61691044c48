// A peer with its hands in the shared memory, and strangers at the door: each costs its own
// connection and nothing else. One that scribbles at random is in shm_scribble_test.cpp.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

#include "tests/runtime/net/shm_meeting.h"
#include "tests/support/open_descriptors.h"

namespace {

using namespace idl::detail;
using namespace idl::test;
using idl::AcceptStatus;
using idl::Code;
using idl::Fd;
using idl::Interest;
using idl::IoOutcome;
using idl::IoStatus;

void check_fault(const IoOutcome& outcome, const HostilePair& pair) {
  REQUIRE(outcome.status == IoStatus::Failed);
  CHECK(outcome.error->code == Code::ProtocolError);
  CHECK(outcome.error->message ==
        pair.text() +
            " is no peer of a shared-memory connection, or has broken its rules: the connection is "
            "closed");
}

TEST_CASE("M3 an impossible count ends the connection, for reading and writing") {
  HostilePair pair;
  pair.to_server().published.store(kMinShmRingBytes + 1);
  std::string got;
  check_fault(read_once(*pair.server, got), pair);
  check_fault(read_once(*pair.server, got), pair);
  check_fault(write_once(*pair.server, "x"), pair);
  CHECK(got.empty());
}

TEST_CASE("M3 an impossible count of what was read ends the connection when room is needed") {
  HostilePair pair;
  pair.to_client().taken.store(1);
  CHECK(write_once(*pair.server, std::string(kMinShmRingBytes, 'x')).status == IoStatus::Done);
  pair.to_client().taken.store(kMinShmRingBytes + 1);
  check_fault(write_once(*pair.server, "x"), pair);
}

TEST_CASE("M1 a server touches no memory before its pages are kept") {
  Guest guest;
  std::string got;
  CHECK(read_once(*guest.server, got).status == IoStatus::WouldBlock);
  CHECK(write_once(*guest.server, "x").status == IoStatus::WouldBlock);
  CHECK(guest.server->want(Interest::Both) == Interest::Read);
  CHECK(guest.server->glance(Interest::Write) == idl::Glance::NotYet);
  auto memory = ShmMemory::adopt(guest.system, guest.handed.get(), kMinShmRingBytes);
  REQUIRE(memory);
  CHECK(memory->lane(0).published.load() == 0);
  CHECK(memory->lane(0).writer_sleeps.load() == 0);
  REQUIRE(ring_shm_bell(*guest.line));
  CHECK(write_once(*guest.server, "x").bytes == 1);
  CHECK(memory->lane(0).published.load() == 1);
}

TEST_CASE("M1 a peer that unmaps its memory takes nothing from the other side") {
  HostilePair pair;
  pair.to_client().reader_sleeps.store(1);
  pair.memory.reset();
  pair.handed.reset();
  for (std::size_t i = 0; i < kMinShmRingBytes; ++i) {
    REQUIRE(write_once(*pair.server, "x").status == IoStatus::Done);
  }
  CHECK(write_once(*pair.server, "x").status == IoStatus::WouldBlock);
}

TEST_CASE("M1 a client that seals the memory against that costs its connection only") {
  Guest guest;
  REQUIRE(::fcntl(guest.handed.get(), F_ADD_SEALS, F_SEAL_SEAL) == 0);
  REQUIRE(ring_shm_bell(*guest.line));
  std::string got;
  CHECK(read_once(*guest.server, got).status == IoStatus::Failed);
  CHECK(write_once(*guest.server, "x").status == IoStatus::Failed);
}

TEST_CASE("an end that comes before the memory may be touched is told afterwards") {
  Guest guest;
  guest.server->shutdown_write();
  auto memory = ShmMemory::adopt(guest.system, guest.handed.get(), kMinShmRingBytes);
  REQUIRE(memory);
  CHECK(memory->lane(0).ended.load() == 0);
  REQUIRE(ring_shm_bell(*guest.line));
  std::string got;
  CHECK(read_once(*guest.server, got).status == IoStatus::WouldBlock);
  CHECK(memory->lane(0).ended.load() == 1);
}

TEST_CASE("bytes on the line that are no bells end the connection") {
  HostilePair pair;
  REQUIRE(write_once(*pair.line, "GET /").bytes == 5);
  REQUIRE(idl::wait_until_ready(*pair.server, Interest::Read, soon()));
  std::string got;
  check_fault(read_once(*pair.server, got), pair);
}

TEST_CASE("more bells than a peer has reason for end the connection") {
  HostilePair pair;
  const std::string bells(1000, '\x01');
  REQUIRE(write_once(*pair.line, bells).bytes == 1000);
  std::string got;
  check_fault(read_once(*pair.server, got), pair);
}

TEST_CASE("a peer that never hears its bells keeps nobody from writing") {
  HostilePair pair;
  for (int i = 0; i < 20'000; ++i) {
    pair.to_client().reader_sleeps.store(1);
    pair.to_client().taken.store(pair.to_client().published.load());
    REQUIRE(write_once(*pair.server, "x").status == IoStatus::Done);
  }
}

TEST_CASE("M7 descriptors that a peer sends are closed unseen") {
  HostilePair pair;
  std::array<int, 2> pipe{};
  REQUIRE(::pipe(pipe.data()) == 0);
  const Fd reading(pipe[0]);
  {
    const Fd writing(pipe[1]);
    const std::array pieces{bytes_of("\x01")};
    REQUIRE(pair.line->write_with(pieces, {&writing, 1}).status == IoStatus::Done);
  }
  std::string got;
  CHECK(read_once(*pair.server, got).status == IoStatus::WouldBlock);
  // The end of the pipe: nobody holds the other side any more.
  char byte = 0;
  CHECK(::read(reading.get(), &byte, 1) == 0);
}

TEST_CASE("a client of unix: at the place of a server of shm: is turned away with a reason") {
  ShmPlace place;
  const auto listener = place.listen();
  auto client = connect_unix(place.world, {place.address.path}, soon());
  REQUIRE(client);
  const auto server = accept_one(*listener);
  CHECK(write_once(**client, "hello in another protocol").status == IoStatus::Done);
  std::string got;
  CHECK(read_once(*server, got).status == IoStatus::Failed);
}

// What connect_shm says about a server that answers with `bytes`, and `descriptors` beside them.
idl::Error answer_with(std::string_view bytes, std::span<const Fd> descriptors = {}) {
  ShmPlace place;
  auto listener = listen_unix(place.world, {place.address.path}, {});
  REQUIRE(listener);
  auto connecting = std::async(std::launch::async,
                               [&] { return connect_shm(place.world, place.address, soon()); });
  auto server = accept_one(**listener);
  const std::array pieces{bytes_of(bytes)};
  if (!descriptors.empty()) {
    REQUIRE(server->write_with(pieces, descriptors).status == IoStatus::Done);
  } else if (!bytes.empty()) {
    write_fully(*server, bytes);
  }
  server.reset();
  const auto connected = connecting.get();
  REQUIRE_FALSE(connected);
  idl::Error error = connected.error();
  const std::string begin = "cannot connect to " + place.text() + ": ";
  REQUIRE(error.message.find(begin) == 0);
  error.message.erase(0, begin.size());
  return error;
}

TEST_CASE("whoever listens there without handing over a memory gets a clear error") {
  const idl::Error stranger = answer_with("220 mail.example.org ESMTP");
  CHECK(stranger.code == Code::ProtocolError);
  CHECK(stranger.message ==
        "somebody listens there, but not for shm: in a version that this side knows");

  const auto welcome = encode_shm_welcome(8192);
  const idl::Error empty_handed = answer_with(text_of(welcome));
  CHECK(empty_handed.code == Code::ProtocolError);

  const idl::Error silent = answer_with("");
  CHECK(silent.code == Code::Unavailable);
  CHECK(silent.message ==
        "it closed the connection at once; perhaps it does not admit this user, or has no memory "
        "or descriptors left");
}

TEST_CASE("M1 a memory that is not sealed ends the attempt to connect") {
  const Fd memory(real_system().make_memory().value);
  REQUIRE(real_system().reserve_memory(memory.get(), kShmRingsOffset + 2 * 8192).ok());
  const auto welcome = encode_shm_welcome(8192);
  const idl::Error error = answer_with(text_of(welcome), {&memory, 1});
  CHECK(error.code == Code::ProtocolError);
  CHECK(error.message ==
        "the peer's shared memory is not safe to use: it is not a memfd whose size is sealed");
}

TEST_CASE("M7 descriptors that no welcome has are closed, and the server is none of shm:") {
  const auto welcome = encode_shm_welcome(8192);
  for (const std::size_t count : {std::size_t{1}, std::size_t{2}, kMaxDescriptors}) {
    CAPTURE(count);
    const auto sent = some_descriptors(count);
    const std::size_t open = open_descriptors();
    const std::string bytes = count == 1 ? "no welcome" : text_of(welcome);
    CHECK(answer_with(bytes, sent).code == Code::ProtocolError);
    CHECK(open_descriptors() == open);
  }
}

TEST_CASE("a welcome of another version, or with an impossible size, is none") {
  auto bytes = encode_shm_welcome(65536);
  CHECK(text_of(bytes) == std::string("idl-shm\x02\0\0\x01\0\0\0\0\0", 16));
  CHECK(decode_shm_welcome(bytes) == 65536U);
  CHECK_FALSE(decode_shm_welcome(std::span(bytes).first(15)));
  for (const std::size_t position : {0U, 7U, 8U, 11U}) {
    auto changed = bytes;
    changed[position] ^= std::byte{0x40};
    CHECK_FALSE(decode_shm_welcome(changed));
  }
  bytes[15] = std::byte{0xFF};  // set aside
  CHECK(decode_shm_welcome(bytes) == 65536U);
}

TEST_CASE("a server without memory for another connection pauses, and goes on") {
  ShmPlace place;
  const auto listener = place.listen();
  place.system.fail(Site::ReserveMemory, std::errc::not_enough_memory);
  const auto first = place.knock();
  const auto failed = listener->accept();
  CHECK(failed.status == AcceptStatus::Failed);
  CHECK(failed.error->code == Code::ResourceExhausted);
  const auto second = place.knock();
  CHECK(accept_one(*listener) != nullptr);
}

TEST_CASE("a server that could give nobody a memory is told when it starts to listen") {
  for (const Site site : {Site::MakeMemory, Site::ReserveMemory, Site::AddSeals, Site::Map}) {
    ShmPlace place;
    place.system.fail(site, std::errc::operation_not_permitted);
    const auto listener = listen_shm(place.world, place.address, {});
    REQUIRE_FALSE(listener);
    CHECK(listener.error().message ==
          "cannot listen at " + place.text() +
              ": cannot set up the shared memory of a connection: Operation not permitted");
    CHECK_FALSE(std::filesystem::exists(place.address.path));
  }
  ShmPlace place;
  place.system.fail(Site::AddSeals, std::errc::invalid_argument, 1, 1);
  const auto listener = listen_shm(place.world, place.address, {});
  REQUIRE_FALSE(listener);
  CHECK(listener.error().message.ends_with(": Invalid argument; it needs Linux 5.1 or newer"));
}

TEST_CASE("an impossible size for rings is refused when the server starts to listen") {
  ShmPlace place;
  const auto listener = listen_shm(place.world, place.address, {.shm_ring_bytes = 5000});
  REQUIRE_FALSE(listener);
  CHECK(listener.error().code == Code::InvalidArgument);
  CHECK(listener.error().message ==
        "cannot listen at " + place.text() +
            ": 5000 bytes for a ring (ListenOptions::shm_ring_bytes); it has to be a power of two "
            "from 4096 to 67108864");
}

}  // namespace
