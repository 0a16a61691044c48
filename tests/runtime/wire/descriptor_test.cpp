// Descriptors among parameters: in the block stands an index, and each index is good once. What
// travels beside the block is given here by hand.
#include <doctest/doctest.h>

#include <optional>

#include "idl/text_writer.h"
#include "idl/wire.h"
#include "tests/support/open_descriptors.h"

namespace {

using namespace idl::detail;
using idl::Bytes;
using idl::Decoder;
using idl::Fd;
using idl::test::some_descriptors;

Bytes bytes(std::initializer_list<unsigned> values) {
  Bytes made;
  for (const unsigned value : values) made.push_back(static_cast<std::byte>(value));
  return made;
}

template <class... Values>
Bytes encoded(const Values&... values) {
  idl::Measure measure;
  const std::size_t size = measure_block(measure, values...);
  REQUIRE(measure.accepts(size));
  Bytes out(size);
  CHECK(write_block(out.data(), values...) == out.data() + size);
  return out;
}

Fd one() { return std::move(some_descriptors(1).front()); }

TEST_CASE("descriptors are numbered in the order of the fields, past those that are absent") {
  const Fd first = one();
  const std::optional<Fd> absent;
  const std::optional<Fd> second = one();
  CHECK(encoded(first, std::uint8_t{7}, absent, second) ==
        bytes({13, 0, 0, 0, 0, 0, 0, 0, 7, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0}));
  DescriptorSink sink;
  sink.add(first);
  sink.add(std::uint8_t{7});
  sink.add(absent);
  sink.add(second);
  CHECK(sink.take()->size() == 2);
}

TEST_CASE("a descriptor that is none cannot be encoded, nor duplicated") {
  idl::Measure measure;
  const std::size_t size = measure_block(measure, Fd());
  CHECK(!measure.accepts(size));
  CHECK(measure.error(size).message == "an `fd` holds no descriptor; only an `fd?` may be without");
  idl::Measure optional;
  CHECK(!optional.accepts(measure_block(optional, std::optional<Fd>(std::in_place))));
  DescriptorSink sink;
  sink.add(Fd());
  CHECK(!sink.take());
}

TEST_CASE("fields take the descriptors that they name, in any order, and leave the others") {
  Descriptors came = some_descriptors(3);
  const int first = came[0].get();
  const int third = came[2].get();
  const Bytes block = bytes({12, 0, 0, 0, 2, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0});
  Decoder decoder(block);
  decoder.offer(came);
  Fd one{};
  std::optional<Fd> none = idl::test::some_descriptors(1).front().duplicate().value();
  std::optional<Fd> other;
  REQUIRE(read_block(decoder.input(), one, none, other));
  CHECK(one.get() == third);
  CHECK(!none);
  CHECK(other->get() == first);
  CHECK(came[1]);
}

TEST_CASE("an index that nothing came for, or a second time, or where an fd has to be, is a flaw") {
  const auto reads = [](const Bytes& block, std::size_t count) {
    Descriptors came = some_descriptors(count);
    Decoder decoder(block);
    decoder.offer(came);
    Fd one{};
    Fd two{};
    const bool read = read_block(decoder.input(), one, two);
    if (!read) {
      CHECK(decoder.error().message.find("names a descriptor that did not come, or one twice") !=
            std::string::npos);
    }
    return read;
  };
  CHECK(reads(bytes({8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0}), 2));
  CHECK(!reads(bytes({8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0}), 1));
  CHECK(!reads(bytes({8, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0}), 2));
  CHECK(!reads(bytes({8, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF}), 2));
  const Bytes block = bytes({4, 0, 0, 0, 0, 0, 0, 0});
  Decoder without(block);
  Fd none{};
  CHECK(!read_block(without.input(), none));
}

TEST_CASE("a descriptor's text is its number") {
  const Fd fd = one();
  idl::TextWriter out;
  out.put(fd);
  CHECK(out.take() == "Fd{number: " + std::to_string(fd.get()) + "}");
}

}  // namespace
