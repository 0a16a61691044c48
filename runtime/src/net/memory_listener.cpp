// A registry of names, and behind each name a queue of connections that wait for accept(). No bytes
// pass here: the two ends of a connection are those of memory_link.h.
#include "net/memory_listener.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>

#include "base/system_error.h"
#include "base/unique_fd.h"
#include "base/wait_until.h"
#include "net/memory_link.h"

namespace idl::detail {
namespace {

Error cancelled(const MemoryAddress& address) {
  return {.code = Code::Cancelled,
          .message = to_string(Address(address)) + " is closed to further connections"};
}

Error unavailable(const MemoryAddress& address) {
  return {.code = Code::Unavailable,
          .message = "cannot connect to " + to_string(Address(address)) +
                     ": nobody in this process listens there",
          .origin = Origin::Transport};
}

// The queue of waiting connections. Its descriptor is readable while there is one, and after
// close().
class Doorway {
 public:
  Doorway(System& system, UniqueFd signal, std::size_t backlog)
      : system_(system), signal_(std::move(signal)), backlog_(backlog) {}

  enum class Entered : std::uint8_t { Waiting, Closed, DeadlinePassed };
  Entered enter(std::unique_ptr<Transport>& transport, TimePoint deadline);

  // The next connection, or why there is none.
  AcceptOutcome leave(const MemoryAddress& address);

  void close();
  int poll_fd() const { return signal_.get(); }

 private:
  bool wait_for_room(std::unique_lock<std::mutex>& lock, TimePoint deadline);
  void raise() {
    (void)retry_interrupted([&] { return system_.write_eventfd(signal_.get(), 1); });
  }

  System& system_;
  UniqueFd signal_;
  std::size_t backlog_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<Transport>> waiting_;  // guarded by mutex_
  bool closed_ = false;                             // guarded by mutex_
};

bool Doorway::wait_for_room(std::unique_lock<std::mutex>& lock, TimePoint deadline) {
  const auto can_go_on = [&] { return closed_ || waiting_.size() < backlog_; };
  return wait_until(changed_, lock, deadline, can_go_on);
}

Doorway::Entered Doorway::enter(std::unique_ptr<Transport>& transport, TimePoint deadline) {
  std::unique_lock lock(mutex_);
  if (!wait_for_room(lock, deadline)) {
    return Entered::DeadlinePassed;
  }
  if (closed_) {
    return Entered::Closed;
  }
  if (waiting_.empty()) {
    raise();
  }
  waiting_.push_back(std::move(transport));
  return Entered::Waiting;
}

AcceptOutcome Doorway::leave(const MemoryAddress& address) {
  const std::lock_guard lock(mutex_);
  if (closed_) {
    return {.status = AcceptStatus::Failed, .error = cancelled(address)};
  }
  if (waiting_.empty()) {
    return {.status = AcceptStatus::WouldBlock};
  }
  auto transport = std::move(waiting_.front());
  waiting_.pop_front();
  if (waiting_.empty()) {
    (void)retry_interrupted([&] { return system_.read_eventfd(signal_.get()); });
  }
  changed_.notify_one();
  return {.status = AcceptStatus::Accepted, .transport = std::move(transport)};
}

void Doorway::close() {
  std::deque<std::unique_ptr<Transport>> turned_away;
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    turned_away.swap(waiting_);
    raise();
  }
  changed_.notify_all();
}

// Which names are listened at. It is never destroyed: threads may connect while the process exits.
class Registry {
 public:
  static Registry& instance() {
    static auto* const registry = new Registry;
    return *registry;
  }

  bool add(const std::string& name, const std::shared_ptr<Doorway>& doorway) {
    const std::lock_guard lock(mutex_);
    return doorways_.emplace(name, doorway).second;
  }

  void remove(const std::string& name) {
    const std::lock_guard lock(mutex_);
    doorways_.erase(name);
  }

  std::shared_ptr<Doorway> find(const std::string& name) {
    const std::lock_guard lock(mutex_);
    const auto found = doorways_.find(name);
    return found == doorways_.end() ? nullptr : found->second;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Doorway>> doorways_;  // guarded by mutex_
};

class MemoryListener final : public Listener {
 public:
  MemoryListener(std::shared_ptr<Doorway> doorway, const MemoryAddress& address)
      : doorway_(std::move(doorway)), name_(address.name), address_(address) {}
  ~MemoryListener() override { MemoryListener::close(); }

  AcceptOutcome accept() override { return doorway_->leave({name_}); }
  int poll_fd() const override { return doorway_->poll_fd(); }
  const Address& address() const override { return address_; }

  void close() override {
    std::call_once(closed_, [this] {
      Registry::instance().remove(name_);
      doorway_->close();
    });
  }

 private:
  std::shared_ptr<Doorway> doorway_;
  std::string name_;
  Address address_;
  std::once_flag closed_;
};

}  // namespace

Result<std::unique_ptr<Listener>> listen_memory(World world, const MemoryAddress& address,
                                                const ListenOptions& options) {
  const std::string what = "cannot listen at " + to_string(Address(address));
  const auto signal = world.system.make_eventfd();
  if (!signal.ok()) {
    return system_error(what, signal.error);
  }
  const auto backlog = static_cast<std::size_t>(options.backlog > 0 ? options.backlog : 1);
  const auto doorway = std::make_shared<Doorway>(world.system, UniqueFd(signal.value), backlog);
  if (!Registry::instance().add(address.name, doorway)) {
    return Error{.code = Code::SystemError,
                 .message = what + ": this process listens there already; choose another name"};
  }
  return std::make_unique<MemoryListener>(doorway, address);
}

Result<std::unique_ptr<Transport>> connect_memory(World world, const MemoryAddress& address,
                                                  TimePoint deadline) {
  const auto doorway = Registry::instance().find(address.name);
  if (doorway == nullptr) {
    return unavailable(address);
  }
  auto link = make_memory_link(world.system, address);
  if (!link) {
    return link.error();
  }
  auto& [mine, theirs] = *link;
  switch (doorway->enter(theirs, deadline)) {
    case Doorway::Entered::Waiting:
      return std::move(mine);
    case Doorway::Entered::DeadlinePassed:
      return Error{.code = Code::DeadlineExceeded,
                   .message = "cannot connect to " + to_string(Address(address)) +
                              ": the deadline passed while its queue was full"};
    case Doorway::Entered::Closed:
      break;
  }
  return unavailable(address);
}

}  // namespace idl::detail
