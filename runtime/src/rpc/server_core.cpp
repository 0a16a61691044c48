// The life of a server: adding, listening, shutting down, stopping. What happens on a connection in
// between is the server loop's business.
#include "rpc/server_core.h"

#include <system_error>
#include <thread>
#include <utility>

#include "base/clock.h"
#include "base/wait_until.h"
#include "rpc/channel_watch.h"
#include "rpc/current_call.h"

namespace idl::detail {
namespace {

// Beyond a shutdown's grace, for the leader to notice. Only a system without threads to give needs
// it.
constexpr Duration kShutdownSlack = std::chrono::seconds(1);

Error shut_down() {
  return Error{Code::GoingAway, "the server has been shut down", Executed::No, Origin::Local};
}

std::shared_ptr<const ServerWatch> watch_of(const ServerOptions& options) {
  auto log = options.log == nullptr ? nullptr : std::make_shared<Log>(options.log);
  return ServerWatch::create({options.interceptors, options.metrics, std::move(log)});
}

Error too_late_to_add() {
  return Error{Code::InvalidArgument, "services are added before the first listen()", Executed::No,
               Origin::Local};
}

}  // namespace

ServerCore::ServerCore(ServerOptions options)
    : options_(std::move(options)), watch_(watch_of(options_)) {}

template <class Added>
Result<void> ServerCore::add(Added&& service, const ServiceOptions& options) {
  const Guard guard(mutex_);
  if (loop_ != nullptr) return too_late_to_add();
  return services_.add(std::forward<Added>(service), options);
}

template Result<void> ServerCore::add(Service& service, const ServiceOptions& options);
template Result<void> ServerCore::add(std::shared_ptr<Service>&& service,
                                      const ServiceOptions& options);

std::vector<const Service*> ServerCore::services() {
  const Guard guard(mutex_);
  return services_.services();
}

Result<void> ServerCore::start(Guard&) {
  if (loop_ != nullptr) return {};
  auto sound = none_is_null(options_.interceptors, "ServerOptions::interceptors");
  if (sound) sound = none_is_null(options_.peer_interceptors, "ServerOptions::peer_interceptors");
  if (!sound) return sound;
  auto peer_watch = ChannelWatch::create(options_.peer_interceptors, options_.metrics.get());
  auto loop = ServerLoop::create({options_, services_, this, *this, watch_, std::move(peer_watch)});
  if (!loop) return loop.error();
  try {
    if (options_.own_loop) {
      own_loop_ = std::make_unique<OwnLoop>(**loop);
    } else {
      (*loop)->crew().start();
    }
  } catch (const std::system_error& error) {
    return Error{Code::ResourceExhausted,
                 std::string("cannot start the server's threads: ") + error.what(), Executed::No,
                 Origin::Local};
  }
  loop_ = std::move(*loop);
  return {};
}

Result<Address> ServerCore::listen(const Address& address, const ListenOptions& options) {
  auto listener = open_listener(address, options);
  if (!listener) return listener.error();
  Address bound = (*listener)->address();
  Guard guard(mutex_);
  if (shutting_down_) return shut_down();
  if (auto started = start(guard); !started) return started.error();
  loop_->add_listener(std::move(*listener));
  return bound;
}

void ServerCore::on_drained(ShutdownReport report) {
  const Guard guard(mutex_);
  report_ = std::move(report);
  shutting_down_ = true;  // It may have come to its end by itself.
  drained_.notify_all();
}

void ServerCore::run() {
  Guard guard(mutex_);
  if (own_loop_ != nullptr) drive(guard, TimePoint::max());
  drained_.wait(guard, [this] { return report_.has_value(); });
}

void ServerCore::begin_shutdown(Guard&, TimePoint deadline) {
  shutting_down_ = true;
  if (loop_ != nullptr) {
    loop_->begin_drain(deadline);
  } else if (!report_) {
    report_ = ShutdownReport{};
    drained_.notify_all();
  }
}

ShutdownReport ServerCore::shutdown(Duration grace) {
  const TimePoint deadline = deadline_after(steady_clock().now(), grace);
  Guard guard(mutex_);
  begin_shutdown(guard, deadline);
  if (!works_for(this) || report_) return await_drained(guard, deadline);
  guard.unlock();
  return loop_->open_calls();
}

void ServerCore::drive(Guard& guard, TimePoint until) {
  bool drives = true;
  for (TimePoint now{}; drives && !report_ && now < until; now = steady_clock().now()) {
    guard.unlock();
    drives = own_loop_->round(remaining(until, steady_clock().now()));
    guard.lock();
  }
}

ShutdownReport ServerCore::await_drained(Guard& guard, TimePoint until) {
  const auto over = [this] { return report_.has_value(); };
  const TimePoint patience = deadline_after(until, kShutdownSlack);
  if (own_loop_ != nullptr && own_loop_->is_mine()) drive(guard, patience);
  if (!wait_until(drained_, guard, patience, over)) {
    guard.unlock();
    return loop_->open_calls();
  }
  return *report_;
}

std::span<const PollFd> ServerCore::poll_fds() {
  const Guard guard(mutex_);
  return own_loop_ == nullptr ? std::span<const PollFd>() : own_loop_->poll_fds();
}

Duration ServerCore::next_timeout() {
  const Guard guard(mutex_);
  return own_loop_ == nullptr ? Duration::max() : loop_->next_timeout();
}

void ServerCore::run_once(const std::shared_ptr<ServerCore>& self) {
  Guard guard(mutex_);
  if (own_loop_ == nullptr) return;
  guard.unlock();
  own_loop_->round(Duration::zero());
  guard.lock();
  if (!std::exchange(deserted_, false)) return;
  drive(guard, deadline_after(steady_clock().now(), kShutdownSlack));
  guard.unlock();
  loop_->crew().stop(self);
}

// The leader cannot wait for what only it can do: a thread of its own waits for it. If the system
// has none, the leader waits for a while, and what is left goes with the loop.
bool ServerCore::stop_aside(const std::shared_ptr<ServerCore>& self) {
  try {
    std::thread([self] { self->stop(self); }).detach();
  } catch (const std::system_error&) {
    return false;
  }
  return true;
}

void ServerCore::stop(const std::shared_ptr<ServerCore>& self) {
  if (own_loop_ == nullptr && leads_alone(this) && stop_aside(self)) return;
  // In a handler of this server: somebody else has to cut the connections off. If nobody can, they
  // go with the loop.
  (void)prepare_to_block();
  const TimePoint now = steady_clock().now();
  {
    Guard guard(mutex_);
    begin_shutdown(guard, now);
    if (own_loop_ != nullptr && works_for(this) && own_loop_->is_mine()) {
      deserted_ = true;
      return;
    }
    if (own_loop_ != nullptr) own_loop_->adopt();
    await_drained(guard, now);
  }
  if (loop_ == nullptr) return;
  loop_->await_tasks(self);
  loop_->crew().stop(self);
}

}  // namespace idl::detail
