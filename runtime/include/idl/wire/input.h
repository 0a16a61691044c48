// The third pass reads: a Decoder knows the whole message, its limits and the first flaw in it; an
// Input is the slice of it that one value occupies. Neither owns the bytes.
#pragma once

#include <cstddef>
#include <cstdint>

#include "idl/bytes.h"
#include "idl/descriptors.h"
#include "idl/error.h"
#include "idl/unknown_case.h"
#include "idl/wire/flaw.h"
#include "idl/wire/limits.h"

namespace idl {

struct Input;

/// One run through one message. After the first flaw the values read are not to be used.
class Decoder {
 public:
  explicit Decoder(BytesView message, const DecodeLimits& limits = {});

  /// For looking at a message in place, which takes no memory.
  [[nodiscard]] static Decoder without_memory(BytesView message, std::uint32_t max_depth) {
    return {message, 0, max_depth};
  }

  /// For reading what has been looked at already.
  [[nodiscard]] static Decoder of_checked(BytesView message) {
    return {message, ~std::size_t{0}, ~std::uint32_t{0}};
  }

  /// The whole message.
  [[nodiscard]] Input input();

  /// One level deeper; whoever got true and succeeds calls leave.
  [[nodiscard]] bool enter(const std::byte* at) {
    return depth_++ < max_depth_ || fail(at, Flaw::TooDeep);
  }
  void leave() { --depth_; }

  /// Takes the memory of count things from the budget, before they are allocated. Both factors are
  /// below 2³², so the product does not wrap.
  [[nodiscard]] bool charge(const std::byte* at, std::size_t count, std::size_t bytes_each) {
    const std::size_t bytes = count * bytes_each;
    if (bytes > memory_left_) return fail(at, Flaw::TooMuchMemory);
    memory_left_ -= bytes;
    return true;
  }

  /// Whether the message goes on for so many bytes from here.
  [[nodiscard]] bool reaches(const std::byte* at, std::size_t bytes) const {
    return static_cast<std::size_t>(message_.data() + message_.size() - at) >= bytes;
  }

  /// What came beside the message, for fields that name it by its index; outlives the decoder.
  void offer(detail::Descriptors& descriptors) { descriptors_ = &descriptors; }

  /// Moves the descriptor of this index to the field at `at`; each index is good once.
  [[nodiscard]] bool take_descriptor(const std::byte* at, std::uint32_t index, Fd& field);

  /// Notes the first flaw. Always false, for the caller to return.
  [[gnu::cold]] bool fail(const std::byte* at, Flaw flaw);

  /// What was wrong; only after a read returned false.
  [[nodiscard]] Error error() const { return to_error(flaw_, offset_); }

 private:
  Decoder(BytesView message, std::size_t memory, std::uint32_t max_depth)
      : message_(message), memory_left_(memory), max_depth_(max_depth) {}

  BytesView message_;
  std::size_t memory_left_;
  std::size_t offset_ = 0;
  std::uint32_t max_depth_;
  std::uint32_t depth_ = 0;
  Flaw flaw_ = Flaw::CutShort;
  bool failed_ = false;
  detail::Descriptors* descriptors_ = nullptr;
};

/// The bytes of one value; reading from it does not change it. Passed by reference, or as three
/// words where it matters, never as a copy, for which the processor would have to wait: it is read
/// in one piece just after it was written in three.
struct Input {
  const std::byte* begin;
  const std::byte* end;
  Decoder* decoder;

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(end - begin); }
  [[nodiscard]] bool empty() const { return begin == end; }

  /// Notes a flaw at the first byte. Always false.
  bool fail(Flaw flaw) const { return decoder->fail(begin, flaw); }

  /// The value that write_body wrote: a union's case, or a message.
  template <class T>
  [[nodiscard]] bool read(T& value) const;

  /// The body of a case that has none.
  [[nodiscard]] bool expect_empty() const { return empty() || fail(Flaw::CaseNotEmpty); }

  /// The body of a case that this version does not know, verbatim.
  [[nodiscard]] bool read_unknown(std::uint32_t number, UnknownCase& value) const;
};

inline Input Decoder::input() { return {message_.data(), message_.data() + message_.size(), this}; }

}  // namespace idl
