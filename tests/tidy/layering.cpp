// The table of rooms, and the checks that read it. A new room, or a new arrow between two, is a
// change of the architecture: it belongs into docs/ARCHITECTURE.md and then into this table.
#include "tests/tidy/layering.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "tests/tidy/include_graph.h"

namespace tidy {
namespace {

constexpr std::string_view kPublicFolder = "runtime/include/idl";

struct Room {
  std::string_view folder;
  std::vector<std::string_view> sees;  // every room that it may reach, itself left out
};

// A missing pair is the point: `cpp` without `syntax`, `session` without `loop` and `net`.
const std::vector<Room>& rooms() {
  static const std::vector<Room> table = {
      {"idlc/source", {}},
      {"idlc/diagnostics", {"idlc/source"}},
      {"idlc/syntax", {"idlc/source", "idlc/diagnostics"}},
      {"idlc/format", {"idlc/source", "idlc/diagnostics", "idlc/syntax"}},
      {"idlc/schema", {"idlc/source", "idlc/diagnostics", "idlc/syntax"}},
      {"idlc/compat", {"idlc/source", "idlc/diagnostics", "idlc/schema"}},
      {"idlc/cpp", {"idlc/source", "idlc/diagnostics", "idlc/schema"}},
      {"idlc/vendor", {}},
      {"idlc/driver",
       {"idlc/source", "idlc/diagnostics", "idlc/syntax", "idlc/format", "idlc/schema",
        "idlc/compat", "idlc/cpp", "idlc/vendor"}},
      {"idlc",
       {"idlc/source", "idlc/diagnostics", "idlc/syntax", "idlc/format", "idlc/schema",
        "idlc/compat", "idlc/cpp", "idlc/vendor", "idlc/driver"}},
      {"runtime/src/base", {}},
      {"runtime/src/wire", {"runtime/src/base"}},
      {"runtime/src/frame", {"runtime/src/base", "runtime/src/wire"}},
      {"runtime/src/session", {"runtime/src/base", "runtime/src/wire", "runtime/src/frame"}},
      {"runtime/src/loop", {"runtime/src/base"}},
      {"runtime/src/net", {"runtime/src/base", "runtime/src/loop"}},
      {"runtime/src/rpc",
       {"runtime/src/base", "runtime/src/wire", "runtime/src/frame", "runtime/src/session",
        "runtime/src/loop", "runtime/src/net"}},
      {"runtime/src/test",
       {"runtime/src/base", "runtime/src/wire", "runtime/src/loop", "runtime/src/net"}},
      {"runtime/src/services",
       {"runtime/src/base", "runtime/src/wire", "runtime/src/frame", "runtime/src/session",
        "runtime/src/loop", "runtime/src/net", "runtime/src/rpc"}},
      {"runtime/src/json", {"runtime/src/base", "runtime/src/wire"}},
      {kPublicFolder, {}},
      {"idl-examples", {}},
  };
  return table;
}

// Every file below these belongs to a room of the table; a new folder has to be given its place.
constexpr std::array<std::string_view, 2> kHouses = {"idlc", "runtime/src"};

// The files whose work is to make system calls and to turn their failures into errors.
constexpr std::array<std::string_view, 3> kErrnoSeams = {"runtime/src/base/real_system.cpp",
                                                         "idlc/source/real_file_system.cpp",
                                                         "idlc/driver/output_tree.cpp"};

constexpr std::array<std::string_view, 5> kLibraries = {"fmt/", "CLI/", "doctest/", "gtest/",
                                                        "nlohmann/"};

// What is built and used only where a program asks for it, with a library from outside.
constexpr std::array<std::string_view, 3> kOptional = {"runtime/src/json/parse.cpp",
                                                       "runtime/include/idl/fmt.h",
                                                       "idl-examples/tested_service/tests.cpp"};

const Room* find_room(std::string_view folder) {
  const auto room = std::ranges::find(rooms(), folder, &Room::folder);
  return room == rooms().end() ? nullptr : &*room;
}

bool is_example(std::string_view path) { return is_below(path, "idl-examples"); }

// A public header belongs to the room that implements it: idl/error.h to that of error.cpp.
using PublicRooms = std::map<std::string, std::string_view, std::less<>>;

PublicRooms public_rooms(const SourceTree& tree) {
  PublicRooms rooms_of;
  for (const auto& file : tree) {
    const auto* room = find_room(folder_of(file.path));
    if (room == nullptr || !room->folder.starts_with("runtime/src")) continue;
    const auto name = file_name_of(file.path);
    if (!name.ends_with(".cpp")) continue;
    const auto stem = name.substr(0, name.size() - std::string_view(".cpp").size());
    rooms_of.emplace(std::string(kPublicFolder) + "/" + std::string(stem) + ".h", room->folder);
  }
  return rooms_of;
}

// The room of a public header is that of its folder, as in idl/wire/…, or of its source file.
std::string room_of(std::string_view path, const PublicRooms& public_headers) {
  const auto header = public_headers.find(path);
  if (header != public_headers.end()) return std::string(header->second);
  if (is_example(path)) return "idl-examples";
  if (!is_below(path, kPublicFolder)) return std::string(folder_of(path));
  const auto below = folder_of(path.substr(kPublicFolder.size()));
  const auto room = "runtime/src" + std::string(below);
  return find_room(room) != nullptr ? room : std::string(kPublicFolder);
}

bool may_reach(const Room& from, std::string_view to) {
  const auto* room = find_room(to);
  if (room == nullptr || to == from.folder) return true;
  if (to == kPublicFolder) return !from.folder.starts_with("idlc");
  return std::ranges::find(from.sees, to) != from.sees.end();
}

std::string joined(const std::vector<std::string>& chain) {
  std::string text;
  for (const auto& link : chain) text += (text.empty() ? "" : " -> ") + link;
  return text;
}

bool names_library(std::string_view include) {
  return std::ranges::any_of(kLibraries, [&](auto l) { return include.starts_with(l); });
}

// Whatever the runtime or an example includes from outside must come with the system.
void check_includes(const SourceFile& file, Complaints& complaints) {
  for (const auto& include : includes_of(file.text)) {
    const bool is_optional = std::ranges::find(kOptional, file.path) != kOptional.end();
    if (!names_library(include.name) || is_optional) continue;
    complaints.push_back(file.path + ":" + std::to_string(include.line) + ": includes " +
                         include.name + ", but needs the standard library and POSIX alone");
  }
}

void check_reach(const SourceFile& file, const IncludeGraph& graph, const PublicRooms& headers,
                 Complaints& complaints) {
  // A public header may declare what any room implements; that it shows no private one is
  // check_public_headers' affair.
  const auto* own = find_room(folder_of(file.path));
  if (own == nullptr || own->folder == kPublicFolder) return;
  for (const auto& [path, chain] : graph.reached_from(file.path)) {
    const auto room = room_of(path, headers);
    if (may_reach(*own, room)) continue;
    complaints.push_back(file.path + ": " + std::string(own->folder) + " may not see " + room +
                         ", but includes " + joined(chain));
  }
}

}  // namespace

Complaints check_layering(const SourceTree& tree) {
  Complaints complaints;
  const IncludeGraph graph(tree);
  const auto headers = public_rooms(tree);
  for (const auto& file : tree) {
    if (!is_handwritten_cpp(file.path)) continue;
    const bool housed =
        std::ranges::any_of(kHouses, [&](auto h) { return is_below(file.path, h); });
    if (housed && find_room(folder_of(file.path)) == nullptr) {
      complaints.push_back(file.path + ": its folder has no place in the table of tests/tidy");
    }
    check_reach(file, graph, headers, complaints);
  }
  return complaints;
}

Complaints check_public_headers(const SourceTree& tree) {
  Complaints complaints;
  const IncludeGraph graph(tree);
  for (const auto& file : tree) {
    const bool is_public = is_below(file.path, "runtime/include") || is_example(file.path);
    if (!is_handwritten_cpp(file.path)) continue;
    if (is_public || is_below(file.path, "runtime")) check_includes(file, complaints);
    if (!is_public) continue;
    for (const auto& [path, chain] : graph.reached_from(file.path)) {
      if (!is_below(path, "runtime/src") && !is_below(path, "idlc")) continue;
      complaints.push_back(file.path + ": shows users a private header: " + joined(chain));
    }
  }
  return complaints;
}

Complaints check_errno(const SourceTree& tree) {
  Complaints complaints;
  for (const auto& file : tree) {
    const bool ours = is_below(file.path, "runtime") || is_below(file.path, "idlc");
    if (!ours || std::ranges::find(kErrnoSeams, file.path) != kErrnoSeams.end()) continue;
    for (const auto& include : includes_of(file.text)) {
      if (include.name != "cerrno" && include.name != "errno.h") continue;
      complaints.push_back(file.path + ":" + std::to_string(include.line) +
                           ": sees errno, which is for the files that make system calls");
    }
  }
  return complaints;
}

}  // namespace tidy
