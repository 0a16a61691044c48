// Joining, telling, leaving. The lock guards the list of the others and is never held during a
// call: the one who is called may be calling here at the same time.
#include "member.h"

#include <chrono>
#include <iostream>
#include <sstream>
#include <utility>

namespace board {

idl::Result<void> Member::listen(const std::string& address) {
  self_ = {.name = name_, .address = address};  // before the first may ask for it
  if (auto added = server_.add(*this); !added) return added.error();
  const auto bound = server_.listen(address);
  if (!bound) return bound.error();
  return {};
}

idl::Result<void> Member::join_at(const std::string& address) {
  const auto channel = idl::Channel::connect(address);
  if (!channel) return channel.error();
  const auto joined = Peer::Client(*channel).join(self_);
  if (!joined) return joined.error();
  for (const Entry& entry : joined->entries) copy_.take(entry);
  for (const Contact& contact : joined->others) {
    if (auto connected = connect(contact); !connected) return connected;
    // The one who was asked first knows already.
    if (contact.address == address) continue;
    const auto told = others().at(contact.name).peer.join(self_);
    if (!told) {
      forget(contact.name);
      continue;
    }
    for (const Entry& entry : told->entries) copy_.take(entry);
  }
  return {};
}

idl::Result<void> Member::connect(const Contact& contact) {
  const auto channel = idl::Channel::connect(contact.address);
  if (!channel) return channel.error();
  const std::lock_guard guard(mutex_);
  others_.insert_or_assign(contact.name, Other{contact.address, Peer::Client(*channel)});
  return {};
}

std::map<std::string, Member::Other> Member::others() {
  const std::lock_guard guard(mutex_);
  return others_;
}

void Member::forget(const std::string& name) {
  const std::lock_guard guard(mutex_);
  others_.erase(name);
}

void Member::say(const std::string& what) const {
  // One write, so that lines of several threads do not mix.
  std::cout << name_ + " | " + what + '\n' << std::flush;
}

void Member::write(const std::string& place, const std::string& text) {
  const Entry entry = copy_.write(place, text, name_);
  std::ostringstream line;
  line << "writes " << place << ": " << text;
  for (const auto& [name, other] : others()) {
    const auto begun = std::chrono::steady_clock::now();
    const auto told = other.peer.put(entry);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begun;
    line << (told ? "; " + name + " knows it after " : "; " + name + " has gone, after ")
         << took.count() << " µs";
    if (!told) forget(name);
  }
  say(line.str());
}

void Member::leave() {
  for (const auto& [name, other] : others()) {
    if (!other.peer.leave(name_)) forget(name);
  }
}

Peer::JoinResult Member::join(idl::Context&, Contact newcomer) {
  Peer::JoinValues answer{.others = {self_}};
  for (const auto& [name, other] : others()) answer.others.push_back({name, other.address});
  if (auto connected = connect(newcomer); !connected) return connected.error();
  // Not before: what is written from now on is told to the newcomer, and what was is here.
  answer.entries = copy_.entries();
  say(newcomer.name + " joins");
  return answer;
}

Peer::PutResult Member::put(idl::Context&, Entry entry) {
  copy_.take(entry);
  return {};
}

Peer::LeaveResult Member::leave(idl::Context&, std::string name) {
  forget(name);
  say(name + " leaves");
  return {};
}

}  // namespace board
