// A declaration may use every type before it, and a struct itself through lists, maps and boxes.
// Names say what they name, so that a failing schema can be read.
#include "tests/schemas/random_schema.h"

#include <fmt/format.h>

#include <random>
#include <vector>

namespace schemas {
namespace {

constexpr std::size_t kDeclarations = 9;
constexpr unsigned kMaxNesting = 3;

class SchemaWriter {
 public:
  explicit SchemaWriter(std::uint32_t seed) : seed_(seed), engine_(seed) {}

  std::string write() {
    text_ = fmt::format("package r{};\n", seed_);
    add_enum();
    add_struct();
    for (std::size_t i = 0; i < kDeclarations; ++i) add_declaration();
    add_error();
    add_service();
    return text_;
  }

 private:
  std::size_t below(std::size_t bound) { return engine_() % bound; }
  bool coin() { return below(2) == 0; }
  const std::string& one_of(const std::vector<std::string>& names) {
    return names[below(names.size())];
  }
  std::string next_name(const char* kind) { return fmt::format("{}{}", kind, ++count_); }

  void add_declaration() {
    switch (below(7)) {
      case 0:
        return add_enum();
      case 1:
        return add_flags();
      case 2:
        return add_fixed();
      case 3:
        return add_union();
      case 4:
        return add_new_type();
      default:
        return add_struct();
    }
  }

  void add_enum() {
    const std::string name = next_name("Enum");
    const bool is_closed = below(3) == 0;
    text_ += fmt::format("{}enum {} : {} {{ zero = 0; one = 1; far = 100; }}\n",
                         is_closed ? "closed " : "", name, one_of(integers_));
    keys_.push_back(name);
    fixed_.push_back(name);
  }

  void add_flags() {
    static const std::vector<std::string> kWidths{"u8", "u16", "u32", "u64"};
    const std::string name = next_name("Flags");
    text_ += fmt::format("flags {} : {} {{ low = 0; high = 7; }}\n", name, one_of(kWidths));
    keys_.push_back(name);
    fixed_.push_back(name);
  }

  void add_fixed() {
    const std::string name = next_name("Fixed");
    text_ += fmt::format("fixed struct {} {{", name);
    for (std::size_t i = 0; i <= below(4); ++i) {
      text_ += fmt::format(" {} m{};", fixed_type(), i);
    }
    text_ += " }\n";
    fixed_.push_back(name);
  }

  void add_new_type() {
    const std::string name = next_name("Id");
    text_ += fmt::format("type {} = new {};\n", name, coin() ? "string" : one_of(integers_));
    keys_.push_back(name);
    others_.push_back(name);
  }

  void add_struct() {
    const std::string name = next_name("Struct");
    text_ += fmt::format("struct {} {{\n", name);
    const std::size_t fields = below(9);
    for (std::size_t i = 1; i <= fields; ++i) {
      text_ += fmt::format("  {}\n", field(name, i));
    }
    text_ += "}\n";
    structs_.push_back(name);
    others_.push_back(name);
  }

  std::string field(const std::string& owner, std::size_t number) {
    switch (below(12)) {
      case 0:
        return fmt::format("{}: list<{}> f{};", number, owner, number);
      case 1:
        return fmt::format("{}: map<{}, {}> f{};", number, one_of(keys_), owner, number);
      case 2:
        return fmt::format("{}: box<{}>? f{};", number, owner, number);
      case 3:
        return fmt::format("reserved {}: {} \"f{}\";", number, reserved_type(), number);
      case 4:
        return fmt::format("{}: u32 f{} = {};", number, number, below(1000));
      case 5:
        return fmt::format("{}: string f{} = \"x{}\";", number, number, below(1000));
      default:
        return fmt::format("{}: {} f{};", number, any_type(0), number);
    }
  }

  std::string reserved_type() {
    static const std::vector<std::string> kTypes{"u8", "bytes", "bytes?", "union", "f64", "u16?"};
    return one_of(kTypes);
  }

  void add_union() {
    const std::string name = next_name("Union");
    text_ += fmt::format("union {} {{\n", name);
    const std::size_t cases = 1 + below(5);
    for (std::size_t i = 1; i <= cases; ++i) {
      const bool is_void = below(4) == 0;
      text_ += fmt::format("  {}: {} c{};\n", i, is_void ? "void" : any_type(1), i);
    }
    text_ += "}\n";
    unions_.push_back(name);
  }

  void add_error() {
    error_ = next_name("Error");
    text_ += fmt::format("error {} {{ 1: {} f1; }}\n", error_, any_type(0));
  }

  void add_service() {
    text_ += "service Service {\n";
    for (std::size_t i = 1; i <= 3; ++i) {
      text_ += fmt::format("  m{}({} a, {} b) -> {} throws {};\n", i, any_type(1), any_type(1),
                           any_type(1), error_);
    }
    text_ +=
        fmt::format("  several({} a) -> ({} x, {} y);\n", any_type(1), any_type(1), any_type(1));
    text_ += fmt::format("  oneway tell({} a);\n}}\n", any_type(1));
  }

  std::string fixed_type() {
    const std::string& type = one_of(fixed_);
    switch (below(5)) {
      case 0:
        return fmt::format("{}[{}]", type, 1 + below(3));
      case 1:
        return type + "?";
      default:
        return type;
    }
  }

  // Neither optional nor a union: what may stand before a `?`.
  std::string plain_type(unsigned depth) {
    if (depth >= kMaxNesting) return coin() ? one_of(keys_) : one_of(fixed_);
    switch (below(9)) {
      case 0:
        return fmt::format("list<{}>", any_type(depth + 1));
      case 1:
        return fmt::format("set<{}>", one_of(keys_));
      case 2:
        return fmt::format("map<{}, {}>", one_of(keys_), any_type(depth + 1));
      case 3:
        return fmt::format("{}[{}]", any_type(depth + 1), 1 + below(3));
      case 4:
        return structs_.empty() ? "bytes" : fmt::format("box<{}>", one_of(structs_));
      case 5:
        return others_.empty() ? "string" : one_of(others_);
      case 6:
        return one_of(keys_);
      default:
        return one_of(fixed_);
    }
  }

  std::string any_type(unsigned depth) {
    const std::size_t choice = below(6);
    if (choice == 0 && !unions_.empty()) return one_of(unions_);
    const std::string type = plain_type(depth);
    return choice == 1 ? type + "?" : type;
  }

  const std::vector<std::string> integers_{"u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"};
  std::uint32_t seed_;
  std::mt19937 engine_;
  std::size_t count_ = 0;
  std::string text_;
  std::string error_;
  std::vector<std::string> keys_{"bool",  "u8",        "i16",      "u32",  "i64",
                                 "bytes", "timestamp", "duration", "uuid", "string"};
  std::vector<std::string> fixed_{"bool", "u8",  "i8",   "u16",       "i32",     "u64",
                                  "f32",  "f64", "uuid", "timestamp", "duration"};
  std::vector<std::string> structs_;  // what a box takes
  std::vector<std::string> others_;   // what has a body
  std::vector<std::string> unions_;
};

}  // namespace

std::string random_schema(std::uint32_t seed) { return SchemaWriter(seed).write(); }

}  // namespace schemas
