// The words of impacts. They stand in every finding, so they are short.
// Which change has which impact, the rules say.
#include "idlc/compat/impact.h"

#include <array>
#include <utility>
#include <vector>

namespace idlc::compat {

std::string_view word_of(Category category) {
  switch (category) {
    case Category::Wire:
      return "wire";
    case Category::Json:
      return "json";
    case Category::Source:
      return "source";
    case Category::Behaviour:
      return "behaviour";
  }
  return {};
}

std::optional<Category> category_named(std::string_view word) {
  for (const Category category : all_categories()) {
    if (word_of(category) == word) return category;
  }
  return std::nullopt;
}

std::set<Category> all_categories() {
  return {Category::Wire, Category::Json, Category::Source, Category::Behaviour};
}

std::string impact_text(const Impact& impact) {
  constexpr std::array<std::pair<Who, std::string_view>, 4> kWords{{
      {Who::OldClients, "old clients with a new server"},
      {Who::NewClients, "new clients with an old server"},
      {Who::StoredData, "stored data"},
      {Who::Source, "C++ code that is compiled anew"},
  }};
  std::vector<std::string_view> hit;
  for (const auto& [who, words] : kWords) {
    if (includes(impact.who, who)) hit.push_back(words);
  }
  std::string text(word_of(impact.category));
  text += ": breaks ";
  for (std::size_t i = 0; i < hit.size(); ++i) {
    if (i > 0) text += i + 1 == hit.size() ? " and " : ", ";
    text += hit[i];
  }
  return text;
}

}  // namespace idlc::compat
