// The handlers of a neighbour.
// They run on threads of the server, or of the channel, whichever this process has.
#include "neighbour.h"

#include <iostream>

namespace neighbours {

Neighbour::MeetResult Me::meet(idl::Context& context, std::string name) {
  std::cout << name_ + " | " + name + " has come\n" << std::flush;
  const std::lock_guard guard(mutex_);
  neighbour_ = context.peer().client<Neighbour>();
  met_.notify_all();
  return name_;
}

Neighbour::HeardResult Me::heard(idl::Context&) { return heard_.load(); }

void Me::tell(idl::Context&, std::string text) {
  ++heard_;
  std::cout << name_ + " | heard: " + text + '\n' << std::flush;
}

Neighbour::Client Me::await_neighbour() {
  std::unique_lock guard(mutex_);
  met_.wait(guard, [this] { return neighbour_.has_value(); });
  return *neighbour_;
}

}  // namespace neighbours
