// Serving on a client's connection. The connection outlives whoever drives it, so that nothing of
// the driver is touched once it is closed.
#include "rpc/client_crew.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

#include "base/clock.h"
#include "rpc/worker_permit.h"

namespace idl::detail {

ClientCrew::ClientCrew(std::shared_ptr<Connection> connection, ReaderRole& role, CrewSetup setup)
    : CallHost(this, setup.exception_text),
      connection_(std::move(connection)),
      role_(role),
      setup_(std::move(setup)),
      crew_(*this, std::clamp<std::size_t>(setup_.max_threads, 2, kMostThreads),
            setup_.max_queued_calls) {}

Result<void> ClientCrew::start() {
  try {
    crew_.start_unmonitored();
    return {};
  } catch (const std::system_error& error) {
    return Error{Code::ResourceExhausted,
                 std::string("cannot start the channel's threads: ") + error.what(), Executed::No,
                 Origin::Local};
  }
}

void ClientCrew::take(IncomingCall& call) {
  if (crew_.submit(call)) return;
  refuse(call,
         "the client has too many calls that wait for a thread (ChannelOptions::max_threads)");
  complete(call);
}

void ClientCrew::serve(IncomingCall& call) {
  if (crew_.stopping()) call.cancel();  // a one-way call whose connection was over already
  WorkerPermit permit(crew_);
  TimePoint now = steady_clock().now();
  const bool over = run_handler(call, *this, &permit, now);
  crew_.give_back();
  if (over) complete(call);
}

void ClientCrew::task_ended(IncomingCall& call) {
  complete(call);
  tasks_.end();
}

void ClientCrew::complete(IncomingCall& call) {
  const std::shared_ptr<Connection> connection = call.connection;
  Connection::Guard guard = connection->lock();
  connection->finish(guard, call);
  connection->end_dropped(guard);
  if (connection->closed(guard)) return;
  connection->flush(guard);
  if (connection->wants_write(guard) || connection->write_failed(guard)) role_.nudge(guard);
}

bool ClientCrew::lead() {
  if (!std::exchange(told_, true) && setup_.on_connected) setup_.on_connected();
  read_until_closed();
  Connection::Guard guard = connection_->lock();
  reader_.wake.wait(guard, [this] { return reader_.done; });
  return true;
}

void ClientCrew::read_until_closed() {
  Connection::Guard guard = connection_->lock();
  if (!connection_->closed(guard)) role_.attend(guard, reader_);
  if (!connection_->closed(guard)) return;
  const Error why = *connection_->closed(guard);
  guard.unlock();
  if (setup_.log != nullptr) setup_.log->note_end(*connection_);
  if (setup_.on_lost) setup_.on_lost(why);
}

void ClientCrew::interrupt_leader() {
  const Connection::Guard guard = connection_->lock();
  reader_.done = true;
  reader_.wake.notify_one();
}

}  // namespace idl::detail
