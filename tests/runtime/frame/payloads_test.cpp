// The protocol's own structs: errors, go-aways and extras in literal bytes, and what versions read
// of each other.
#include <doctest/doctest.h>

#include <string>

#include "frame/call_extras.h"
#include "frame/error_body.h"
#include "frame/go_away.h"
#include "frame/hello.h"

using namespace idl;
using namespace idl::detail;

namespace {

std::string to_hex(BytesView bytes) {
  std::string text;
  for (const std::byte byte : bytes) {
    text += "0123456789abcdef"[std::to_integer<std::size_t>(byte) >> 4];
    text += "0123456789abcdef"[std::to_integer<std::size_t>(byte) & 15];
  }
  return text;
}

CallExtras sample_extras() {
  CallExtras extras;
  extras.trace = TraceContext{.flags = 3};
  extras.metadata = {{"a", {std::byte{0x61}}}, {"b", {}}};
  return extras;
}

}  // namespace

TEST_CASE("an error has the bytes that the protocol draws") {
  const ErrorBody body{.code = Code::DeclaredError,
                       .executed = Executed::Maybe,
                       .failer = Failer::Application,
                       .declared = 0x0807060504030201,
                       .name = "N",
                       .text = "T",
                       .fields = {std::byte{0xF0}}};
  const Bytes bytes = encode_error(body);
  CHECK(to_hex(bytes) ==
        "1a000000"  // a block of 26 bytes
        "0c000000"
        "01"
        "01"                // code 12, maybe, the application
        "0102030405060708"  // the hash
        "01000000"
        "01000000"
        "01000000"  // lengths of name, text, fields
        "4e"
        "54"
        "f0");
  const auto decoded = decode_error(bytes);
  REQUIRE(decoded);
  CHECK(*decoded == body);
}

TEST_CASE("an error of an older version takes defaults, one of a newer is read as far as known") {
  const Bytes older{std::byte{4}, {}, {}, {}, std::byte{1}, {}, {}, {}};
  const auto sparse = decode_error(older);
  REQUIRE(sparse);
  CHECK(sparse->code == Code::Cancelled);
  CHECK(sparse->executed == Executed::No);
  CHECK(sparse->text.empty());
  Bytes newer = encode_error({.text = "T"});
  newer[0] = static_cast<std::byte>(std::to_integer<int>(newer[0]) + 1);
  newer.insert(newer.begin() + 4 + 26, std::byte{7});
  newer.push_back(std::byte{9});
  const auto rich = decode_error(newer);
  REQUIRE(rich);
  CHECK(rich->text == "T");
}

TEST_CASE("text that is sent is UTF-8 and of bounded length, cut between characters") {
  CHECK(sendable_text("plain", 100) == "plain");
  CHECK(sendable_text("plain", 2) == "pl");
  CHECK(sendable_text("a\xC3\xA4", 3) == "a\xC3\xA4");
  CHECK(sendable_text("a\xC3\xA4", 2) == "a");
  CHECK(sendable_text("\xE2\x82\xAC", 2).empty());
  CHECK(sendable_text("a\xFFz", 10) == "a?z");
  CHECK(sendable_text(std::string(50, '\x80'), 10).size() <= 10);
}

TEST_CASE("a go-away has the bytes that the protocol draws") {
  const GoAway go_away{.last_call = 6, .code = Code::ProtocolError, .text = "T"};
  const Bytes bytes = encode_go_away(go_away);
  CHECK(to_hex(bytes) ==
        "10000000"
        "0600000000000000"
        "09000000"
        "01000000"
        "54");
  const auto decoded = decode_go_away(bytes);
  REQUIRE(decoded);
  CHECK(*decoded == go_away);
  CHECK_FALSE(decode_go_away(BytesView(bytes).first(bytes.size() - 1)));
}

TEST_CASE("extras have the bytes that the protocol draws") {
  const auto bytes = encode_extras(sample_extras());
  REQUIRE(bytes);
  CHECK(to_hex(*bytes) ==
        "41000000"  // 65 bytes
        "1e000000"  // a block of 30
        "01"
        "00000000000000000000000000000000"
        "0000000000000000"
        "03"        // the trace context
        "1f000000"  // 31 bytes of metadata
        "0e000000"
        "02000000"
        "01000000"
        "02000000"
        "61"
        "62"  // keys
        "02000000"
        "01000000"
        "01000000"
        "61");  // values
  const auto decoded = decode_extras(*bytes);
  REQUIRE(decoded);
  CHECK(decoded->extras == sample_extras());
  CHECK(decoded->size == bytes->size());
}

TEST_CASE("extras end where their length says, and every truncation is an error") {
  const auto encoded = encode_extras(sample_extras());
  REQUIRE(encoded);
  Bytes longer = *encoded;
  longer.resize(longer.size() + 10, std::byte{0x50});
  CHECK(decode_extras(longer)->size == encoded->size());
  for (std::size_t size = 0; size < encoded->size(); ++size) {
    const Bytes cut(encoded->begin(), encoded->begin() + static_cast<long>(size));
    const auto decoded = decode_extras(cut);
    REQUIRE_FALSE(decoded);
    CHECK(decoded.error().code == Code::InvalidArgument);
  }
}

TEST_CASE("metadata has at most 64 entries and 16 KiB") {
  CallExtras extras;
  for (int i = 0; i < 64; ++i) extras.metadata[std::to_string(i)] = {};
  CHECK(encode_extras(extras));
  extras.metadata["one more"] = {};
  CHECK(encode_extras(extras).error().code == Code::ResourceExhausted);
  CallExtras large;
  large.metadata["x"] = Bytes(kMaxMetadataBytes - 1);
  CHECK(encode_extras(large));
  large.metadata["x"] = Bytes(kMaxMetadataBytes);
  CHECK(encode_extras(large).error().code == Code::ResourceExhausted);
}

TEST_CASE("a hello survives the way there and back; strangers are named") {
  const Hello hello{.oldest_version = 1,
                    .newest_version = 3,
                    .features = 5,
                    .max_message_bytes = 1,
                    .max_frame_bytes = 2,
                    .max_calls = 3,
                    .stream_window = 4,
                    .connection_window = 5,
                    .max_streams = 6};
  const auto decoded = decode_hello(encode_hello(hello));
  REQUIRE(decoded);
  CHECK(*decoded == hello);
  CHECK_FALSE(decode_hello({}));
  const Bytes noise(kFrameHeaderBytes, std::byte{0xAB});
  CHECK(name_stranger(std::span<const std::byte, kFrameHeaderBytes>(noise)).empty());
}
