// Metadata as a program reads and writes it.
// Its limits are checked where it is encoded.
#include "idl/metadata.h"

namespace idl {

Metadata::Metadata(std::initializer_list<std::pair<std::string_view, std::string_view>> texts) {
  for (const auto& [name, text] : texts) set(name, text);
}

void Metadata::set(std::string_view name, std::string_view text) {
  set_bytes(name, std::as_bytes(std::span(text)));
}

void Metadata::set_bytes(std::string_view name, BytesView value) {
  entries_.insert_or_assign(std::string(name), Bytes(value.begin(), value.end()));
}

std::optional<std::string_view> Metadata::text(std::string_view name) const {
  const auto value = bytes(name);
  if (!value) return std::nullopt;
  return std::string_view(reinterpret_cast<const char*>(value->data()), value->size());
}

std::optional<BytesView> Metadata::bytes(std::string_view name) const {
  const auto found = entries_.find(std::string(name));
  if (found == entries_.end()) return std::nullopt;
  return BytesView(found->second);
}

}  // namespace idl
