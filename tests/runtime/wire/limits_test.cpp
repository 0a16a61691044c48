// What a message may ask of its reader: depth, memory, counts that are not believed. Small messages
// that promise much must cost little.
#include <doctest/doctest.h>
#include <pthread.h>

#include <algorithm>
#include <functional>
#include <memory>

#include "idl/encode.h"
#include "sample.h"
#include "tests/support/allocations.h"
#include "vectors.h"

namespace sample {

using idl::test::AllocationMeter;
using idl::test::FailingAllocations;

namespace {

void append_u32(idl::Bytes& bytes, std::size_t value) {
  for (unsigned shift = 0; shift < 32; shift += 8) {
    bytes.push_back(static_cast<std::byte>(value >> shift & 0xFFU));
  }
}

/// Categories within categories: each struct and each list that is not empty is a level, so this
/// many categories are 2 × categories - 1 levels. Written from the inside out, without recursion.
idl::Bytes nested_categories(std::size_t categories) {
  constexpr std::size_t kLevelBytes = 4 + 8 + 8;  // of a struct with a list of one around a body
  idl::Bytes bytes;
  for (std::size_t left = categories; left > 0; --left) {
    append_u32(bytes, 8);  // block: an empty name, the children
    append_u32(bytes, 0);
    if (left == 1) break;
    const std::size_t inner = (left - 2) * kLevelBytes + 12;
    append_u32(bytes, 8 + inner);
    append_u32(bytes, 1);  // one child, and its end
    append_u32(bytes, inner);
  }
  append_u32(bytes, 0);
  return bytes;
}

Category nested_value(std::size_t categories) {
  Category value;
  for (std::size_t i = 1; i < categories; ++i) {
    Category parent;
    parent.children.push_back(std::move(value));
    value = std::move(parent);
  }
  return value;
}

/// Takes a value apart that is too deep for its destructor.
void dismantle(Category value) {
  while (!value.children.empty()) {
    Category child = std::move(value.children.front());
    value = std::move(child);
  }
}

idl::DecodeLimits roomy() {
  return {.max_bytes = std::size_t{1} << 30U,
          .max_memory = std::size_t{1} << 30U,
          .memory_base = std::size_t{1} << 30U};
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t kSmallStack = std::size_t{512} << 10U;  // sanitizers widen every frame
#else
constexpr std::size_t kSmallStack = std::size_t{64} << 10U;
#endif

void* run_task(void* task) {
  (*static_cast<const std::function<void()>*>(task))();
  return nullptr;
}

void on_a_small_stack(const std::function<void()>& task) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  REQUIRE(pthread_attr_setstacksize(&attributes, kSmallStack) == 0);
  pthread_t thread;
  auto* const argument = const_cast<std::function<void()>*>(&task);
  REQUIRE(pthread_create(&thread, &attributes, run_task, argument) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

TEST_CASE("64 levels are read and written, the 65th is refused") {
  // 32 categories are 63 levels: the innermost list is empty, and what is empty is no level.
  CHECK(idl::decode<Category>(nested_categories(32)));
  const auto deeper = idl::decode<Category>(nested_categories(33));
  REQUIRE_FALSE(deeper);
  CHECK(deeper.error().message == "the value at byte 640 is nested too deep");
  CHECK(idl::decode<Category>(nested_categories(32), {.max_depth = 63}));
  CHECK_FALSE(idl::decode<Category>(nested_categories(32), {.max_depth = 62}));

  CHECK(idl::encode(nested_value(32)));
  const auto refused = idl::encode(nested_value(33));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message == "the value is nested deeper than 64");
  CHECK(idl::encode(nested_value(33), {.max_depth = 65}));
}

TEST_CASE("64 levels exactly, with a list as the innermost") {
  std::vector<Category> list = {nested_value(32)};
  CHECK(idl::encode(list));
  list = {nested_value(33)};
  CHECK_FALSE(idl::encode(list));
}

TEST_CASE("the nesting that is written is the nesting that is read") {
  const auto bytes = idl::encode(nested_value(32));
  REQUIRE(bytes);
  CHECK(to_hex(*bytes) == to_hex(nested_categories(32)));
  CHECK(idl::decode<Category>(*bytes).value() == nested_value(32));
}

// Encodes and decodes at a limit that just admits the value, and at the one below.
template <class T>
void check_levels(const T& value, std::uint32_t levels) {
  const auto bytes = idl::encode(value, {.max_depth = levels});
  REQUIRE(bytes);
  CHECK_FALSE(idl::encode(value, {.max_depth = levels - 1}));
  CHECK(idl::decode<T>(*bytes, {.max_depth = levels}).value() == value);
  CHECK_FALSE(idl::decode<T>(*bytes, {.max_depth = levels - 1}));
}

TEST_CASE("lists of what opens no level are a level themselves, on both sides") {
  using Numbers = std::vector<std::uint32_t>;
  using Texts = std::vector<std::string>;
  check_levels(Numbers{1, 2}, 1);
  check_levels(Texts{"a", "b"}, 1);
  check_levels(std::vector<Channel>{Channel::web}, 1);
  check_levels(std::vector<Numbers>{{1}, {2}, {}}, 2);
  check_levels(std::vector<Texts>{{"a"}, {}, {"b", "c"}}, 2);
}

TEST_CASE("a million levels overflow no stack, on either side") {
  const idl::Bytes bytes = nested_categories(1'000'000);
  Category value = nested_value(1'000'000);
  bool decoded = true;
  bool encoded = true;
  on_a_small_stack([&] {
    decoded = static_cast<bool>(idl::decode<Category>(bytes, roomy()));
    encoded = static_cast<bool>(idl::encode(value));
  });
  CHECK_FALSE(decoded);
  CHECK_FALSE(encoded);
  dismantle(std::move(value));
}

TEST_CASE("64 levels fit into the smallest stack, destruction and comparison included") {
  const idl::Bytes bytes = nested_categories(32);
  bool same = false;
  on_a_small_stack([&] {
    const auto value = idl::decode<Category>(bytes);
    same = value && *value == nested_value(32) && idl::encode(*value);
  });
  CHECK(same);
}

TEST_CASE("an array larger than the stack is reset where it is") {
  using Wide = std::array<std::string, 32'768>;
  const auto value = std::make_unique<Wide>();
  value->back() = "x";
  bool read = false;
  on_a_small_stack([&] {
    idl::Decoder decoder(idl::BytesView{});
    read = decoder.input().read(*value);
  });
  CHECK(read);
  CHECK(value->back().empty());
}

/// Decodes with the default limits; returns the bytes asked of the heap.
template <class T>
std::size_t memory_to_decode(const idl::Bytes& bytes, bool& accepted) {
  idl::Decoder decoder(bytes);
  T value{};
  const AllocationMeter meter;
  accepted = decoder.input().read(value);
  return meter.bytes();
}

std::size_t budget_for(const idl::Bytes& bytes) {
  return std::min((std::size_t{64} << 20U), (std::size_t{64} << 10U) + 16 * bytes.size());
}

TEST_CASE_TEMPLATE("64 bytes that declare 2^31 elements allocate nothing", T,
                   std::vector<std::uint8_t>, std::vector<bool>, std::vector<std::string>,
                   std::vector<Containers>, std::set<std::string>, std::vector<Payment>) {
  for (const std::size_t count : {std::size_t{0x7FFF'FFFF}, std::size_t{0x8000'0000},
                                  std::size_t{0x8000'0001}, std::size_t{0xFFFF'FFFF}}) {
    idl::Bytes bytes;
    append_u32(bytes, count);
    bytes.resize(64);
    bool accepted = true;
    CHECK(memory_to_decode<T>(bytes, accepted) == 0);
    CHECK_FALSE(accepted);
  }
}

TEST_CASE("lists of wide structs of nothing are charged for what they become") {
  // 4 bytes a struct on the wire, several hundred in memory.
  constexpr std::size_t kCount = 100'000;
  idl::Bytes bytes;
  append_u32(bytes, kCount);
  bytes.resize(4 + kCount * 4);
  bool accepted = true;
  CHECK(memory_to_decode<std::vector<Containers>>(bytes, accepted) == 0);
  CHECK_FALSE(accepted);
  const auto refused = idl::decode<std::vector<Containers>>(bytes);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == idl::Code::ResourceExhausted);
  CHECK(refused.error().message ==
        "the value at byte 4 would take more memory than its message may ask for");
}

TEST_CASE("many small bombs do not add up") {
  // Lists of a hundred defaults each, until the budget refuses; the sum is what counts.
  std::vector<std::vector<Money>> lists(2000, std::vector<Money>(100));
  for (auto& list : lists) {
    for (Money& money : list) money.currency.clear();
  }
  idl::Bytes bytes;
  idl::Bytes inner;
  append_u32(inner, 100);
  inner.resize(4 + 100 * 4);
  append_u32(bytes, lists.size());
  for (std::size_t i = 1; i <= lists.size(); ++i) append_u32(bytes, i * inner.size());
  for (std::size_t i = 0; i < lists.size(); ++i) {
    bytes.insert(bytes.end(), inner.begin(), inner.end());
  }
  bool accepted = false;
  CHECK(memory_to_decode<std::vector<std::vector<Money>>>(bytes, accepted) <= budget_for(bytes));
}

TEST_CASE_TEMPLATE("what decoding takes stays within the budget", T, Containers, Scalars, Category,
                   Chain) {
  const std::string type = std::is_same_v<T, Containers> ? "Containers"
                           : std::is_same_v<T, Scalars>  ? "Scalars"
                           : std::is_same_v<T, Chain>    ? "Chain"
                                                         : "Category";
  for (const Vector& vector : load_vectors()) {
    if (vector.type != type || !vector.is_good()) continue;
    CAPTURE(vector.place);
    bool accepted = false;
    const std::size_t used = memory_to_decode<T>(vector.bytes, accepted);
    CHECK(accepted);
    // The charge covers the use: with just the memory that was used as its limit, it is refused or
    // stays below.
    idl::DecodeLimits limits{.max_memory = used};
    idl::Decoder decoder(vector.bytes, limits);
    T value{};
    const AllocationMeter meter;
    (void)decoder.input().read(value);
    CHECK(meter.bytes() <= used);
  }
}

/// The most that a value's decoding may use for each limit, for a type with every container.
TEST_CASE("no limit on memory is ever exceeded") {
  const Vector* largest = nullptr;
  const auto vectors = load_vectors();
  for (const Vector& vector : vectors) {
    if (vector.type != "Containers" || !vector.is_good()) continue;
    if (largest == nullptr || vector.bytes.size() > largest->bytes.size()) largest = &vector;
  }
  REQUIRE(largest != nullptr);
  bool accepted = false;
  for (std::size_t limit = 0; !accepted; ++limit) {
    idl::Decoder decoder(largest->bytes, {.max_memory = limit});
    Containers value{};
    const AllocationMeter meter;
    accepted = decoder.input().read(value);
    REQUIRE(meter.bytes() <= limit);
  }
}

TEST_CASE("the budget grows with the message, up to its cap") {
  const std::vector<std::string> words(1000, std::string(100, 'x'));
  const auto bytes = idl::encode(words);
  REQUIRE(bytes);
  CHECK(idl::decode<std::vector<std::string>>(*bytes));
  CHECK_FALSE(idl::decode<std::vector<std::string>>(*bytes, {.max_memory = 100'000}));
  CHECK_FALSE(
      idl::decode<std::vector<std::string>>(*bytes, {.memory_base = 0, .memory_per_byte = 1}));
  CHECK(idl::decode<std::vector<std::string>>(*bytes, {.memory_per_byte = ~std::size_t{0}}));
}

TEST_CASE("a set of strings charges every node and every text") {
  std::set<std::string> set;
  for (int i = 0; i < 500; ++i) set.insert(std::string(20, 'a') + std::to_string(i));
  const auto bytes = idl::encode(set);
  REQUIRE(bytes);
  bool accepted = false;
  const std::size_t used = memory_to_decode<std::set<std::string>>(*bytes, accepted);
  CHECK(accepted);
  CHECK(used <= budget_for(*bytes));
  CHECK_FALSE(idl::decode<std::set<std::string>>(*bytes, {.max_memory = used - 1}));
}

TEST_CASE("messages over the limit are refused before anything is read") {
  const idl::Bytes bytes(100);
  const auto refused = idl::decode<idl::Bytes>(bytes, {.max_bytes = 99});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == idl::Code::MessageTooLarge);
  CHECK(refused.error().message == "the message has 100 bytes, the limit is 99");
  CHECK(idl::decode<idl::Bytes>(bytes, {.max_bytes = 100}));
}

TEST_CASE("no block of any version exceeds 64 KiB") {
  idl::Bytes bytes;
  append_u32(bytes, 65536);
  bytes.resize(4 + 65536);
  CHECK(idl::decode<V1>(bytes));
  bytes.clear();
  append_u32(bytes, 65537);
  bytes.resize(4 + 65537);
  const auto refused = idl::decode<V1>(bytes);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message == "the block at byte 0 is longer than its place");
}

TEST_CASE("an allocation that fails is an error, whichever it is") {
  const auto vectors = load_vectors();
  const auto found = std::find_if(vectors.begin(), vectors.end(), [](const Vector& vector) {
    return vector.type == "Containers" && vector.is_good() && vector.bytes.size() > 200;
  });
  REQUIRE(found != vectors.end());
  bool failed = true;
  for (std::size_t first = 0; failed; ++first) {
    bool decoded = false;
    {
      const FailingAllocations failing(first);
      decoded = static_cast<bool>(idl::decode<Containers>(found->bytes));
      failed = failing.happened();
    }
    REQUIRE(decoded != failed);
  }
}

}  // namespace
}  // namespace sample
