// Between addresses as users write them and as the system wants them.
// It asks the system nothing: names are resolved elsewhere.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/system.h"
#include "idl/address.h"

namespace idl::detail {

/// How long the path or abstract name of a Unix socket may be (sun_path, without its end marker).
inline constexpr std::size_t kMaxUnixPathBytes = 107;

/// Whether `text` is an IPv6 address, perhaps with a zone (`fe80::1%eth0`).
bool is_ipv6(std::string_view text);

/// The system's form; the path must not be longer than kMaxUnixPathBytes.
RawAddress to_raw(const UnixAddress& address);

/// The user's form of what the system reports. An unnamed Unix socket has an empty path.
Address from_raw(const RawAddress& raw);

/// Whether only this machine reaches a TCP address: 127.0.0.0/8, also mapped into IPv6, or ::1.
bool is_loopback(const RawAddress& raw);

/// Whether both are the same address.
bool same_address(const RawAddress& a, const RawAddress& b);

}  // namespace idl::detail
