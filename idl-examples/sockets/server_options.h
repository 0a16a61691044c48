// The server's command line.
// It turns arguments into a plain value and starts nothing.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <variant>

namespace sockets {

struct ServerOptions {
  std::string address;
  std::filesystem::path folder;
  bool insecure_network = false;
};

/// What the command line asks for, or the text and exit code to end with at once.
struct EndNow {
  std::string text;
  int exit_code = 0;
};

/// Reads the arguments behind the program's name.
std::variant<ServerOptions, EndNow> parse_options(std::span<const char* const> arguments);

}  // namespace sockets
