// What a fuzzer of texts does to its inputs beside libFuzzer's own changes of bytes: it repeats,
// removes and swaps lines, since a second declaration of a name is more than chance makes of bytes.
// Linked only with libFuzzer, and with its test.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned int seed);

namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

}  // namespace

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                    unsigned int seed) {
  std::minstd_rand random(seed);
  auto lines = lines_of({reinterpret_cast<const char*>(data), size});
  if (lines.size() < 2 || random() % 4 != 0) return LLVMFuzzerMutate(data, size, max_size);
  const auto any = [&] { return static_cast<std::ptrdiff_t>(random() % lines.size()); };
  const std::ptrdiff_t place = any();
  switch (random() % 3) {
    case 0:
      lines.insert(lines.begin() + place, std::string(lines[static_cast<std::size_t>(any())]));
      break;
    case 1:
      lines.erase(lines.begin() + place);
      break;
    default:
      std::swap(lines[static_cast<std::size_t>(place)], lines[static_cast<std::size_t>(any())]);
  }
  std::string text;
  for (const std::string& line : lines) text += line;
  text.resize(std::min(text.size(), max_size));
  std::copy(text.begin(), text.end(), data);
  return text.size();
}
