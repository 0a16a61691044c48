// Threads that find their own work: first the lead, if it is free, then a call from the queue; with
// neither, they sleep.
#include "rpc/crew.h"

#include <system_error>
#include <utility>

#include "base/check.h"

namespace idl::detail {

Crew::Crew(Duties& duties, std::size_t max_threads, std::size_t max_queued)
    : duties_(duties),
      max_threads_(max_threads),
      monitor_(token_, *this),
      spare_(static_cast<std::ptrdiff_t>(max_threads)),
      queue_(max_queued) {}

Crew::~Crew() { stop(nullptr); }

void Crew::start() {
  monitor_.start();
  start_unmonitored();
}

void Crew::start_unmonitored() {
  const Guard guard(mutex_);
  threads_.emplace_back([this] { work(); });
  ++idle_;
  take_place();  // for the lead, whoever has it
}

void Crew::keep_lead() {
  const bool taken = token_.take();
  check(taken, "a crew's lead was taken before it could be kept");
}

void Crew::stop(const std::shared_ptr<void>& self) {
  std::vector<std::thread> threads;
  {
    const Guard guard(mutex_);
    stopping_.store(true, std::memory_order_release);
    threads.swap(threads_);
  }
  wake_.notify_all();
  duties_.interrupt_leader();
  monitor_.stop();
  std::thread own;
  for (std::thread& thread : threads) {
    if (thread.get_id() == std::this_thread::get_id()) {
      own = std::move(thread);
    } else {
      thread.join();
    }
  }
  if (own.joinable()) {
    // The last one: it lets go of everything when it ends, behind the caller's handler.
    const Guard guard(mutex_);
    self_ = self;
    own.detach();
  }
}

LeadToken::Run Crew::begin_run(ServedMethod& method) {
  run_method_.store(&method, std::memory_order_relaxed);
  const LeadToken::Run run = token_.begin_run();
  monitor_.watch();
  return run;
}

void Crew::on_stall(LeadToken::Run run) {
  ServedMethod* method = run_method_.load(std::memory_order_relaxed);
  Guard guard(mutex_);
  if (!token_.revoke(run)) return;
  take_place();
  method->policy.note_blocked();
  rouse(guard);
}

bool Crew::give_lead_away(LeadToken::Run run) {
  Guard guard(mutex_);
  if (!token_.is_in(run)) return true;
  if (spare_.load(std::memory_order_relaxed) < 2) return false;
  // Whoever is not idle, and new ones, wait for the lock sooner or later, and see the free token.
  if (idle_ <= queue_.size() && !spawn(guard) && !has_free_thread(guard)) return false;
  if (!token_.revoke(run)) return true;
  take_place();
  wake_.notify_one();
  return true;
}

bool Crew::submit(IncomingCall& call) {
  Guard guard(mutex_);
  // A lead that is free will be taken by the first who comes.
  const std::size_t needed = queue_.size() + (token_.is_free() ? 2 : 1);
  // Without a single thread beside the leader, nobody would ever look at the queue.
  if (idle_ < needed && !spawn(guard) && threads_.size() < 2) return false;
  if (!queue_.push(call)) return false;
  take_place();
  wake_.notify_one();
  return true;
}

void Crew::rouse(Guard& guard) {
  if (idle_ > queue_.size() || !spawn(guard)) wake_.notify_one();
}

bool Crew::spawn(Guard&) {
  if (stopping() || threads_.size() >= max_threads_) return false;
  try {
    threads_.emplace_back([this] { work(); });
  } catch (const std::system_error&) {
    return false;
  }
  ++idle_;
  return true;
}

// One that exists, and that neither the lead nor a place needs.
bool Crew::has_free_thread(const Guard&) const {
  const auto missing = static_cast<std::ptrdiff_t>(max_threads_ - threads_.size());
  return spare_.load(std::memory_order_relaxed) > missing;
}

void Crew::work() {
  std::shared_ptr<void> self;  // outlives the guard
  Guard guard(mutex_);
  --idle_;
  while (!stopping() || !queue_.empty()) {
    if (work_once(guard)) continue;
    ++idle_;
    wake_.wait(guard);
    --idle_;
  }
  if (self_ != nullptr) self = std::move(self_);
}

bool Crew::work_once(Guard& guard) {
  if (!stopping() && token_.take()) {
    guard.unlock();
    if (duties_.lead()) token_.release();
    guard.lock();
    return true;
  }
  IncomingCall* call = queue_.pop();
  if (call == nullptr) return false;
  guard.unlock();
  duties_.serve(*call);
  guard.lock();
  return true;
}

}  // namespace idl::detail
