// Splits whatever a response file may hold into words. Nothing is printed or run; what comes out
// must keep to the limits that the header promises.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>

#include "idlc/driver/response_file.h"

using idlc::driver::Words;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto result = idlc::driver::split_words(text, "fuzz");
  const auto* words = std::get_if<Words>(&result);
  if (words == nullptr) return 0;
  std::size_t bytes = 0;
  for (const auto& word : *words) {
    if (word.starts_with('@')) std::abort();
    bytes += word.size();
  }
  if (bytes > size || words->size() > idlc::driver::kMaxResponseWords) std::abort();
  return 0;
}
