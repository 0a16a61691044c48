// Any text as the JSON of a golden type. The first byte chooses the type, the rest is the text.
// What is accepted must be written again, and what is written must be read as the same value.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "cycles.json.h"
#include "orders.json.h"
#include "types.json.h"

namespace {

template <class T>
void try_as(std::string_view text) {
  const auto first = idl::from_json<T>(text, {.max_memory = std::size_t{16} << 20U});
  if (!first) return;
  const std::string written = idl::to_json(*first);
  const auto second = idl::from_json<T>(written);
  if (second && idl::to_json(*second) == written) return;
  std::fprintf(stderr, "not read as it was written: %s\n", written.c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using Try = void (*)(std::string_view);
  constexpr std::array<Try, 6> kTypes{
      try_as<shop::v1::Order>,       try_as<golden::types::Scalars>,
      try_as<golden::types::Choice>, try_as<golden::types::SetsAndMaps>,
      try_as<golden::types::Lists>,  try_as<golden::cycles::Expression>};
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  kTypes[data[0] % kTypes.size()](text);
  return 0;
}
