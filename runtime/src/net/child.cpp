// Starting a program with one end of a socket pair, and seeing it off. Its end is awaited through a
// descriptor, so that a deadline holds without a thread or a signal handler.
#include "idl/child.h"

#include <csignal>
#include <utility>

#include "base/clock.h"
#include "base/system_error.h"
#include "base/unique_fd.h"
#include "idl/inherited.h"
#include "net/wait.h"

namespace idl {

using detail::World;

/// The process behind a Child.
class Child::Process {
 public:
  Process(World world, pid_t pid, Fd ended, Address address)
      : world_(world), pid_(pid), ended_(std::move(ended)), address_(std::move(address)) {}
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  ~Process() {
    withdraw_socket(address_);
    if (status_) return;
    kill(SIGKILL);
    (void)reap();
  }

  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] const Address& address() const { return address_; }

  Result<ExitStatus> wait(Duration timeout) {
    if (status_) return *status_;
    const TimePoint deadline = detail::deadline_after(world_.clock.now(), timeout);
    const auto waited = detail::wait_for(world_, ended_.get(), Interest::Read, deadline);
    if (!waited) return waited.error();
    if (*waited == detail::WaitOutcome::Ready) return reap();
    return Error{.code = Code::DeadlineExceeded, .message = name() + " has not ended in time"};
  }

  void kill(int signal) {
    if (!status_) (void)world_.system.kill(pid_, signal);
  }

 private:
  [[nodiscard]] std::string name() const { return "child process " + std::to_string(pid_); }

  Result<ExitStatus> reap() {
    const auto ended = detail::retry_interrupted([&] { return world_.system.reap(pid_); });
    if (!ended.ok()) return detail::system_error("cannot wait for " + name(), ended.error);
    const bool by_itself = ended.value.si_code == CLD_EXITED;
    const int number = ended.value.si_status;
    status_ = by_itself ? ExitStatus{.code = number} : ExitStatus{.signal = number};
    return *status_;
  }

  World world_;
  pid_t pid_;
  Fd ended_;
  Address address_;
  std::optional<ExitStatus> status_;
};

Child::Child(std::unique_ptr<Process> process) : process_(std::move(process)) {}
Child::Child(Child&&) noexcept = default;
Child& Child::operator=(Child&&) noexcept = default;
Child::~Child() = default;

const Address& Child::address() const { return process_->address(); }
int Child::pid() const { return process_->pid(); }
Result<ExitStatus> Child::wait(Duration timeout) { return process_->wait(timeout); }
void Child::kill(int signal) { process_->kill(signal); }

namespace {

// As exec wants them. They refer to `arguments`.
std::vector<char*> pointers_to(const std::vector<std::string>& arguments) {
  std::vector<char*> pointers;
  for (const std::string& argument : arguments) {
    pointers.push_back(const_cast<char*>(argument.c_str()));
  }
  pointers.push_back(nullptr);
  return pointers;
}

Error cannot_start(const std::string& program, std::errc reason) {
  Error error = detail::system_error("cannot start '" + program + "'", reason);
  if (reason == std::errc::no_such_file_or_directory) error.code = Code::Unavailable;
  return error;
}

}  // namespace

Result<Child> spawn(const std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments.front().empty()) {
    return Error{.code = Code::InvalidArgument, .message = "there is no program to start"};
  }
  const World world = detail::real_world();
  const std::string& program = arguments.front();
  const auto pair = world.system.make_socket_pair();
  if (!pair.ok()) return cannot_start(program, pair.error);
  Fd own(pair.value.first);
  const Fd childs(pair.value.second);
  const auto child = world.system.spawn(pointers_to(arguments), childs.get());
  if (!child.ok()) return cannot_start(program, child.error);
  const auto ended = world.system.open_child(child.value);
  auto process = std::make_unique<Child::Process>(
      world, child.value, Fd(ended.ok() ? ended.value : -1), offer_socket(std::move(own)));
  if (!ended.ok()) return cannot_start(program, ended.error);
  return Child(std::move(process));
}

}  // namespace idl
