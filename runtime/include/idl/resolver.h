// Where the addresses of a channel's servers come from, when they are not simply given: a name that
// stands for several, a file that somebody keeps, or a program's own knowledge.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "idl/address.h"
#include "idl/error.h"
#include "idl/result.h"
#include "idl/time.h"
#include "idl/time_point.h"

namespace idl {

/// How many addresses a channel uses; what a resolver gives beyond that, it ignores. Each may cost
/// a connection, and every call looks over all of them.
inline constexpr std::size_t kMaxEndpoints = 256;

/// Finds addresses. A channel asks on the thread of a call: when it connects for the first time,
/// when a call finds that `refresh_after()` has passed since the last answer, and when no address
/// took a connection. Several channels may share a resolver; any thread may ask, also at once.
class Resolver {
 public:
  virtual ~Resolver() = default;
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;

  /// The addresses now, the most wanted first. May block until `deadline`, but no longer; once it
  /// has given addresses it should give the last ones rather than block or fail. After a failure,
  /// or with no addresses, a channel goes on with those that it has.
  [[nodiscard]] virtual Result<std::vector<Address>> resolve(TimePoint deadline) = 0;

  /// After so long an answer may be out of date. Nothing: never.
  [[nodiscard]] virtual std::optional<Duration> refresh_after() const = 0;

 protected:
  Resolver() = default;
};

/// Always the same addresses. Fails with AddressInvalid if there are none, or more than
/// kMaxEndpoints.
[[nodiscard]] Result<std::shared_ptr<Resolver>> list_resolver(std::vector<Address> addresses);

/// The addresses that the name in `tcp:NAME:PORT` stands for, each as one of its own, in the order
/// of the system's resolver. It is asked aside: only the first answer is waited for, later ones are
/// taken when they are there. Fails with AddressInvalid if `address` is not of that form.
[[nodiscard]] Result<std::shared_ptr<Resolver>> name_resolver(
    std::string_view address, Duration refresh_after = std::chrono::seconds(30));

/// The longest file that file_resolver() reads.
inline constexpr std::size_t kMaxAddressFileBytes = std::size_t{64} << 10;

/// How a file of addresses is read.
struct AddressFileOptions {
  /// How old what was read may get before the file is read again.
  Duration refresh_after = std::chrono::seconds(1);
  /// Hears of what is wrong with the file, once as long as it stays the same: a file that cannot be
  /// read, or a line that is no address. Such a line is skipped; a file without addresses changes
  /// nothing. Runs on the thread of a call; it may do anything but use the channel.
  std::function<void(const Error& problem)> on_problem{};
};

/// The addresses in a file, one a line; blank lines do not count, nor does what stands behind a `#`
/// at the start of a line or after a blank. Replace the file with a rename, so that nobody reads
/// half of it.
[[nodiscard]] std::shared_ptr<Resolver> file_resolver(std::string path,
                                                      AddressFileOptions options = {});

}  // namespace idl
