// Descriptors: in the block stands an index among those that came beside the message. Writers
// number them in the order of the fields.
#pragma once

#include <optional>

#include "idl/codec.h"
#include "idl/fd.h"
#include "idl/wire/input.h"
#include "idl/wire/kinds.h"

namespace idl {

class TextWriter;

template <>
struct Codec<Fd> {
  static constexpr Kind kKind = Kind::Attachment;
  static constexpr std::size_t kSlot = 4;

  static bool is_valid(const Fd& fd) { return static_cast<bool>(fd); }
  /// `next` is the index of the next descriptor of the message.
  static void store(std::byte* slot, const Fd&, std::uint32_t& next) {
    detail::store_u32(slot, next++);
  }
  static bool load(const std::byte* slot, Decoder& decoder, Fd& fd) {
    return decoder.take_descriptor(slot, detail::load_u32(slot), fd);
  }
  static void print(const Fd& fd, TextWriter& out);
};

template <>
struct Codec<std::optional<Fd>> {
  static constexpr Kind kKind = Kind::Attachment;
  static constexpr std::size_t kSlot = 4;
  static constexpr std::uint32_t kAbsent = 0xFFFF'FFFF;

  static bool is_valid(const std::optional<Fd>& fd) { return !fd || Codec<Fd>::is_valid(*fd); }
  static void store(std::byte* slot, const std::optional<Fd>& fd, std::uint32_t& next) {
    if (fd) return Codec<Fd>::store(slot, *fd, next);
    detail::store_u32(slot, kAbsent);
  }
  static bool load(const std::byte* slot, Decoder& decoder, std::optional<Fd>& fd) {
    fd.reset();
    if (detail::load_u32(slot) == kAbsent) return true;
    return Codec<Fd>::load(slot, decoder, fd.emplace());
  }
};

namespace detail {

/// Whether the parameters or results may bring descriptors: one that is a descriptor, or a struct
/// of several results with one.
template <class T>
concept BringsDescriptors = AttachmentType<T> || requires(const T& value, DescriptorSink& out) {
  Codec<T>::attach(value, out);
};

}  // namespace detail
}  // namespace idl
