// Numbers are read at once. A name goes to the system's resolver on a detached thread that shares
// nothing but the inquiry with whoever waits, so that they can leave at their deadlines.
#include "net/resolver.h"

#include <atomic>
#include <memory>
#include <system_error>
#include <thread>

#include "base/wait_until.h"

namespace idl::detail {
namespace {

std::atomic<int>& threads_in_use() {
  static std::atomic<int> count{0};
  return count;
}

Error too_many_threads(const std::string& host) {
  return {.code = Code::ResourceExhausted,
          .message = "cannot resolve '" + host + "': too many names are being resolved already"};
}

}  // namespace

void NameInquiry::answer(System& system, std::uint16_t port) {
  Resolved found = system.resolve(host_, port, ResolveMode::Names);
  // Before the answer is out: who has it finds the place free again.
  threads_in_use().fetch_sub(1);
  {
    const std::lock_guard lock(mutex_);
    answer_ = std::move(found);
    answered_.notify_all();
  }
  if (told_ != nullptr) told_();
}

bool NameInquiry::is_answered() {
  const std::lock_guard lock(mutex_);
  return answer_.has_value();
}

Result<std::shared_ptr<NameInquiry>> NameInquiry::begin(World world, const TcpAddress& name,
                                                        std::function<void()> told) {
  if (threads_in_use().fetch_add(1) >= kMaxResolverThreads) {
    threads_in_use().fetch_sub(1);
    return too_many_threads(name.host);
  }
  const std::shared_ptr<NameInquiry> inquiry(new NameInquiry(name.host, std::move(told)));
  try {
    std::thread([inquiry, &system = world.system, port = name.port] {
      inquiry->answer(system, port);
    }).detach();
  } catch (const std::system_error&) {  // the system has no thread to give
    threads_in_use().fetch_sub(1);
    return too_many_threads(name.host);
  }
  return inquiry;
}

Result<std::vector<RawAddress>> NameInquiry::wait(TimePoint deadline) {
  std::unique_lock lock(mutex_);
  const auto answered = [&] { return answer_.has_value(); };
  if (!wait_until(answered_, lock, deadline, answered)) {
    return Error{.code = Code::DeadlineExceeded,
                 .message = "the deadline passed while '" + host_ + "' was being resolved"};
  }
  if (answer_->failure.empty()) return answer_->addresses;
  return Error{.code = Code::Unavailable,
               .message = "cannot resolve '" + host_ + "': " + answer_->failure};
}

std::optional<std::vector<RawAddress>> resolve_numbers(World world, const TcpAddress& address) {
  Resolved numeric = world.system.resolve(address.host, address.port, ResolveMode::NumbersOnly);
  if (!numeric.failure.empty()) return std::nullopt;
  return std::move(numeric.addresses);
}

Result<std::vector<RawAddress>> resolve(World world, const TcpAddress& address,
                                        TimePoint deadline) {
  if (auto numbers = resolve_numbers(world, address)) return *std::move(numbers);
  const auto inquiry = NameInquiry::begin(world, address);
  if (!inquiry) {
    return inquiry.error();
  }
  return (*inquiry)->wait(deadline);
}

}  // namespace idl::detail
