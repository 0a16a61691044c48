// The room: who is in it, and how each of them is called back. Who lets go of the seat, or loses
// the connection, is out of the room. It knows no sockets.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "chat.rpc.h"

namespace chat {

/// Who is in the room. Any thread.
class Members {
 public:
  /// False if the name is taken.
  [[nodiscard]] bool add(const std::string& name, Listener::Client listener);
  void remove(const std::string& name);

  /// Tells everybody but the one who says it; how many that were.
  std::uint32_t tell_others(const std::string& name, const std::string& text);

 private:
  [[nodiscard]] std::vector<Listener::Client> others(const std::string& name);

  std::mutex mutex_;
  std::map<std::string, Listener::Client> listeners_;
};

class OpenRoom final : public Room::Server {
 public:
  Room::JoinResult join(idl::Context& context, std::string name,
                        Listener::Client listener) override;

 private:
  const std::shared_ptr<Members> members_ = std::make_shared<Members>();
};

}  // namespace chat
