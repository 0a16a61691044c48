// Numbers are read at once. A name goes to the system's resolver on a detached thread that shares
// nothing but one record with the caller, so that the caller can leave at its deadline.
#include "net/resolver.h"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace idl::detail {
namespace {

// What the caller and the resolving thread share.
struct Inquiry {
  std::mutex mutex;
  std::condition_variable answered;
  std::optional<Resolved> answer;  // guarded by mutex
};

std::atomic<int>& threads_in_use() {
  static std::atomic<int> count{0};
  return count;
}

Error too_many_threads(const std::string& host) {
  return {.code = Code::ResourceExhausted,
          .message = "cannot resolve '" + host + "': too many names are being resolved already"};
}

void answer(System& system, const TcpAddress& address, Inquiry& inquiry) {
  Resolved found = system.resolve(address.host, address.port, ResolveMode::Names);
  // Before the answer is out: who has it finds the place free again.
  threads_in_use().fetch_sub(1);
  const std::lock_guard lock(inquiry.mutex);
  inquiry.answer = std::move(found);
  inquiry.answered.notify_all();
}

// Starts the thread, unless too many are stuck already.
bool ask_aside(System& system, const TcpAddress& address, std::shared_ptr<Inquiry> inquiry) {
  if (threads_in_use().fetch_add(1) >= kMaxResolverThreads) {
    threads_in_use().fetch_sub(1);
    return false;
  }
  try {
    std::thread([&system, address, shared = std::move(inquiry)] {
      answer(system, address, *shared);
    }).detach();
  } catch (const std::system_error&) {  // the system has no thread to give
    threads_in_use().fetch_sub(1);
    return false;
  }
  return true;
}

// The answer, or nothing when the deadline passed before it came.
std::optional<Resolved> wait_for_answer(Inquiry& inquiry, TimePoint deadline) {
  std::unique_lock lock(inquiry.mutex);
  const auto answered = [&] { return inquiry.answer.has_value(); };
  if (deadline == TimePoint::max()) {
    inquiry.answered.wait(lock, answered);
  } else {
    inquiry.answered.wait_until(lock, deadline, answered);
  }
  return std::move(inquiry.answer);
}

}  // namespace

Result<std::vector<RawAddress>> resolve(World world, const TcpAddress& address,
                                        TimePoint deadline) {
  Resolved numeric = world.system.resolve(address.host, address.port, ResolveMode::NumbersOnly);
  if (numeric.failure.empty()) {
    return std::move(numeric.addresses);
  }
  const auto inquiry = std::make_shared<Inquiry>();
  if (!ask_aside(world.system, address, inquiry)) {
    return too_many_threads(address.host);
  }
  std::optional<Resolved> named = wait_for_answer(*inquiry, deadline);
  if (!named) {
    return Error{.code = Code::DeadlineExceeded,
                 .message = "the deadline passed while '" + address.host + "' was being resolved"};
  }
  if (!named->failure.empty()) {
    return Error{.code = Code::Unavailable,
                 .message = "cannot resolve '" + address.host + "': " + named->failure};
  }
  return std::move(named->addresses);
}

}  // namespace idl::detail
