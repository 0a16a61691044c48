// What a change of a schema does to whom: the two questions that every finding answers.
//
// Plain values and their words; which change has which impact is the rules' business.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace idlc::compat {

/// What is broken. `--category` chooses among them.
enum class Category : std::uint8_t {
  Wire,       ///< bytes are refused, lost or misread
  Json,       ///< JSON texts are
  Source,     ///< only programs that are compiled anew
  Behaviour,  ///< everything is read as before, but means or does something else
};

/// Every category there is.
[[nodiscard]] std::set<Category> all_categories();

/// A set of those who notice, as bits.
enum class Who : std::uint8_t {
  Nobody = 0,
  OldClients = 1,  ///< an old client with a new server
  NewClients = 2,  ///< a new client with an old server
  StoredData = 4,  ///< data that was encoded before and is read now
  Source = 8,      ///< C++ code that uses the types or stubs
  Peers = OldClients | NewClients,
  Everybody = Peers | StoredData,
};

[[nodiscard]] constexpr Who operator|(Who a, Who b) {
  return static_cast<Who>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
[[nodiscard]] constexpr bool includes(Who all, Who one) {
  return (static_cast<unsigned>(all) & static_cast<unsigned>(one)) != 0;
}

struct Impact {
  Category category = Category::Wire;
  Who who = Who::Everybody;
};

/// That of most changes of what is written: old and new programs no longer understand each other.
inline constexpr Impact kWireImpact{Category::Wire, Who::Everybody};

/// The word for `--category`: "wire".
[[nodiscard]] std::string_view word_of(Category category);

/// The category with that word, if there is one.
[[nodiscard]] std::optional<Category> category_named(std::string_view word);

/// "wire: breaks old clients with a new server, and stored data"
[[nodiscard]] std::string impact_text(const Impact& impact);

}  // namespace idlc::compat
