// The payload of an error frame: why a call failed, whether it may have run, and, if the method
// declares the error, which one it is and its fields.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "idl/bytes.h"
#include "idl/error.h"
#include "idl/result.h"

namespace idl::detail {

/// The longest text of an error that is sent; more is cut off.
inline constexpr std::size_t kMaxErrorBytes = 16 * 1024;

/// Whose failure it is, as its sender sees it. Other values are read as Runtime.
enum class Failer : std::uint8_t { Runtime = 0, Application = 1 };

/// The fields of an error, in number order.
struct ErrorBody {
  Code code = Code::Internal;
  Executed executed =
      Executed::Maybe;  ///< Values that this version does not know are read as Maybe.
  Failer failer = Failer::Runtime;
  std::uint64_t declared = 0;  ///< FNV-1a 64 of a declared error's name; 0: not declared.
  std::string name{};          ///< The declared error's name.
  std::string text{};
  Bytes fields{};  ///< The declared error as an encoded struct.

  friend bool operator==(const ErrorBody&, const ErrorBody&) = default;
};

/// The payload of an error frame, or of several. Text and name are made sendable.
[[nodiscard]] Bytes encode_error(const ErrorBody& body);

/// Reads an error of any version.
[[nodiscard]] Result<ErrorBody> decode_error(BytesView payload);

/// `text` cut to at most `max_bytes`, with '?' in place of what is not UTF-8: error texts come from
/// anywhere and must never be the reason that an error cannot be sent.
[[nodiscard]] std::string sendable_text(std::string_view text, std::size_t max_bytes);

}  // namespace idl::detail
