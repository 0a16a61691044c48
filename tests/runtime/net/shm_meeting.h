// Connections through shared memory for tests: an honest pair, and a pair whose connecting side is
// the test itself, with its hands in the memory.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "net/connect_attempt.h"
#include "net/raw_address.h"
#include "net/shm_memory.h"
#include "net/shm_rendezvous.h"
#include "net/shm_transport.h"
#include "net/shm_welcome.h"
#include "net/socket_transport.h"
#include "tests/runtime/net/connected.h"
#include "tests/support/temporary_folder.h"

namespace idl::test {

/// Where a listener stands, on a system with faults on order.
struct ShmPlace {
  TemporaryFolder folder;
  FaultySystem system;
  detail::World world{system, detail::steady_clock()};
  ShmAddress address{(folder.path() / "board").string()};

  std::unique_ptr<Listener> listen(const ListenOptions& options = {}) {
    auto listener = detail::listen_shm(world, address, options);
    if (!listener) FAIL(to_text(listener.error()));
    return *std::move(listener);
  }

  std::string text() const { return to_string(Address(address)); }

  /// A connection to the place's socket, over which nothing was read yet.
  std::unique_ptr<Transport> knock() const {
    auto socket = detail::ConnectAttempt(detail::real_world(), address,
                                         detail::to_raw(UnixAddress{address.path}), soon())
                      .run();
    REQUIRE(socket);
    return detail::make_socket_transport(detail::real_system(), *std::move(socket), address);
  }
};

/// Both ends, made by connect_shm and listen_shm.
struct ShmPair : ShmPlace {
  std::unique_ptr<Transport> client;
  std::unique_ptr<Transport> server;

  explicit ShmPair(const ListenOptions& options = {}) {
    const auto listener = listen(options);
    auto connecting =
        std::async(std::launch::async, [&] { return detail::connect_shm(world, address, soon()); });
    server = accept_one(*listener);
    auto connected = connecting.get();
    REQUIRE(connected);
    client = *std::move(connected);
    // It hears that the client has the memory, and may touch it from now on.
    std::string nothing;
    CHECK(read_once(*server, nothing).status == IoStatus::WouldBlock);
  }
};

/// An honest server, and a client that has been handed the memory and has done nothing yet.
struct Guest : ShmPlace {
  std::unique_ptr<Transport> server;
  std::unique_ptr<Transport> line;
  Fd handed;

  Guest() {
    const auto listener = listen({.shm_ring_bytes = detail::kMinShmRingBytes});
    line = knock();
    server = accept_one(*listener);
    std::array<std::byte, detail::kShmWelcomeBytes> welcome;
    std::vector<Fd> descriptors;
    REQUIRE(line->read_with(welcome, descriptors).status == IoStatus::Done);
    REQUIRE(descriptors.size() == 1);
    handed = std::move(descriptors.front());
  }
};

/// An honest server, and a client that does as it likes.
struct HostilePair : Guest {
  std::optional<detail::ShmMemory> memory;

  HostilePair() {
    auto adopted = detail::ShmMemory::adopt(system, handed.get(), detail::kMinShmRingBytes);
    REQUIRE(adopted);
    memory.emplace(*std::move(adopted));
    REQUIRE(detail::ring_shm_bell(*line));
  }

  detail::ShmLane& to_client() const { return memory->lane(0); }
  detail::ShmLane& to_server() const { return memory->lane(1); }
};

}  // namespace idl::test
