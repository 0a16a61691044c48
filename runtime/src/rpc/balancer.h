// Which of several addresses a call goes to. Pure: it sees what stands in the candidates, and
// remembers whose turn it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "idl/balance.h"

namespace idl::detail {

/// What an address is good for at this moment.
enum class Standing : std::uint8_t {
  Connected,  ///< Calls may go out at once.
  Untried,    ///< A connection may be tried now.
  Closed,     ///< Not now: it pauses, somebody is connecting, or this call has tried it.
};

/// An address as the balancer sees it.
struct Candidate {
  Standing standing = Standing::Closed;
  std::size_t calls = 0;  ///< Under way there, of this channel. For LeastLoaded only.
};

/// No thread safety of its own.
class Balancer {
 public:
  explicit Balancer(Balance balance) : balance_(balance) {}

  [[nodiscard]] Balance balance() const { return balance_; }

  /// The index of the candidate that the next call goes to; nothing if all are closed.
  [[nodiscard]] std::optional<std::size_t> choose(std::span<const Candidate> candidates);

 private:
  [[nodiscard]] std::size_t begin(std::size_t count) const;

  const Balance balance_;
  std::size_t next_ = 0;  // whose turn it is
};

}  // namespace idl::detail
