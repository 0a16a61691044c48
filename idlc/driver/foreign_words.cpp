// A list: nobody misspells these words, so that likeness leads nowhere.
// Whether a file has the name is asked by whoever takes it for a command.
#include "idlc/driver/foreign_words.h"

#include <algorithm>
#include <array>

namespace idlc::driver {
namespace {

struct ForeignWord {
  std::string_view word;
  std::string_view ours;
};

constexpr std::array kForeignWords{
    ForeignWord{"build", "service.idl -o gen/"},
    ForeignWord{"compile", "service.idl -o gen/"},
    ForeignWord{"diff", "breaking --against"},
    ForeignWord{"format", "fmt"},
    ForeignWord{"gen", "service.idl -o gen/"},
    ForeignWord{"generate", "service.idl -o gen/"},
    ForeignWord{"help", "--help"},
    ForeignWord{"lint", "check"},
    ForeignWord{"validate", "check"},
    ForeignWord{"version", "--version"},
};

}  // namespace

std::optional<std::string_view> our_words_for(std::string_view word) {
  const auto* const found = std::ranges::find(kForeignWords, word, &ForeignWord::word);
  if (found == kForeignWords.end()) return std::nullopt;
  return found->ours;
}

}  // namespace idlc::driver
