// Any bytes as any golden type, once decoded and once viewed: both take them and show the same, or
// both refuse them in the same words. The first byte chooses the type, the rest is the message.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/golden/golden_views.h"

namespace {

void expect(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

template <class T>
void compare(idl::BytesView bytes) {
  constexpr std::size_t kRoom = std::size_t{1}
                                << 30U;  // a view needs no memory that a limit counts
  const auto value = idl::decode<T>(bytes, {.max_memory = kRoom, .memory_base = kRoom});
  const auto view = idl::view<T>(bytes);
  expect(static_cast<bool>(value) == static_cast<bool>(view), "one takes what the other refuses");
  if (!view) return expect(view.error() == value.error(), "they refuse for different reasons");
  expect(golden::is_same(*value, *view), "they show different values");
  expect(idl::encode(idl::to_value(*view)).value() == idl::encode(*value).value(),
         "the view becomes another value");
}

template <class... Types>
void compare_as_one_of(std::size_t choice, idl::BytesView bytes) {
  std::size_t index = 0;
  ((index++ == choice % sizeof...(Types) ? compare<Types>(bytes) : void()), ...);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace golden;
  if (size == 0) return 0;
  compare_as_one_of<types::Scalars, types::Choice, types::Lists, types::SetsAndMaps, types::Arrays,
                    types::Optionals, types::Removed, types::Outer, literals::Defaults,
                    cycles::Folder, cycles::Company, cycles::Expression, cycles::Ship, cycles::Json,
                    cycles::Category, cycles::Formula, evolution::after::Club,
                    evolution::before::Club, shop::v1::Order>(
      data[0], std::as_bytes(std::span(data + 1, size - 1)));
  return 0;
}
