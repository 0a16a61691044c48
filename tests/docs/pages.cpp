// Which pages there are is found out in the repository, so that a new one is held to the rules
// without being named anywhere.
#include "tests/docs/pages.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "tests/support/repository.h"

namespace docs {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWrittenByIdlc = "docs/DIAGNOSTICS.md";
constexpr std::array<std::string_view, 5> kTopFolders = {"idlc/", "runtime/", "idl-examples/",
                                                         "tests/", "docs/"};

void add_pages_below(const std::string& folder, std::vector<std::string>& pages) {
  const fs::path root = idl::test::repository_dir();
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    if (entry.path().extension() != ".md") continue;
    const std::string page = entry.path().lexically_relative(root).generic_string();
    if (page != kWrittenByIdlc) pages.push_back(page);
  }
}

}  // namespace

std::vector<std::string> pages() {
  std::vector<std::string> pages = {"README.md"};
  add_pages_below("docs", pages);
  add_pages_below("idl-examples", pages);
  std::ranges::sort(pages);
  return pages;
}

std::vector<PlacedBlock> blocks_in(std::string_view language) {
  std::vector<PlacedBlock> blocks;
  for (const std::string& page : pages()) {
    for (Block& block : blocks_of(read_page(page))) {
      if (block.language == language) blocks.push_back({page, std::move(block)});
    }
  }
  return blocks;
}

bool is_quote(std::string_view role) {
  return std::ranges::any_of(kTopFolders,
                             [&](std::string_view top) { return role.starts_with(top); });
}

bool is_schema_of_page(std::string_view role) { return role.ends_with(".idl") && !is_quote(role); }

}  // namespace docs
