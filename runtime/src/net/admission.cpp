// Own user, listed users and groups, or a rule of the user's own. A rule that throws admits nobody.
// Whom the kernel does not vouch for is nobody, too.
#include "net/admission.h"

#include <algorithm>
#include <string>

namespace idl::detail {
namespace {

bool contains(const std::vector<std::uint32_t>& ids, std::uint32_t id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool asks(const AdmissionRule& rule, const UnixCredentials& peer) {
  try {
    return rule(peer);
  } catch (...) {
    return false;
  }
}

Error turned_away(const std::string& who, const Address& address) {
  return {.code = Code::PermissionDenied,
          .message = who + " may not connect to " + to_string(address) +
                     ": it is open to others only if the server says so (ListenOptions::users, "
                     "groups, admits, any_user)"};
}

}  // namespace

bool is_open_to_others(const ListenOptions& options) {
  return options.any_user || !options.users.empty() || !options.groups.empty() ||
         options.admits != nullptr;
}

Admission::Admission(const ListenOptions& options)
    : everybody_(options.any_user), options_(options) {}

std::optional<Error> Admission::refusal(System& system, int socket, const Address& address) const {
  if (everybody_) return std::nullopt;
  const auto vouched = system.peer_credentials(socket);
  if (!vouched.ok()) return turned_away("an unknown user", address);
  const UnixCredentials peer{vouched.value.pid, vouched.value.uid, vouched.value.gid};
  if (admits(system, peer)) return std::nullopt;
  return turned_away("user " + std::to_string(peer.uid), address);
}

bool Admission::admits(System& system, const UnixCredentials& peer) const {
  if (options_.admits) return asks(options_.admits, peer);
  return peer.uid == system.effective_user() || contains(options_.users, peer.uid) ||
         contains(options_.groups, peer.gid);
}

}  // namespace idl::detail
