// Asks a server what it serves.
//   reflect_tool ADDRESS                     lists services and methods
//   reflect_tool ADDRESS SERVICE             prints the schema of a service
//   reflect_tool ADDRESS SERVICE FOLDER      writes it there, for idlc
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include <idl/reflection.rpc.h>

namespace {

namespace fs = std::filesystem;

int list(const idl_reflection::Reflection::Client& client) {
  const auto services = client.services().value();
  for (const auto& service : services) {
    std::cout << service.name << (service.has_schema ? "" : " (no schema)") << '\n';
    for (const auto& method : service.methods) {
      std::cout << "  " << method.name << ": " << to_string(method.kind) << '\n';
    }
  }
  return 0;
}

int print(const idl_reflection::Reflection::Client& client, const std::string& service) {
  const auto files = client.schema(service).value();
  for (const auto& file : files) {
    std::cout << "// " << file.path << '\n' << file.text;
  }
  return 0;
}

/// Whether a path that a server gave stays below the folder that it is put into.
bool stays_below(const fs::path& path) {
  if (path.is_absolute() || path.empty()) return false;
  for (const fs::path& part : path) {
    if (part == "..") return false;
  }
  return true;
}

int write(const idl_reflection::Reflection::Client& client, const std::string& service,
          const fs::path& folder) {
  const auto files = client.schema(service).value();
  for (const auto& file : files) {
    if (!stays_below(file.path)) {
      std::cerr << "the server gave a file a path outside of the folder\n";
      return 1;
    }
    fs::create_directories((folder / file.path).parent_path());
    std::ofstream(folder / file.path) << file.text;
    std::cout << (folder / file.path).string() << '\n';
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: reflect_tool ADDRESS [SERVICE [FOLDER]]\n";
    return 2;
  }
  try {
    const idl_reflection::Reflection::Client client(idl::Channel::connect(argv[1]).value());
    if (argc == 2) return list(client);
    return argc == 3 ? print(client, argv[2]) : write(client, argv[2], argv[3]);
  } catch (const idl::CallError& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
