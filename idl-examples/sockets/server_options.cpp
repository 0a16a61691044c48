// Reading the command line: a handful of options needs no library. What it does not know it
// refuses, with the usage.
#include "server_options.h"

#include <string_view>
#include <system_error>

#include "protocol.h"

namespace sockets {
namespace {

constexpr std::string_view kHelp =
    R"(usage: sockets_server [ADDRESS | --port PORT] [--folder FOLDER] [--insecure-network]

Waits at ADDRESS and answers the questions of sockets_client: the time, how long it has been up,
the list of the files in FOLDER, and the bytes of one of them. Ends with Ctrl-C.

  ADDRESS             tcp:HOST:PORT, unix:/path or unix:@name (default: tcp:127.0.0.1:7410)
  --port PORT         the same as tcp:127.0.0.1:PORT; 0 picks a free port
  --folder FOLDER     serve the files of this folder (default: .)
  --insecure-network  allow an address that other machines reach; nothing is encrypted
  --help              print this
)";

EndNow misuse(const std::string& problem) {
  return {"sockets_server: " + problem + "; try sockets_server --help\n", 2};
}

bool takes_value(std::string_view option) { return option == "--port" || option == "--folder"; }

void set_value(ServerOptions& options, std::string_view option, std::string_view value) {
  if (option == "--port") {
    options.address = "tcp:127.0.0.1:" + std::string(value);
  } else {
    options.folder = value;
  }
}

}  // namespace

std::variant<ServerOptions, EndNow> parse_options(std::span<const char* const> arguments) {
  ServerOptions options{.address = std::string(kDefaultAddress), .folder = "."};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--help") return EndNow{std::string(kHelp), 0};
    if (argument == "--insecure-network") {
      options.insecure_network = true;
    } else if (takes_value(argument)) {
      if (i + 1 == arguments.size()) return misuse(std::string(argument) + " needs a value");
      set_value(options, argument, arguments[++i]);
    } else if (argument.starts_with("-")) {
      return misuse("unknown option " + std::string(argument));
    } else {
      options.address = argument;
    }
  }
  std::error_code problem;
  if (!std::filesystem::is_directory(options.folder, problem)) {
    return misuse("there is no folder " + options.folder.string());
  }
  return options;
}

}  // namespace sockets
