// Services as values, from the stub's side: a client stands for what it calls, so that it can be a
// parameter or a result. One made of a service of this process is given to the peer as a reference;
// one that has been received calls back. How references are counted is the connection's business.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <type_traits>
#include <vector>

#include "idl/codec.h"
#include "idl/outgoing.h"
#include "idl/stub.h"
#include "idl/wire/kinds.h"
#include "idl/wire/little_endian.h"

namespace idl {
class TextWriter;
}

namespace idl::detail {

class LocalService;

/// In a slot: there is no reference.
inline constexpr std::uint32_t kNoReference = 0xFFFF'FFFF;

/// The services of this process that a message brings, in the order of their fields.
struct OutgoingReferences {
  std::vector<std::shared_ptr<const LocalService>> services{};
  bool foreign = false;  ///< One stands for something that is not of this process.
};

/// What generated clients let the marshalling see.
struct ClientAccess {
  template <class C>
  static auto stub(C& client) -> decltype((client.stub_)) {
    return client.stub_;
  }
};

/// A generated client, or one in its shape.
template <class C>
concept ClientType = std::is_class_v<C> && requires(C& client) {
  { ClientAccess::stub(client) } -> std::same_as<Stub&>;
};

/// What a log shows of one: its number.
void print_reference(const Stub& stub, TextWriter& out);

/// Why a value cannot be sent, and why one that was read is none.
[[nodiscard]] Error passed_on();
[[nodiscard]] Error not_announced();

}  // namespace idl::detail

namespace idl {

/// The number that the message's sender knows the service by.
template <detail::ClientType C>
struct Codec<C> : FixedCodec<4> {
  static void store(std::byte* slot, const C& client) {
    detail::store_number(slot, detail::ClientAccess::stub(client).reference());
  }
  static bool load(const std::byte* slot, C& client) {
    detail::ClientAccess::stub(client) = Stub(detail::load_number<std::uint32_t>(slot));
    return true;
  }
  static void print(const C& client, TextWriter& out) {
    detail::print_reference(detail::ClientAccess::stub(client), out);
  }
};

namespace detail {
template <class T>
concept ReferenceType = FixedType<T> && ClientType<T>;
}  // namespace detail

/// The mark of absence needs no room of its own.
template <detail::ReferenceType C>
struct Codec<std::optional<C>> : FixedCodec<4> {
  static void store(std::byte* slot, const std::optional<C>& client) {
    if (client) return Codec<C>::store(slot, *client);
    detail::store_number(slot, detail::kNoReference);
  }
  static bool load(const std::byte* slot, std::optional<C>& client) {
    client.reset();
    if (detail::load_number<std::uint32_t>(slot) == detail::kNoReference) return true;
    return Codec<C>::load(slot, client.emplace());
  }
};

}  // namespace idl

namespace idl::detail {

template <class T>
inline constexpr bool kManyClients = false;
template <ClientType C>
inline constexpr bool kManyClients<std::vector<C>> = true;
template <class T>
inline constexpr bool kOptionalClient = false;
template <ClientType C>
inline constexpr bool kOptionalClient<std::optional<C>> = true;

/// Looks at nothing.
struct IgnoredReference {
  template <class T>
  void operator()(const T&) const {}
};

/// Whether these are several results of a method with services among them.
template <class T>
concept ResultsWithReferences = requires(T& results, const IgnoredReference& visit) {
  Codec<std::remove_const_t<T>>::visit_references(results, visit);
};

/// Whether a parameter, or what a method answers with, may bring references.
template <class T>
concept BringsReferences =
    ClientType<T> || kOptionalClient<T> || kManyClients<T> || ResultsWithReferences<T>;

/// Calls `visit` with the stub of each reference in such a value, in order; const as the value is.
template <class T, class Visit>
void visit_references(T& value, const Visit& visit) {
  using Value = std::remove_const_t<T>;
  if constexpr (ClientType<Value>) {
    visit(ClientAccess::stub(value));
  } else if constexpr (kOptionalClient<Value>) {
    if (value) visit(ClientAccess::stub(*value));
  } else if constexpr (kManyClients<Value>) {
    for (auto& client : value) visit(ClientAccess::stub(client));
  } else if constexpr (ResultsWithReferences<T>) {
    Codec<Value>::visit_references(value, [&](auto& result) { visit_references(result, visit); });
  }
}

/// The references in values that are about to be sent.
template <class... Values>
[[nodiscard]] OutgoingReferences references_in(const Values&... values) {
  OutgoingReferences references;
  const auto add = [&references](const Stub& stub) {
    if (!stub.add_to(references)) references.foreign = true;
  };
  (visit_references(values, add), ...);
  return references;
}

/// Binds the references in values that were just read to the connection that they came over.
/// `call` gives the way to one that its message announced, and null for any other.
template <class Call, class... Values>
[[nodiscard]] bool bind_references(Call& call, Values&... values) {
  bool bound = true;
  const auto bind = [&](Stub& stub) {
    auto route = call.take_reference(stub.reference());
    if (route == nullptr) {
      bound = false;
    } else {
      stub = Stub(std::move(route));
    }
  };
  (visit_references(values, bind), ...);
  return bound;
}

}  // namespace idl::detail
