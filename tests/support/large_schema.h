// A schema of any size, for benchmarks and for tests of how costs grow: messages of ten fields of
// mixed types, every tenth of them with a service. It is the same text for the same size.
#pragma once

#include <fmt/format.h>

#include <string>

namespace idl::test {

/// One message of 13 lines.
inline std::string large_message(int number) {
  const std::string last =
      number % 10 == 0 ? "string? note" : fmt::format("Message{} before", number - 1);
  return fmt::format(
      "/// The message with the number {0}.\n"
      "struct Message{0} {{\n"
      "  1: u64 id;\n"
      "  2: string name;\n"
      "  3: list<string> tags;\n"
      "  4: map<string, u32> limits;\n"
      "  5: timestamp created;\n"
      "  6: bool active;\n"
      "  7: f64 weight;\n"
      "  8: bytes payload;\n"
      "  9: i32 count = 7;\n"
      "  10: {1};\n"
      "}}\n",
      number, last);
}

/// A service for the ten messages up to this one.
inline std::string large_service(int number) {
  return fmt::format(
      "service Service{0} {{\n"
      "  get(u64 id) -> Message{0} throws Missing;\n"
      "  put(Message{0} message, string? note);\n"
      "  find(string query, u32 limit) -> list<Message{1}>;\n"
      "}}\n",
      number, number - 1);
}

/// A file of `messages` messages.
inline std::string large_schema(int messages) {
  std::string text = "package large;\nerror Missing { 1: string what; }\n";
  for (int number = 0; number < messages; ++number) {
    text += large_message(number);
    if (number % 10 == 9) text += large_service(number);
  }
  return text;
}

}  // namespace idl::test
