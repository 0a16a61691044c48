// How a type says the way it travels: a specialisation of Codec, derived from one of the bases
// here. Generated headers include this and nothing heavier; the codecs themselves, and everything
// that their definitions need, are behind wire.h, which only the generated .cpp files include.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace idl {

class Measure;
class TextWriter;
struct Input;

/// Specialised for every type that travels: by wire.h for those of the standard library and the
/// runtime, by generated code for those of a schema.
template <class T>
struct Codec;

/// What a value puts into the block of the struct that holds it, its slot.
enum class Kind : std::uint8_t {
  Fixed,         ///< the value itself, always of one size; there is no body
  Body,          ///< the length of a body, which stands in the tail
  OptionalBody,  ///< likewise, or the mark of absence
  Union,         ///< the number of the case, then the length of its body
  Attachment,    ///< an index among what travels beside the message; in no struct, only in calls
};

/// Base for types of a fixed size that have invalid byte patterns or a C++ form unlike the wire's.
/// The codec adds
///   static bool is_valid(const T&)               only where a value in memory can be invalid,
///   static void store(std::byte* slot, const T&),
///   static bool load(const std::byte* slot, T&)  false if the bytes are no value.
template <std::size_t Size>
struct FixedCodec {
  static constexpr Kind kKind = Kind::Fixed;
  static constexpr std::size_t kSlot = Size;
  static constexpr bool kPlain = false;
};

/// Base for types of a fixed size of which every byte pattern is a value: neither bool nor closed
/// enum nor optional inside. Lists of them move as one block of memory where the C++ type has no
/// padding. The codec adds store and load as above; load returns true.
template <std::size_t Size>
struct PlainCodec : FixedCodec<Size> {
  static constexpr bool kPlain = true;
};

/// Base for open enums and for flags: a number or bit without a name is kept. Complete as it is.
template <class E>
struct EnumCodec : PlainCodec<sizeof(E)> {
  static void store(std::byte* slot, E value);
  static bool load(const std::byte* slot, E& value);
};

/// Base for closed enums: a number without a name neither leaves nor enters. The codec adds
///   static bool is_known(E).
template <class E>
struct ClosedEnumCodec : FixedCodec<sizeof(E)> {
  static bool is_valid(E value);
  static void store(std::byte* slot, E value);
  static bool load(const std::byte* slot, E& value);
};

/// Base for structs, and for everything else that is a body behind a length. The codec adds
///   static std::size_t measure(const T&, Measure&)   the body's size; problems go into the
///   Measure, static std::byte* write(const T&, std::byte* out)  returns the end of what it wrote,
///   static bool read(const Input&, T&)               into a T as it is constructed.
/// Codecs of structs, fixed structs and unions also say what a value looks like in a log:
///   static void print(const T&, TextWriter&).
struct StructCodec {
  static constexpr Kind kKind = Kind::Body;
  static constexpr std::size_t kSlot = 4;
};

/// Base for errors: structs that also travel by name. The codec adds to a StructCodec
///   static constexpr std::string_view kName    the full name,
///   static constexpr std::uint64_t kId         FNV-1a 64 of the name.
struct ErrorCodec : StructCodec {};

/// Base for unions. The codec adds
///   static std::uint32_t which(const T&)             the case's number, 0 for none,
///   static std::size_t measure(const T&, Measure&)   of the case's body,
///   static std::byte* write(const T&, std::byte* out)  the case's body,
///   static bool read(std::uint32_t number, const Input&, T&).
struct UnionCodec {
  static constexpr Kind kKind = Kind::Union;
  static constexpr std::size_t kSlot = 8;
};

}  // namespace idl
