// Echoes and streams: one server, one channel, one client thread.
// Orders are order_workloads.cpp's.
#include "idl_workloads.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "echo_service.h"
#include "served.h"

namespace bench {
namespace {

using ServedEcho = Served<EchoServer>;

void require(const EchoResult& result) {
  if (result) return;
  std::fputs((to_text(result.error()) + "\n").c_str(), stderr);
  std::abort();
}

void keep_outstanding(const EchoClient& client, const std::string& text, int calls) {
  std::vector<idl::Pending<EchoResult>> window;
  window.reserve(kOutstanding);
  for (int started = 0; started < calls;) {
    while (window.size() < kOutstanding && started < calls) {
      window.push_back(client.start_echo(text));
      ++started;
    }
    for (auto& call : window) require(call.wait());
    window.clear();
  }
}

void call_in_turn(const EchoClient& client, const std::string& text, int calls) {
  for (int i = 0; i < calls; ++i) require(client.echo(text));
}

using Calls = void (*)(const EchoClient&, const std::string&, int);

enum class Counts { AllTime, BestSlice };

Nanoseconds measure(Socket socket, int calls, Calls make_calls, Counts counts,
                    std::size_t bytes = kMessageBytes) {
  const ServedEcho served(socket);
  const EchoClient client(served.connect());
  const std::string text(bytes, 'x');
  const auto run = [&](int n) { make_calls(client, text, n); };
  return counts == Counts::BestSlice ? best_time_per_call(calls, run) : time_per_call(calls, run);
}

}  // namespace

Nanoseconds idl_one_at_a_time(Socket socket, int calls) {
  return measure(socket, calls, call_in_turn, Counts::AllTime);
}

Nanoseconds idl_outstanding(Socket socket, int calls) {
  return measure(socket, calls, keep_outstanding, Counts::AllTime);
}

Nanoseconds idl_spinning_one_at_a_time(Socket socket, int calls) {
  return measure(socket, calls, call_in_turn, Counts::BestSlice);
}

Nanoseconds idl_spinning_outstanding(Socket socket, int calls) {
  return measure(socket, calls, keep_outstanding, Counts::BestSlice);
}

Nanoseconds idl_blobs(Socket socket, int calls) {
  return measure(socket, calls, call_in_turn, Counts::AllTime, std::size_t{1} << 20);
}

Nanoseconds idl_stream(Socket socket, int messages) {
  const ServedEcho served(socket);
  const EchoClient client(served.connect());
  return time_per_call(messages, [&](int n) {
    auto stream = client.pour(static_cast<std::uint32_t>(n));
    int count = 0;
    while (const auto text = stream.next()) count += text->size() == kMessageBytes ? 1 : 0;
    if (count != n || !stream.finish()) std::abort();
  });
}

}  // namespace bench
