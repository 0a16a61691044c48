// Any bytes as any type of the wire vectors. The first byte chooses the type, the rest is the
// message. What is accepted must be written again, and what is written must be read as the same.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "vectors.h"

namespace {

void expect(bool holds, const char* what, const std::string& type) {
  if (holds) return;
  std::fprintf(stderr, "%s: %s\n", type.c_str(), what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<std::string> names = sample::type_names();
  if (size == 0) return 0;
  const std::string& type = names[data[0] % names.size()];
  const sample::DecodeFunction& decode = *sample::find_type(type);
  const auto bytes = std::as_bytes(std::span(data + 1, size - 1));

  const auto first = decode(bytes, {});
  if (!first) return 0;
  const auto second = decode(first->rewritten, {});
  expect(static_cast<bool>(second), "what was written cannot be read", type);
  expect(second->shown == first->shown, "what was written is another value", type);
  expect(second->rewritten == first->rewritten, "one value has two encodings", type);
  return 0;
}
