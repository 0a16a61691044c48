// The words for values that need no schema: each kind, and each limit. What generated types add to
// it is tested with the golden schemas.
#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <sstream>

#include <idl/text_writer.h>

namespace {

using namespace std::chrono_literals;
using idl::text_of;
using idl::TextWriter;

TEST_CASE("scalars read as they are written in a schema") {
  CHECK(text_of(true) == "true");
  CHECK(text_of(std::uint8_t{200}) == "200");
  CHECK(text_of(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  CHECK(text_of(0.1) == "0.1");
  CHECK(text_of(0.1F) == "0.1");
  CHECK(text_of(-std::numeric_limits<double>::infinity()) == "-inf");
  CHECK(text_of(std::numeric_limits<float>::quiet_NaN()) == "nan");
  CHECK(text_of(idl::Duration(1500ms)) == "1.5s");
  CHECK(text_of(idl::Timestamp(0ns)) == "1970-01-01T00:00:00Z");
  CHECK(text_of(idl::Uuid{}) == "00000000-0000-0000-0000-000000000000");
  CHECK(text_of(idl::Bytes{std::byte{0}, std::byte{0xAB}}) == "0x00ab");
}

TEST_CASE("containers show what they hold") {
  CHECK(text_of(std::vector<bool>{true, false}) == "[true, false]");
  CHECK(text_of(std::set<std::string>{"b", "a"}) == R"(["a", "b"])");
  CHECK(text_of(std::map<std::string, int>{{"a", 1}, {"b", 2}}) == R"({"a": 1, "b": 2})");
  CHECK(text_of(std::array<std::optional<int>, 2>{7, std::nullopt}) == "[7, null]");
  CHECK(text_of(std::vector<std::vector<int>>{{}, {1}}) == "[[], [1]]");
}

TEST_CASE("strings cannot end a line, move a cursor or turn the text around") {
  CHECK(text_of(std::string("a\"b\\c")) == R"("a\"b\\c")");
  CHECK(text_of(std::string("\n\r\t\0\x1b", 5)) == R"("\n\r\t\u{0}\u{1b}")");
  CHECK(text_of(std::string("na\u00efve \U0001F600")) == "\"na\u00efve \U0001F600\"");
  CHECK(text_of(std::string("\u202e\u2066\u2028\ufeff\u0085\U000E0041")) ==
        R"("\u{202e}\u{2066}\u{2028}\u{feff}\u{85}\u{e0041}")");
}

TEST_CASE("bytes that are no UTF-8 are shown as bytes") {
  CHECK(text_of(std::string("a\xff\x80")) == R"("a\xff\x80")");
  CHECK(text_of(std::string("\xc3")) == R"("\xc3")");
  CHECK(text_of(std::string("\xc0\x80")) == R"("\xc0\x80")");
  CHECK(text_of(std::string("\xed\xa0\x80")) == R"("\xed\xa0\x80")");
  CHECK(text_of(std::string("\xf4\x90\x80\x80")) == R"("\xf4\x90\x80\x80")");
}

TEST_CASE("what is long is cut and says how long it was") {
  const std::string text = text_of(std::string(1000, 'x'));
  CHECK(text == '"' + std::string(TextWriter::kMaxStringBytes, 'x') + "\"... (1000 bytes)");
  // 255 bytes, then a character of two.
  CHECK(text_of(std::string(255, 'x') + "\u00e9") ==
        '"' + std::string(255, 'x') + "\"... (257 bytes)");
  CHECK(text_of(idl::Bytes(100)) == "0x" + std::string(128, '0') + "... (100 bytes)");
  CHECK(text_of(std::vector<int>(33)).ends_with(", 0, ... (33 elements)]"));
  CHECK(text_of(std::vector<int>(32)).ends_with(", 0, 0]"));
  CHECK(text_of(std::map<int, int>()) == "{}");
}

TEST_CASE("of a case that a newer schema has, a text shows the number and the size") {
  TextWriter out;
  REQUIRE(out.begin("Contact"));
  out.field(idl::UnknownCase{.number = 7, .body = idl::Bytes(12, std::byte{0xAB})});
  out.end();
  CHECK(out.take() == "Contact{case 7: <12 bytes>}");
}

TEST_CASE("a text never grows beyond its limit") {
  const std::vector<std::vector<std::string>> wide(32, std::vector<std::string>(32, "\u00e9"));
  const std::string text = text_of(wide);
  CHECK(text.size() <= TextWriter::kMaxTextBytes + 3);
  CHECK(text.size() > TextWriter::kMaxTextBytes - 4);
  CHECK(text.ends_with("..."));
}

// A list that holds itself, as deep as one likes.
struct Nest {
  std::vector<Nest> inner;
};

}  // namespace

template <>
struct idl::Codec<Nest> {
  static void print(const Nest& value, TextWriter& out) {
    if (!out.begin("Nest")) return;
    out.field("inner", value.inner);
    out.end();
  }
};

namespace {

TEST_CASE("nesting ends at a limit") {
  Nest nest;
  for (int i = 0; i < 200; ++i) {
    Nest outer;
    outer.inner.push_back(std::move(nest));
    nest = std::move(outer);
  }
  const std::string text = text_of(nest);
  CHECK(text.starts_with("Nest{inner: [{inner: [{"));
  CHECK(text.find("[{inner: [...]}]") != std::string::npos);
  CHECK(std::ranges::count(text, '{') == TextWriter::kMaxDepth / 2);
}

TEST_CASE("a stream sets the width of the whole text") {
  std::ostringstream out;
  out.width(8);
  idl::print(out, std::vector<int>{1, 2}) << '|';
  CHECK(out.str() == "  [1, 2]|");
}

}  // namespace
