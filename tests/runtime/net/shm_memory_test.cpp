// M1: which memory is accepted from a peer. A memory that could shrink, or whose pages could be
// missing, is refused before it is mapped, for touching it would end the process.
#include "net/shm_memory.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

#include "tests/support/faulty_system.h"

namespace {

using namespace idl::detail;
using namespace idl::test;
using idl::Code;
using idl::Fd;

constexpr std::size_t kRing = 8192;
constexpr std::size_t kTotal = kShmRingsOffset + 2 * kRing;
constexpr std::size_t kPage = 4096;
constexpr int kAllSeals = F_SEAL_SHRINK | F_SEAL_GROW;

// A memfd as a peer might make it.
Fd foreign_memory(std::size_t bytes, int seals, unsigned flags = 0) {
  Fd fd(::memfd_create("foreign", MFD_CLOEXEC | MFD_ALLOW_SEALING | flags));
  if (fd) {
    REQUIRE(::ftruncate(fd.get(), static_cast<off_t>(bytes)) == 0);
    REQUIRE(::fcntl(fd.get(), F_ADD_SEALS, seals) == 0);
  }
  return fd;
}

void check_refused(System& system, int fd, std::size_t ring, const std::string& why) {
  const auto adopted = ShmMemory::adopt(system, fd, ring);
  REQUIRE_FALSE(adopted);
  CHECK(adopted.error().code == Code::ProtocolError);
  CHECK(adopted.error().message == "the peer's shared memory is not safe to use: " + why);
}

TEST_CASE("what one side makes the other maps, and both see the same bytes") {
  FaultySystem system;
  const auto made = ShmMemory::make(system, kRing);
  REQUIRE(made);
  const auto adopted = ShmMemory::adopt(system, made->second.get(), kRing);
  REQUIRE(adopted);
  for (const std::size_t direction : {0U, 1U}) {
    CHECK(adopted->ring(direction).size() == kRing);
    made->first.ring(direction)[kRing - 1] = std::byte{42};
    CHECK(adopted->ring(direction)[kRing - 1] == std::byte{42});
    made->first.lane(direction).published.store(7 + direction);
    CHECK(adopted->lane(direction).published.load() == 7 + direction);
  }
}

TEST_CASE("M1 nobody can change the size of a memory that was made here") {
  FaultySystem system;
  const auto made = ShmMemory::make(system, kRing);
  REQUIRE(made);
  const int fd = made->second.get();
  CHECK(::ftruncate(fd, 0) < 0);
  CHECK(::ftruncate(fd, static_cast<off_t>(2 * kTotal)) < 0);
  CHECK(::fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE) < 0);
  CHECK(::fcntl(fd, F_GETFD) == FD_CLOEXEC);
}

TEST_CASE("M1 a memory without all seals is refused before it is mapped") {
  FaultySystem system;
  for (const int seals :
       {0, F_SEAL_SHRINK, F_SEAL_GROW, F_SEAL_GROW | F_SEAL_SEAL, F_SEAL_SHRINK | F_SEAL_SEAL}) {
    CAPTURE(seals);
    const Fd fd = foreign_memory(kTotal, seals);
    check_refused(system, fd.get(), kRing, "it is not a memfd whose size is sealed");
  }
  CHECK(system.calls(Site::Map) == 0);
}

TEST_CASE("M1 a file, a socket or a closed descriptor is no memory") {
  FaultySystem system;
  std::string name = "/tmp/idl-shm-XXXXXX";
  const Fd file(::mkstemp(name.data()));
  REQUIRE(::ftruncate(file.get(), static_cast<off_t>(kTotal)) == 0);
  ::unlink(name.c_str());
  const Fd socket(::socket(AF_UNIX, SOCK_STREAM, 0));
  for (const int fd : {file.get(), socket.get(), -1}) {
    check_refused(system, fd, kRing, "it is not a memfd whose size is sealed");
  }
  CHECK(system.calls(Site::Map) == 0);
}

TEST_CASE("M1 a memory of another size than announced is refused") {
  FaultySystem system;
  for (const std::size_t bytes : {std::size_t{0}, kTotal - 1, kTotal + 1, kTotal - kRing}) {
    CAPTURE(bytes);
    const Fd fd = foreign_memory(bytes, kAllSeals);
    check_refused(system, fd.get(), kRing,
                  "it does not have the " + std::to_string(kTotal) + " bytes that were announced");
  }
  CHECK(system.calls(Site::Map) == 0);
}

TEST_CASE("M1 huge pages, of which none may be left, are refused") {
  constexpr std::size_t kHugePage = std::size_t{2} << 20;
  FaultySystem system;
  const Fd fd = foreign_memory(kHugePage, kAllSeals, MFD_HUGETLB);
  if (!fd) return;  // a kernel without them has nothing to refuse
  check_refused(system, fd.get(), kRing, "it is not made of ordinary pages");
}

// How much of a file takes memory.
std::int64_t bytes_there(int fd) {
  struct stat file {};
  REQUIRE(::fstat(fd, &file) == 0);
  return std::int64_t{file.st_blocks} * 512;
}

bool make_hole(int fd) {
  return ::fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, kPage, kPage) == 0;
}

TEST_CASE("M1 no page can be taken out of a memory that both sides have") {
  FaultySystem system;
  const auto made = ShmMemory::make(system, kRing);
  REQUIRE(made);
  const int fd = made->second.get();
  const auto adopted = ShmMemory::adopt(system, fd, kRing);
  REQUIRE(adopted);
  CHECK(made->first.keep_pages(fd));
  CHECK_FALSE(make_hole(fd));
  CHECK(::madvise(adopted->ring(0).data(), kPage, MADV_REMOVE) < 0);
  CHECK(::mmap(nullptr, kTotal, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) == MAP_FAILED);
  CHECK(::fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE) < 0);
  CHECK(bytes_there(fd) == kTotal);
  made->first.ring(1)[0] = std::byte{7};
  CHECK(adopted->ring(1)[0] == std::byte{7});
}

TEST_CASE("M1 pages that were taken out before are put back, or the system says no in time") {
  FaultySystem system;
  const auto made = ShmMemory::make(system, kRing);
  REQUIRE(made);
  const int fd = made->second.get();
  REQUIRE(make_hole(fd));
  CHECK(bytes_there(fd) == kTotal - kPage);
  CHECK(ShmMemory::adopt(system, fd, kRing));
  CHECK(bytes_there(fd) == kTotal);
  system.fail(Site::ReserveMemory, std::errc::not_enough_memory);
  const auto kept = made->first.keep_pages(fd);
  REQUIRE_FALSE(kept);
  CHECK(kept.error().code == Code::ResourceExhausted);
}

TEST_CASE("M1 a memory whose pages cannot be kept is refused") {
  FaultySystem system;
  const Fd fd = foreign_memory(kTotal, kAllSeals | F_SEAL_SEAL);
  check_refused(system, fd.get(), kRing, "pages could be taken out of it");
}

TEST_CASE("M1 a memory that may not be written is refused") {
  FaultySystem system;
  const Fd sealed = foreign_memory(kTotal, kAllSeals | F_SEAL_WRITE);
  check_refused(system, sealed.get(), kRing, "it may not be written");
  const Fd fd = foreign_memory(kTotal, kAllSeals);
  const std::string again = "/proc/self/fd/" + std::to_string(fd.get());
  const Fd to_be_read(::open(again.c_str(), O_RDONLY | O_CLOEXEC));
  check_refused(system, to_be_read.get(), kRing, "it may not be written");
}

// Lets this process have no file with more than `bytes`, until the end.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(std::size_t bytes) {
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before_) == 0);
    const rlimit less{bytes, before_.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &less) == 0);
  }
  ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &before_); }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
};

TEST_CASE("a process that may have no files so big is told so, and not ended by a signal") {
  FaultySystem system;
  const auto made = ShmMemory::make(system, kRing);
  REQUIRE(made);
  const FileSizeLimit limit(kTotal - 1);
  const auto another = ShmMemory::make(system, kRing);
  REQUIRE_FALSE(another);
  CHECK(another.error().code == Code::ResourceExhausted);
  CHECK(another.error().message ==
        "cannot set up the shared memory of a connection: File too large; raise the limit of the "
        "size of files (ulimit -f)");
  // What is so big already does not grow.
  CHECK(ShmMemory::adopt(system, made->second.get(), kRing));
}

TEST_CASE("each failure of the system is a clear error") {
  for (const Site site : {Site::MakeMemory, Site::ReserveMemory, Site::AddSeals, Site::Map}) {
    FaultySystem system;
    system.fail(site, std::errc::not_enough_memory);
    const auto made = ShmMemory::make(system, kRing);
    REQUIRE_FALSE(made);
    CHECK(made.error().code == Code::ResourceExhausted);
    CHECK(made.error().message.find("cannot set up the shared memory of a connection: ") == 0);
  }
  FaultySystem system;
  system.fail(Site::ReserveMemory, std::errc::no_space_on_device);
  const auto made = ShmMemory::make(system, kRing);
  REQUIRE_FALSE(made);
  CHECK(made.error().code == Code::ResourceExhausted);
  CHECK(made.error().message.ends_with("; there is too little memory left"));
  system.fail(Site::ReserveMemory, std::errc::interrupted, 3);
  CHECK(ShmMemory::make(system, kRing));
}

TEST_CASE("rings have sizes that are powers of two, neither tiny nor enormous") {
  CHECK(is_shm_ring_size(kMinShmRingBytes));
  CHECK(is_shm_ring_size(kMaxShmRingBytes));
  for (const std::size_t bytes : {std::size_t{0}, kMinShmRingBytes / 2, kMinShmRingBytes + 1,
                                  std::size_t{12288}, 2 * kMaxShmRingBytes}) {
    CAPTURE(bytes);
    CHECK_FALSE(is_shm_ring_size(bytes));
  }
}

}  // namespace
