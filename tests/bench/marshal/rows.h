// What the benchmark of encoding and decoding measures: rows of loops, one loop a kind of data.
// Each library has a file that makes its rows; a library that is not installed has none.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace bench {

/// Does one thing so many times. Returns something that depends on all that was done.
using Loop = std::function<std::uint64_t(int times)>;

/// D1 to D6.
inline constexpr std::size_t kKinds = 6;

struct Row {
  std::string name;                  ///< `idl decode`
  std::array<Loop, kKinds> loops{};  ///< an empty one is not measured
};

std::vector<Row> idl_rows();
std::vector<Row> protobuf_rows();
std::vector<Row> flatbuffers_rows();

/// Tells the compiler that somebody looks at the memory, so that it has to be written.
inline void look_at(const void* memory) { asm volatile("" : : "g"(memory) : "memory"); }

}  // namespace bench
