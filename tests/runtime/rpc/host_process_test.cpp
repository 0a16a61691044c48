// What the runtime must not do to the program that it is in: signals, locale, descriptors, threads
// and the way the program ends stay the program's own.
#include <array>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"
#include "tests/support/process_threads.h"

namespace {

using idl::test::await_threads;
using idl::test::settled_threads;
using idl::test::threads_of_this_process;

std::set<int> descriptor_numbers() {
  std::set<int> descriptors;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    descriptors.insert(std::stoi(entry.path().filename()));
  }
  return descriptors;
}

/// What every signal does.
std::vector<std::uintptr_t> signal_handlers() {
  std::vector<std::uintptr_t> handlers;
  for (int signal = 1; signal < NSIG; ++signal) {
    struct sigaction action {};
    if (::sigaction(signal, nullptr, &action) == 0) {
      handlers.push_back(reinterpret_cast<std::uintptr_t>(action.sa_handler));
    }
  }
  return handlers;
}

/// Calls of every kind, on every transport, and a server that breaks while they are under way.
void use_everything() {
  probe::over_each([](probe::Over over) {
    probe::Served served(over);
    const probe::Client client = served.client();
    CHECK(client.echo("x"));
    CHECK(client.note("x"));
    auto chat = served.stream_client().chat();
    CHECK(chat.write("x"));
    CHECK(chat.next());
    (void)served.server.shutdown(std::chrono::seconds(0));
    // Into a connection that is gone: where SIGPIPE would come from.
    for (int i = 0; i < 3; ++i) (void)client.note("x");
  });
}

}  // namespace

TEST_CASE("P19 the runtime leaves the program's signals, locale and descriptors alone") {
  use_everything();  // what the libraries open once for all stays open
  const auto signals = signal_handlers();
  const std::string locale = std::setlocale(LC_ALL, nullptr);
  sigset_t mask_before;
  sigset_t mask_after;
  REQUIRE(::pthread_sigmask(SIG_SETMASK, nullptr, &mask_before) == 0);
  const auto descriptors = descriptor_numbers();
  const std::size_t threads = settled_threads();

  use_everything();

  CHECK(signal_handlers() == signals);
  CHECK(locale == std::setlocale(LC_ALL, nullptr));
  REQUIRE(::pthread_sigmask(SIG_SETMASK, nullptr, &mask_after) == 0);
  for (int signal = 1; signal < NSIG; ++signal) {
    CHECK(sigismember(&mask_before, signal) == sigismember(&mask_after, signal));
  }
  CHECK(descriptor_numbers() == descriptors);
  CHECK(await_threads(threads) == threads);
}

TEST_CASE("P19 no descriptor of the runtime reaches a child") {
  const auto before = descriptor_numbers();
  probe::over_each([&before](probe::Over over) {
    probe::Served served(over);
    const probe::Client client = served.client();
    CHECK(client.echo("x"));
    for (const int descriptor : descriptor_numbers()) {
      const int flags = ::fcntl(descriptor, F_GETFD);
      if (before.contains(descriptor) || flags < 0) continue;  // the listing's own is closed
      CAPTURE(descriptor);
      CHECK((flags & FD_CLOEXEC) != 0);
    }
  });
}

TEST_CASE("P19 a program may exit while a server and its clients are in use") {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    // Never deleted: their threads go on while the program's statics are destroyed.
    static auto* const served = new probe::Served(probe::Over::Unix);
    static auto* const client = new probe::Client(served->client());
    const bool works = static_cast<bool>(client->echo("x"));
    std::filesystem::remove_all(served->folder.path());
    std::exit(works ? 0 : 1);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("no thread before it is needed, none left behind") {
  const std::size_t before = settled_threads();
  {
    idl::Server idle;
    CHECK(threads_of_this_process() == before);
  }
  {
    probe::Served served;
    const std::size_t serving = threads_of_this_process();
    CHECK(serving == before + 2);  // one leads, one watches it
    const probe::Client client = served.client();
    CHECK(client.echo("x"));
    CHECK(threads_of_this_process() <= serving + 1);  // a busy machine may promote a spare one
  }
  CHECK(await_threads(before) == before);
}

TEST_CASE("a server has exactly as many threads as it was told, however many calls block") {
  for (const std::size_t most : {2U, 5U}) {
    const std::size_t before = settled_threads();
    probe::Gate gate;
    probe::Served served(probe::Over::Unix, {.max_threads = most});
    served.service.on_echo = [&gate](idl::Context&, std::string text) {
      gate.pass();
      return probe::EchoResult(std::move(text));
    };
    const probe::Client client = served.client();
    std::vector<std::thread> callers;
    for (int i = 0; i < 20; ++i) callers.emplace_back([&client] { CHECK(client.slow("x")); });
    gate.await_arrivals(static_cast<int>(most) - 1);  // one stays free to read
    // That one comes when the last handler is seen to block; one more thread watches.
    const std::size_t expected = before + callers.size() + most + 1;
    const auto end = std::chrono::steady_clock::now() + probe::kPatience;
    while (threads_of_this_process() < expected && std::chrono::steady_clock::now() < end) {
      std::this_thread::yield();
    }
    for (int i = 0; i < 20; ++i) CHECK(threads_of_this_process() == expected);
    gate.open();
    for (auto& caller : callers) caller.join();
  }
}
