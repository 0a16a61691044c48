// Structs: a block of slots behind its size, then the tail of bodies. The generated codecs of
// structs, errors, parameters and results are sequences of calls to these three classes, one call a
// field, in the order of the field numbers.
#pragma once

#include <algorithm>
#include <memory>
#include <utility>

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

/// Gives a value the defaults of its type; out of line, so that no decoder's frame holds a value.
template <class T>
[[gnu::noinline]] void reset(T& value) {
  constexpr std::size_t kMaxOnStack = 1024;
  if constexpr (sizeof(T) <= kMaxOnStack) {
    value = T{};
  } else {
    value = std::move(*std::make_unique<T>());
  }
}

}  // namespace detail

/// Reads a struct's body, of this version, an older or a newer one. After a flaw every further call
/// does nothing.
class BlockReader {
 public:
  /// size: of all slots that this version knows. Fields that are not written keep what they hold.
  BlockReader(Input in, std::size_t size)
      : slot_(in.end), block_end_(in.end), tail_{in.end, in.end, in.decoder} {
    if (!in.empty()) open(in, size);
  }

  /// The same for the fields of a value, which take its type's defaults where they are not written.
  template <class T>
  BlockReader(Input in, std::size_t size, T& value) : BlockReader(in, size) {
    if (static_cast<std::size_t>(block_end_ - slot_) < size) detail::reset(value);
  }

  template <class T>
  [[gnu::always_inline]] void get(T& field) {
    const std::byte* const slot = take(detail::kSlotOf<T>);
    if (slot != nullptr && !detail::read_field(slot, tail_, field)) stop();
  }

  /// The slots of reserved numbers, and what an older peer still puts there.
  void skip_fixed(std::size_t bytes) { (void)take(bytes); }
  void skip_body() {
    if (const std::byte* slot = take(4)) skip(slot, detail::load_u32(slot));
  }
  void skip_optional_body() {
    const std::byte* slot = take(4);
    if (slot == nullptr || detail::load_u32(slot) == detail::kAbsentLength) return;
    skip(slot, detail::load_u32(slot));
  }
  void skip_union() {
    if (const std::byte* slot = take(8)) skip(slot, detail::load_u32(slot + 4));
  }

  /// Whether all was well, and, unless the writer is newer, nothing is left; comes last.
  [[nodiscard]] bool finish() {
    if (!ok_) return false;
    if (!newer_ && !tail_.empty()) return tail_.fail(Flaw::Unused);
    if (entered_) tail_.decoder->leave();
    return true;
  }

  /// The same for a struct that keeps what a newer writer has added, verbatim.
  [[nodiscard]] bool finish(UnknownFields& unknown) {
    unknown.clear();
    if (ok_ && newer_ && !keep(unknown)) return false;
    return finish();
  }

 private:
  [[nodiscard]] bool keep(UnknownFields& unknown) const {
    const auto slots = static_cast<std::size_t>(block_end_ - slot_);
    if (!tail_.decoder->charge(slot_, slots + tail_.size(), 1)) return false;
    unknown.slots_.assign(slot_, block_end_);
    unknown.bodies_.assign(tail_.begin, tail_.end);
    return true;
  }

  void open(Input in, std::size_t size) {
    ok_ = false;
    if (!in.decoder->enter(in.begin)) return;
    if (in.size() < 4) return void(in.fail(Flaw::CutShort));
    const std::size_t found = detail::load_u32(in.begin);
    newer_ = found > size;
    if (found > in.size() - 4 || (newer_ && found > kMaxBlockBytes)) {
      return void(in.fail(Flaw::BlockTooLong));
    }
    ok_ = entered_ = true;
    slot_ = in.begin + 4;
    block_end_ = slot_ + found;
    tail_.begin = block_end_;
  }

  /// The next slot, or null when an older writer's block has ended, or after a flaw.
  [[nodiscard]] const std::byte* take(std::size_t bytes) {
    const std::byte* const slot = slot_;
    if (static_cast<std::size_t>(block_end_ - slot) < bytes) {
      if (slot != block_end_) {
        tail_.decoder->fail(slot, Flaw::SlotCut);
        stop();
      }
      return nullptr;
    }
    slot_ = slot + bytes;
    return slot;
  }

  void skip(const std::byte* slot, std::size_t length) {
    Input body = tail_;
    if (!detail::take_body(slot, length, tail_, body)) stop();
  }

  void stop() {
    ok_ = false;
    slot_ = block_end_;
  }

  const std::byte* slot_;
  const std::byte* block_end_;
  Input tail_;
  bool ok_ = true;
  bool newer_ = false;
  bool entered_ = false;
};

}  // namespace idl
