// Views by hand: what docs/LANGUAGE.md shows and promises of them, other versions of a schema, the
// limits, and that looking takes no memory and little stack.
#include <doctest/doctest.h>

#include <pthread.h>

#include <functional>

#include <idl/view.h>

#include "cycles.view.h"
#include "evolution_new.view.h"
#include "evolution_old.view.h"
#include "orders.view.h"
#include "tests/support/allocations.h"
#include "types.view.h"

namespace {

using shop::v1::Order;
using shop::v1::Payment;

// begin of the snippet in docs/LANGUAGE.md
std::uint64_t cents_of_gifts(idl::BytesView bytes) {
  const auto order = idl::view<shop::v1::Order>(bytes);  // idl::Result<idl::View<Order>>
  if (!order || !order->tags().contains("gift")) return 0;
  std::uint64_t cents = 0;
  for (const auto line : order->lines()) {
    cents += line.quantity() * static_cast<std::uint64_t>(line.price().cents());
  }
  if (const auto wrapping = order->labels().find("wrapping")) cents += wrapping->size();
  return cents;
}

Order sample_order() {
  return {.id = 7,
          .customer = shop::v1::CustomerId("ada"),
          .status = shop::v1::OrderStatus::paid,
          .lines = {{.sku = "A-1", .quantity = 2, .price = {.cents = 150, .currency = "EUR"}},
                    {.sku = "B-22", .quantity = 1, .price = {.cents = 99, .currency = "USD"}}},
          .labels = {{"colour", "red"}, {"size", "xl"}, {"wrapping", "paper"}},
          .payment = Payment::iban("DE00"),
          .note = "handle with care",
          .tags = {"gift", "web"},
          .ship_to = shop::v1::Point{.latitude = 1.5, .longitude = -2},
          .class_ = "first"};
}

TEST_CASE("fields are read where they lie, as docs/LANGUAGE.md shows") {
  CHECK(cents_of_gifts(idl::encode(sample_order()).value()) == 2 * 150 + 99 + 5);
}

TEST_CASE("ranges, sets and maps behave as the standard's") {
  const auto bytes = idl::encode(sample_order()).value();
  const auto order = idl::view<Order>(bytes).value();
  const auto lines = order.lines();
  static_assert(std::random_access_iterator<decltype(lines.begin())>);
  static_assert(std::ranges::borrowed_range<decltype(lines)>);
  REQUIRE(lines.size() == 2);
  CHECK(lines.begin()->sku() == "A-1");
  CHECK(lines.back().price().currency() == "USD");
  CHECK((lines.end() - 1)->sku() == lines[1].sku());
  CHECK(order.labels().find("size") == "xl");
  CHECK_FALSE(order.labels().find("a"));
  CHECK_FALSE(order.labels().find("d"));
  CHECK_FALSE(order.labels().find("z"));
  CHECK(order.labels().contains("colour"));
  CHECK(order.labels().keys()[2] == "wrapping");
  CHECK(order.labels().values()[0] == "red");
  CHECK_FALSE(order.tags().contains("shop"));
  CHECK(order.payment().which() == Payment::Case::iban);
  CHECK(order.payment().if_iban() == "DE00");
  CHECK_FALSE(order.payment().if_card());
  CHECK_FALSE(order.payment().is_cash());
  CHECK(order.ship_to() == shop::v1::Point{.latitude = 1.5, .longitude = -2});
}

TEST_CASE("a part's bytes are what encoding the part would give") {
  const Order value = sample_order();
  const auto bytes = idl::encode(value).value();
  const auto order = idl::view<Order>(bytes).value();
  const auto same = [](idl::BytesView shown, const idl::Bytes& encoded) {
    return std::ranges::equal(shown, encoded);
  };
  CHECK(same(order.bytes(), bytes));
  CHECK(same(order.lines().bytes(), idl::encode(value.lines).value()));
  CHECK(same(order.lines()[1].bytes(), idl::encode(value.lines[1]).value()));
  CHECK(same(order.labels().bytes(), idl::encode(value.labels).value()));
  CHECK(same(order.tags().bytes(), idl::encode(value.tags).value()));
  CHECK(same(order.digest().bytes(), idl::encode(value.digest).value()));
  CHECK(idl::to_value(order.lines()[1]) == value.lines[1]);
  CHECK(idl::to_value(order.labels()) == value.labels);
  CHECK(idl::to_value(order.payment()) == value.payment);
  CHECK(idl::to_value(order.digest()) == value.digest);
}

TEST_CASE("all fields are gone through in order, and the case of a union") {
  const auto bytes = idl::encode(sample_order()).value();
  const auto order = idl::view<Order>(bytes).value();
  std::string names;
  std::string texts;
  idl::for_each_field(order, [&]<class Field>(std::string_view name, const Field& field) {
    names.append(name).append(" ");
    if constexpr (std::is_same_v<Field, std::string_view>) texts.append(field).append(" ");
  });
  CHECK(names ==
        "id customer status lines labels payment note created ship_within digest tags ship_to "
        "request_id channel class attachment ");
  CHECK(texts == "ada first ");
  std::string shown;
  const auto show = [&]<class Field>(std::string_view name, const Field& field) {
    shown = name;
    if constexpr (std::is_same_v<Field, std::string_view>) shown += field;
  };
  CHECK(idl::visit_case(order.payment(), show));
  CHECK(shown == "ibanDE00");
  CHECK_FALSE(idl::visit_case(idl::View<Payment>(), show));
}

TEST_CASE("what an older writer left out shows its default, also where nothing was written") {
  namespace before = golden::evolution::before;
  namespace after = golden::evolution::after;
  const before::Member ada{.id = 1, .name = "ada", .state = before::State::closed};
  const auto bytes = idl::encode(ada).value();
  const auto member = idl::view<after::Member>(bytes).value();
  CHECK(member.name() == "ada");
  CHECK(member.points() == after::Member().points);
  CHECK_FALSE(member.nickname());
  CHECK(member.tags().empty());
  CHECK(idl::to_value(member).points == 10);
  std::size_t fields = 0;
  idl::for_each_field(member, [&](std::string_view, const auto&) { ++fields; });
  CHECK(fields == 7);
  CHECK(idl::View<after::Member>().points() == 10);
  CHECK(idl::View<after::Member>().bytes().empty());
  CHECK(idl::View<golden::types::Arrays>().texts()[1].empty());
  CHECK(idl::View<golden::types::Arrays>().structs()[1].whole() == 0);
}

TEST_CASE("what a newer writer added is skipped, and an unknown case keeps its bytes") {
  namespace before = golden::evolution::before;
  namespace after = golden::evolution::after;
  const after::Member eve{.id = 2,
                          .name = "eve",
                          .state = after::State::paused,
                          .contact = after::Contact::digits({1, 2, 3}),
                          .tags = {"x"}};
  const auto bytes = idl::encode(eve).value();
  const auto member = idl::view<before::Member>(bytes).value();
  CHECK(member.name() == "eve");
  CHECK(member.remark().empty());
  CHECK(member.state() == static_cast<before::State>(2));
  CHECK(static_cast<std::uint32_t>(member.contact().which()) == 2);
  CHECK(std::ranges::equal(member.contact().body(), idl::encode(*eve.contact.if_digits()).value()));
  CHECK_FALSE(idl::visit_case(member.contact(), [](auto, const auto&) {}));
}

golden::cycles::Tree nested_tree(std::size_t levels) {
  golden::cycles::Tree tree;
  for (std::size_t i = 1; i < levels; ++i) {
    golden::cycles::Tree outer;
    outer.branches.push_back(std::move(tree));
    tree = std::move(outer);
  }
  return tree;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t kSmallStack = std::size_t{512} << 10U;  // sanitizers widen every frame
#else
constexpr std::size_t kSmallStack = std::size_t{64} << 10U;
#endif

void on_a_small_stack(const std::function<void()>& task) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  REQUIRE(pthread_attr_setstacksize(&attributes, kSmallStack) == 0);
  pthread_t thread;
  auto* const argument = const_cast<std::function<void()>*>(&task);
  const auto run = [](void* of) -> void* {
    (*static_cast<const std::function<void()>*>(of))();
    return nullptr;
  };
  REQUIRE(pthread_create(&thread, &attributes, run, argument) == 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
}

std::size_t depth_of(idl::View<golden::cycles::Tree> tree) {
  return tree.branches().empty() ? 1 : 1 + depth_of(tree.branches().front());
}

TEST_CASE("nesting has decode's limit and fits into the smallest stack") {
  const auto most = idl::encode(nested_tree(32)).value();  // 63 levels: the innermost list is empty
  const auto deeper = idl::encode(nested_tree(33), {.max_depth = 100}).value();
  std::size_t depth = 0;
  std::string message;
  on_a_small_stack([&] {
    depth = depth_of(idl::view<golden::cycles::Tree>(most).value());
    const auto refused = idl::view<golden::cycles::Tree>(deeper);
    if (!refused) message = refused.error().message;
  });
  CHECK(depth == 32);
  CHECK(message == "the value at byte 640 is nested too deep");
  CHECK(idl::view<golden::cycles::Tree>(deeper, {.max_depth = 65}));
  CHECK_FALSE(idl::view<golden::cycles::Tree>(most, {.max_depth = 62}));
}

TEST_CASE("a million levels are refused before they take any stack") {
  // Each tree is a list of one tree: a block of two lengths, a count and an end.
  constexpr std::size_t kLevels = 1'000'000;
  constexpr std::size_t kLevelBytes = 20;
  const auto innermost = idl::encode(golden::cycles::Tree()).value();
  idl::Bytes bytes(kLevels * kLevelBytes + innermost.size());
  const auto put = [&](std::size_t at, std::size_t number) {
    idl::detail::store_u32(bytes.data() + at, number);
  };
  for (std::size_t level = 0; level < kLevels; ++level) {
    const std::size_t at = level * kLevelBytes;
    const std::size_t rest = bytes.size() - at - kLevelBytes;
    put(at, 8);
    put(at + 8, rest + 8);
    put(at + 12, 1);
    put(at + 16, rest);
  }
  std::ranges::copy(innermost, bytes.end() - static_cast<std::ptrdiff_t>(innermost.size()));
  std::string message;
  on_a_small_stack([&] {
    const auto refused = idl::view<golden::cycles::Tree>(bytes, {.max_bytes = bytes.size()});
    if (!refused) message = refused.error().message;
  });
  CHECK(message == "the value at byte 640 is nested too deep");
}

TEST_CASE("looking takes no memory") {
  const auto bytes = idl::encode(sample_order()).value();
  const idl::test::AllocationMeter meter;
  const auto order = idl::view<Order>(bytes);
  std::size_t seen = 0;
  for (const auto [key, value] : order->labels()) seen += key.size() + value.size();
  for (const auto line : order->lines()) seen += line.sku().size();
  const bool found = order->labels().find("size").has_value() && order->tags().contains("gift");
  CHECK(meter.bytes() == 0);
  CHECK(found);
  CHECK(seen == 35);
}

TEST_CASE("messages over the limit are refused before they are looked at") {
  const auto bytes = idl::encode(sample_order()).value();
  const auto refused = idl::view<Order>(bytes, {.max_bytes = bytes.size() - 1});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == idl::Code::MessageTooLarge);
}

}  // namespace
