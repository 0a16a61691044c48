// The methods that a server serves, by their id. Filled before the first connection, constant from
// then on, so that any thread may look methods up without a lock.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "idl/method.h"
#include "idl/result.h"
#include "idl/service.h"

#include "frame/stream_halves.h"
#include "rpc/inline_policy.h"

namespace idl::detail {

class SerialLine;

/// The streams of a method of this kind.
[[nodiscard]] constexpr StreamHalves halves_of(MethodKind kind) {
  const bool both = kind == MethodKind::BothStream;
  return {.from_caller = both || kind == MethodKind::CallerStreams,
          .from_callee = both || kind == MethodKind::CalleeStreams};
}

/// A method and the object that serves it.
struct ServedMethod {
  ServedMethod(const MethodEntry& its_entry, Service& its_service, SerialLine* its_line = nullptr)
      : entry(its_entry),
        service(its_service),
        line(its_line),
        is_coroutine(its_service.has_coroutines()) {}

  MethodEntry entry;
  Service& service;
  SerialLine* line = nullptr;  ///< Where its calls wait their turn; null: they run at once.
  bool is_coroutine;           ///< Its handler waits without a thread.
  InlinePolicy policy{};
};

class ServiceTable {
 public:
  ServiceTable();
  ~ServiceTable();
  ServiceTable(const ServiceTable&) = delete;
  ServiceTable& operator=(const ServiceTable&) = delete;

  /// Adds all methods of `service`, or none: fails with InvalidArgument if one's id is taken. A
  /// method under the name of a base gives way to the base itself, and is served by nobody where
  /// two services offer it.
  Result<void> add(Service& service, const ServiceOptions& options = {});

  /// As above, and keeps the service alive.
  Result<void> add(std::shared_ptr<Service> service, const ServiceOptions& options = {});

  /// The services, in the order in which they were added.
  [[nodiscard]] const std::vector<const Service*>& services() const { return services_; }

  /// The method of this id, or null.
  [[nodiscard]] ServedMethod* find(std::uint64_t id) const;

 private:
  [[nodiscard]] Result<void> check_free(const MethodEntry& entry) const;
  void add_entry(const MethodEntry& entry, Service& service, SerialLine* line);
  void add_of_base(const MethodEntry& entry, Service& service, SerialLine* line);

  std::unordered_map<std::uint64_t, std::unique_ptr<ServedMethod>> methods_;
  std::unordered_set<std::uint64_t> ambiguous_;  // offered by several, under the name of a base
  std::vector<const Service*> services_;
  std::vector<std::shared_ptr<Service>> kept_;
  std::vector<std::unique_ptr<SerialLine>> lines_;
};

}  // namespace idl::detail
