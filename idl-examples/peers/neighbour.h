// One neighbour: what it answers, and what it remembers of the one at the other end. It is the same
// object whether its process has listened or connected.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>

#include "neighbours.rpc.h"

namespace neighbours {

class Me final : public Neighbour::Server {
 public:
  explicit Me(std::string name) : name_(std::move(name)) {}

  Neighbour::MeetResult meet(idl::Context& context, std::string name) override;
  Neighbour::HeardResult heard(idl::Context& context) override;
  void tell(idl::Context& context, std::string text) override;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::uint32_t things_heard() const { return heard_.load(); }

  /// Waits for somebody to meet(), and gives the way to call it back.
  [[nodiscard]] Neighbour::Client await_neighbour();

 private:
  const std::string name_;
  std::atomic<std::uint32_t> heard_{0};

  std::mutex mutex_;
  std::condition_variable met_;
  std::optional<Neighbour::Client> neighbour_;
};

}  // namespace neighbours
