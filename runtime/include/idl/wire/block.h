// Structs: a block of slots behind its size, then the tail of bodies. The generated codecs of
// structs, errors, parameters and results are sequences of calls to these classes, one call a
// field, in the order of the field numbers.
//
// Every field of every schema is code that is made here, so what many structs share is out of line,
// and what a seldom message needs is kept apart from what every message does.
#pragma once

#include <algorithm>

#include "idl/unknown_fields.h"
#include "idl/wire/field.h"

namespace idl {

/// Adds up the size of a struct's body.
class BlockMeasure {
 public:
  /// size: of all slots, reserved ones included.
  BlockMeasure(Measure& measure, std::size_t size)
      : measure_(measure), size_(4 + size), entered_(measure.enter()) {}

  /// The same for a struct that keeps fields which it does not know.
  BlockMeasure(Measure& measure, std::size_t size, const UnknownFields& unknown)
      : BlockMeasure(measure, size) {
    size_ += unknown.slots().size() + unknown.bodies().size();
    if (size + unknown.slots().size() > kMaxBlockBytes) measure_.note_long_block();
  }

  template <class T>
  void add(const T& field) {
    if (entered_) size_ += detail::measure_tail(field, measure_);
  }

  /// The size of the whole; comes last.
  [[nodiscard]] std::size_t size() {
    if (entered_) measure_.leave();
    return size_;
  }

 private:
  Measure& measure_;
  std::size_t size_;
  bool entered_;
};

/// Writes a struct's body, of which the size has been measured.
class BlockWriter {
 public:
  BlockWriter(std::byte* out, std::size_t size) : slot_(out + 4), tail_(out + 4 + size) {
    detail::store_u32(out, size);
  }

  /// The same for a struct that keeps fields which it does not know.
  BlockWriter(std::byte* out, std::size_t size, const UnknownFields& unknown)
      : BlockWriter(out, size + unknown.slots().size()) {
    std::ranges::copy(unknown.slots(), slot_ + size);
  }

  template <class T>
  void put(const T& field) {
    if constexpr (detail::AttachmentType<T>) {
      Codec<T>::store(slot_, field, attached_);
    } else {
      tail_ = detail::write_field(field, slot_, tail_);
    }
    slot_ += detail::kSlotOf<T>;
  }

  /// The slots of reserved numbers: zero, or absent.
  void reserve_fixed(std::size_t bytes) {
    std::memset(slot_, 0, bytes);
    slot_ += bytes;
  }
  void reserve_body() { reserve_fixed(4); }
  void reserve_optional_body() {
    detail::store_u32(slot_, detail::kAbsentLength);
    slot_ += 4;
  }
  void reserve_union() { reserve_fixed(8); }

  /// The end of the body; comes last.
  [[nodiscard]] std::byte* end() const { return tail_; }
  [[nodiscard]] std::byte* end(const UnknownFields& unknown) const {
    return std::ranges::copy(unknown.bodies(), tail_).out;
  }

 private:
  std::byte* slot_;
  std::byte* tail_;
  std::uint32_t attached_ = 0;  // so many things go with the fields so far
};

namespace detail {

/// The runtime's own types that have a body: texts, lists, maps and so on. Many structs hold them;
/// generated types have functions of their own already.
template <class T>
concept SharedType =
    !FixedType<T> && !requires(const T& value, TextWriter& out) { Codec<T>::print(value, out); };

/// One function for each of them, so that a field costs a struct no more than a call.
template <SharedType T>
[[nodiscard, gnu::noinline]] bool read_shared(const std::byte* slot, Input& tail, T& field) {
  return read_field(slot, tail, field);
}

/// Passes the body whose length stands in the last four of these bytes of a slot.
[[nodiscard]] bool skip_field(const std::byte* slot, std::size_t bytes, Input& tail);
[[nodiscard]] bool skip_optional_field(const std::byte* slot, Input& tail);

}  // namespace detail

/// Reads the fields of a block that has exactly the slots that this version knows, as most have.
/// After a flaw it reads on, which is less code than to stop; the values are of no use then.
class WholeBlockReader {
 public:
  /// The tail outlives the reader.
  WholeBlockReader(const std::byte* slots, Input& tail) : slot_(slots), tail_(tail) {}

  /// Always true: the writer knew the field.
  template <class T>
  [[gnu::always_inline]] bool get(T& field) {
    const std::byte* const slot = pass(detail::kSlotOf<T>);
    if constexpr (detail::FixedType<T>) {
      if (!detail::load(slot, field)) [[unlikely]] {
        ok_ = tail_.decoder->fail(slot, detail::kLoadFlaw<T>);
      }
    } else if constexpr (detail::SharedType<T>) {
      note(detail::read_shared(slot, tail_, field));
    } else {
      note(detail::read_field(slot, tail_, field));
    }
    return true;
  }
  template <class T>
  [[gnu::always_inline]] void get_or_keep(T& field) {
    get(field);
  }

  /// The slots of reserved numbers, and what an older peer still puts there.
  void skip_fixed(std::size_t bytes) { (void)pass(bytes); }
  void skip_body() { note(detail::skip_field(pass(4), 4, tail_)); }
  void skip_optional_body() { note(detail::skip_optional_field(pass(4), tail_)); }
  void skip_union() { note(detail::skip_field(pass(8), 8, tail_)); }

  /// Whether all was well so far.
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  [[gnu::always_inline]] const std::byte* pass(std::size_t bytes) {
    const std::byte* const slot = slot_;
    slot_ += bytes;
    return slot;
  }

  // No branch: compilers would give each field a way out of its own.
  [[gnu::always_inline]] void note(bool ok) { ok_ = (ok_ & ok) != 0; }

  const std::byte* slot_;
  Input& tail_;
  bool ok_ = true;
};

/// Reads the fields of any block, of this version, an older or a newer one. After a flaw every
/// further call does nothing. Seldom needed, so nothing of it is inlined but calls.
class BlockReader {
 public:
  /// size: of all slots that this version knows.
  BlockReader(const Input& in, std::size_t size);

  /// Whether the writer knew the field; one that it did not becomes what its type is without a
  /// value.
  template <class T>
  bool get(T& field) {
    if constexpr (detail::FixedType<T> || detail::AttachmentType<T> || detail::SharedType<T>) {
      return get_out_of_line(field);
    } else {
      return get_here(field);
    }
  }

  /// The same, but a field that the writer did not know keeps what it holds.
  template <class T>
  void get_or_keep(T& field) {
    if (slot_ != block_end_) get(field);
  }

  /// The slots of reserved numbers, and what an older peer still puts there.
  void skip_fixed(std::size_t bytes) { (void)take(bytes); }
  void skip_body();
  void skip_optional_body();
  void skip_union();

  /// Whether all was well, and, unless the writer is newer, nothing is left; comes last.
  [[nodiscard]] bool finish();

  /// The same for a struct that keeps what a newer writer has added, verbatim.
  [[nodiscard]] bool finish(UnknownFields& unknown);

 private:
  template <class T>
  [[gnu::noinline]] bool get_out_of_line(T& field) {
    return get_here(field);
  }

  template <class T>
  [[gnu::always_inline]] bool get_here(T& field) {
    if constexpr (detail::BodyType<T>) {
      // An empty body is what a value looks like that is left out.
      if (!Codec<T>::read(take_body(), field)) stop();
      return known_;
    } else {
      const std::byte* const slot = take(detail::kSlotOf<T>);
      if (slot == nullptr) {
        reset(field);
      } else if (!detail::read_field(slot, tail_, field)) {
        stop();
      }
      return slot != nullptr;
    }
  }

  template <class T>
  void reset(T& field) {
    if constexpr (detail::OptionalBodyType<T>) {
      Codec<T>::reset(field);
    } else if constexpr (detail::UnionType<T>) {
      (void)Codec<T>::read(0, {tail_.begin, tail_.begin, tail_.decoder}, field);
    } else {
      field = T{};
    }
  }

  void open(const Input& in, std::size_t size);
  [[nodiscard]] bool keep(UnknownFields& unknown) const;

  /// The next slot, or null when an older writer's block has ended, or after a flaw.
  [[nodiscard]] const std::byte* take(std::size_t bytes);
  /// The next body, or an empty one in these cases; sets known_.
  [[nodiscard]] Input take_body();
  void stop();

  const std::byte* slot_;
  const std::byte* block_end_;
  Input tail_;
  bool ok_ = true;
  bool newer_ = false;
  bool entered_ = false;
  bool known_ = false;  // the body that was taken last was there
};

namespace detail {

/// What the fields of a T are in a value that was just made, for those that have defaults which are
/// more than a number. Made when it is first needed, and then kept: there is one for a type.
template <class T>
[[nodiscard, gnu::noinline]] const T& defaults() {
  static const T* const made = new T{};
  return *made;
}

template <std::size_t Size, class Fields>
[[nodiscard, gnu::noinline]] bool read_any_block(const Input& in, const Fields& fields) {
  BlockReader block(in, Size);
  fields(block);
  return block.finish();
}

/// Whether the block has exactly the slots that this version knows.
template <std::size_t Size>
[[nodiscard, gnu::always_inline]] inline bool is_whole(const Input& in) {
  return in.size() >= 4 + Size && load_u32(in.begin) == Size;
}

template <std::size_t Size, class Fields>
[[nodiscard, gnu::always_inline]] inline bool read_whole_block(const Input& in,
                                                               const Fields& fields) {
  if (!in.decoder->enter(in.begin)) [[unlikely]] {
    return false;
  }
  Input tail{in.begin + 4 + Size, in.end, in.decoder};
  WholeBlockReader block(in.begin + 4, tail);
  fields(block);
  if (!block.ok()) return false;
  if (!tail.empty()) return tail.fail(Flaw::Unused);
  in.decoder->leave();
  return true;
}

}  // namespace detail

/// Reads the body of a struct whose slots take Size bytes in this version. `fields` gets each of
/// them in turn from the reader that it is called with, and gives defaults to those that an older
/// writer did not know.
template <std::size_t Size, class Fields>
[[nodiscard, gnu::always_inline]] inline bool read_struct(const Input& in, const Fields& fields) {
  if (!detail::is_whole<Size>(in)) [[unlikely]] {
    return detail::read_any_block<Size>(in, fields);
  }
  return detail::read_whole_block<Size>(in, fields);
}

/// The same for a struct that keeps what a newer writer has added.
template <std::size_t Size, class Fields>
[[nodiscard]] bool read_struct(const Input& in, UnknownFields& unknown, const Fields& fields) {
  BlockReader block(in, Size);
  fields(block);
  return block.finish(unknown);
}

}  // namespace idl
