// The mutator of lines, over many seeds: it repeats, removes and swaps whole lines, leaves the rest
// to libFuzzer, whose part is played here, and stays within the bytes that it was given.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned int seed);

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                        std::size_t /*max_size*/) {
  std::fill_n(data, size, std::uint8_t{'?'});
  return size;
}

namespace {

// How often each text comes of the given one.
std::map<std::string, int> mutations_of(const std::string& text, std::size_t max_size) {
  std::map<std::string, int> counts;
  for (unsigned seed = 1; seed <= 1'000; ++seed) {
    std::vector<std::uint8_t> bytes(text.begin(), text.end());
    bytes.resize(max_size + 1, '!');
    const auto size = LLVMFuzzerCustomMutator(bytes.data(), text.size(), max_size, seed);
    REQUIRE(size <= max_size);
    CHECK(bytes[max_size] == '!');
    ++counts[std::string(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size))];
  }
  return counts;
}

}  // namespace

TEST_CASE("lines are repeated, removed and swapped") {
  const auto counts = mutations_of("a\nb\nc\n", 100);
  for (const char* text : {"b\nc\n", "a\nc\n", "a\nb\n",                    // removed
                           "a\na\nb\nc\n", "a\nb\nb\nc\n", "a\nb\na\nc\n",  // repeated
                           "b\na\nc\n", "c\nb\na\n", "a\nc\nb\n"}) {        // swapped
    CAPTURE(text);
    CHECK(counts.contains(text));
  }
  CHECK(counts.at("??????") > 500);  // most are libFuzzer's
}

TEST_CASE("a text that grew too long is cut") {
  const auto counts = mutations_of("a\nb\n", 4);
  CHECK(counts.contains("a\na\n"));
}

TEST_CASE("a text of one line is libFuzzer's alone") {
  CHECK(mutations_of("a\n", 10).size() == 1);
  CHECK(mutations_of("", 10).size() == 1);
}
