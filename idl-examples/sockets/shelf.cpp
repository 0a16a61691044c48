// A name is served only if it is one: a single component of a path cannot lead out of the folder.
// Hidden files and symbolic links are not served at all.
#include "shelf.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>

#include "protocol.h"

namespace sockets {
namespace {

namespace fs = std::filesystem;

bool is_plain_name(std::string_view name) {
  const auto allowed = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > ' ' && byte != 0x7F && c != '/' && c != '\\';
  };
  return !name.empty() && name.front() != '.' && std::all_of(name.begin(), name.end(), allowed);
}

// The status of the file itself, not of what it may point to.
bool is_served(const fs::path& file) {
  std::error_code problem;
  return is_plain_name(file.filename().string()) &&
         fs::is_regular_file(fs::symlink_status(file, problem));
}

idl::Error no_such_file(std::string_view name) {
  return idl::fail("there is no file '" + std::string(name) + "' here; ask for the list");
}

}  // namespace

idl::Result<std::string> Shelf::list() const {
  std::error_code problem;
  std::set<std::string> lines;
  for (const auto& entry : fs::directory_iterator(folder_, problem)) {
    if (!is_served(entry.path())) continue;
    const auto size = fs::file_size(entry.path(), problem);
    lines.insert(entry.path().filename().string() + " " + std::to_string(size) + " bytes\n");
  }
  if (problem) return idl::fail("the folder cannot be read");
  std::string list;
  for (const std::string& line : lines) list += line;
  return list;
}

idl::Result<std::string> Shelf::get(std::string_view name) const {
  if (!is_plain_name(name)) {
    return idl::fail("'" + std::string(name) +
                     "' is not the name of a file: no slashes, no dots in front");
  }
  const fs::path file = folder_ / name;
  if (!is_served(file)) return no_such_file(name);
  std::error_code problem;
  if (fs::file_size(file, problem) > kMaxBodyBytes) return idl::fail("the file is too big");
  std::ifstream in(file, std::ios::binary);
  if (!in) return idl::fail("the file cannot be read");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace sockets
