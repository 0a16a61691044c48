// Where a connection that is being opened is to be tried. It decides what the one who connects
// only does; a channel has one for each connection that its loop opens.
#pragma once

#include <optional>

#include "idl/address.h"
#include "idl/error.h"
#include "idl/time_point.h"

namespace idl::detail {

/// Asked by whoever reads the connection, one thread at a time, without a lock of the connection.
class AddressPlan {
 public:
  virtual ~AddressPlan() = default;
  AddressPlan(const AddressPlan&) = delete;
  AddressPlan& operator=(const AddressPlan&) = delete;

  struct Step {
    std::optional<Address> address{};    ///< To be tried, until `until`.
    TimePoint until = TimePoint::max();  ///< Without an address: when to ask again.
    std::optional<Error> failure{};      ///< There will be no connection.
  };

  /// No attempt is under way: what now?
  virtual Step next() = 0;

  /// The attempt has failed.
  virtual void failed(Error reason) = 0;

  /// It has succeeded, the handshake included. False: nobody wants it any more.
  [[nodiscard]] virtual bool opened() = 0;

 protected:
  AddressPlan() = default;
};

}  // namespace idl::detail
