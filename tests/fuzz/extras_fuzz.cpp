// Reads what travels beside a call's parameters, and the text of a trace context, from any bytes:
// what is accepted keeps to the limits and can be written again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <idl/trace_context.h>

#include "frame/call_extras.h"

using namespace idl::detail;

namespace {

void read_extras(idl::BytesView bytes) {
  const auto decoded = decode_extras(bytes);
  if (!decoded) return;
  if (decoded->size > bytes.size()) std::abort();
  if (decoded->extras.metadata.size() > idl::kMaxMetadataEntries) std::abort();
  const auto again = encode_extras(decoded->extras);
  if (!again || decode_extras(*again)->extras != decoded->extras) std::abort();
}

void read_traceparent(std::string_view text) {
  const auto context = idl::parse_traceparent(text);
  if (context && !text.substr(2).starts_with(idl::to_traceparent(*context).substr(2))) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read_extras({reinterpret_cast<const std::byte*>(data), size});
  read_traceparent({reinterpret_cast<const char*>(data), size});
  return 0;
}
