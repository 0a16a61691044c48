// Joining, talking and leaving.
// Calls to listeners are made without the lock, for they go over the network.
#include "room.h"

namespace chat {
namespace {

/// Lives as long as the client holds its reference, and at most as long as the connection.
class TakenSeat final : public Seat::Server {
 public:
  TakenSeat(std::shared_ptr<Members> members, std::string name)
      : members_(std::move(members)), name_(std::move(name)) {
    members_->tell_others(name_, "(has come)");
  }
  ~TakenSeat() override {
    members_->remove(name_);
    members_->tell_others(name_, "(has left)");
  }

  Seat::SayResult say(idl::Context&, std::string text) override {
    return members_->tell_others(name_, text);
  }

 private:
  const std::shared_ptr<Members> members_;
  const std::string name_;
};

}  // namespace

bool Members::add(const std::string& name, Listener::Client listener) {
  const std::lock_guard guard(mutex_);
  return listeners_.emplace(name, std::move(listener)).second;
}

void Members::remove(const std::string& name) {
  const std::lock_guard guard(mutex_);
  listeners_.erase(name);
}

std::vector<Listener::Client> Members::others(const std::string& name) {
  const std::lock_guard guard(mutex_);
  std::vector<Listener::Client> others;
  for (const auto& [other, listener] : listeners_) {
    if (other != name) others.push_back(listener);
  }
  return others;
}

std::uint32_t Members::tell_others(const std::string& name, const std::string& text) {
  std::uint32_t told = 0;
  for (const Listener::Client& listener : others(name)) {
    if (listener.said(name, text)) ++told;
  }
  return told;
}

Room::JoinResult OpenRoom::join(idl::Context&, std::string name, Listener::Client listener) {
  if (!members_->add(name, std::move(listener))) {
    return NoEntry{.why = "somebody is called " + name + " already"};
  }
  return Seat::Client(std::make_shared<TakenSeat>(members_, std::move(name)));
}

}  // namespace chat
