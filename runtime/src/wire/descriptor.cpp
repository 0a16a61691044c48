// Taking descriptors by their indexes, and what a log shows of one. They are moved or left where
// they are, never opened or closed here.
#include "idl/wire/descriptor.h"

#include <utility>

#include "idl/text_writer.h"

namespace idl {

bool Decoder::take_descriptor(const std::byte* at, std::uint32_t index, Fd& field) {
  const std::size_t count = descriptors_ == nullptr ? 0 : descriptors_->size();
  if (index >= count || !(*descriptors_)[index]) return fail(at, Flaw::BadDescriptor);
  field = std::move((*descriptors_)[index]);
  return true;
}

void Codec<Fd>::print(const Fd& fd, TextWriter& out) {
  if (!out.begin("Fd")) return;
  out.field("number", fd.get());
  out.end();
}

}  // namespace idl
