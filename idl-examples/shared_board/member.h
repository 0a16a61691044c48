// One who shares the board: it serves all others and calls all others, each through a memory that
// only those two have.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include <idl/server.h>

#include "board.rpc.h"
#include "copy.h"

namespace board {

/// The public functions are for one thread; what the others call comes on the server's.
class Member final : public Peer::Server {
 public:
  explicit Member(std::string name) : name_(std::move(name)) {}

  /// Begins to serve at `address`, alone with an empty board.
  idl::Result<void> listen(const std::string& address);

  /// Joins the member at `address` and all whom it knows, and takes over their board.
  idl::Result<void> join_at(const std::string& address);

  /// Writes, and tells all others, one after the other. Who cannot be told has gone.
  void write(const std::string& place, const std::string& text);

  /// Tells all others that this member goes.
  void leave();

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] Copy& copy() { return copy_; }

  // What the others call.
  Peer::JoinResult join(idl::Context&, Contact newcomer) override;
  Peer::PutResult put(idl::Context&, Entry entry) override;
  Peer::LeaveResult leave(idl::Context&, std::string name) override;

 private:
  struct Other {
    std::string address;
    Peer::Client peer;
  };

  idl::Result<void> connect(const Contact& contact);
  std::map<std::string, Other> others();
  void forget(const std::string& name);
  void say(const std::string& what) const;

  const std::string name_;
  Contact self_;
  Copy copy_;
  std::mutex mutex_;
  std::map<std::string, Other> others_;  // by name
  idl::Server server_;                   // last: it stops before the rest goes
};

}  // namespace board
