// Lines, comments and limits. What an address looks like is address.cpp's to say; nothing here
// stops at a mistake.
#include "net/address_list.h"

#include <algorithm>
#include <utility>

#include "idl/resolver.h"

namespace idl::detail {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line;
}

// A `#` inside of a word is part of it: paths may hold one.
std::string_view without_comment(std::string_view line) {
  for (std::size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    if (at == 0 || is_blank(line[at - 1])) return line.substr(0, at);
  }
  return line;
}

class ListReader {
 public:
  void take(std::string_view line) {
    ++number_;
    line = trimmed(without_comment(line));
    if (line.empty()) return;
    if (line.size() > kMaxAddressLineBytes) {
      complain("an address has at most " + std::to_string(kMaxAddressLineBytes) + " bytes");
      return;
    }
    auto address = parse_address(line);
    if (!address) {
      complain(address.error().message);
    } else {
      keep(*std::move(address));
    }
  }

  AddressList finish() {
    if (more_problems_ > 0) {
      list_.problems.push_back("and " + std::to_string(more_problems_) + " more");
    }
    return std::move(list_);
  }

 private:
  void keep(Address address) {
    std::vector<Address>& kept = list_.addresses;
    if (std::find(kept.begin(), kept.end(), address) != kept.end()) return;
    if (kept.size() == kMaxEndpoints) {
      complain("more than " + std::to_string(kMaxEndpoints) + " addresses; this one is not used");
      return;
    }
    kept.push_back(std::move(address));
  }

  void complain(const std::string& text) {
    if (list_.problems.size() == kMaxAddressProblems) {
      ++more_problems_;
    } else {
      list_.problems.push_back("line " + std::to_string(number_) + ": " + text);
    }
  }

  AddressList list_;
  std::size_t number_ = 0;
  std::size_t more_problems_ = 0;
};

}  // namespace

AddressList parse_address_list(std::string_view text) {
  ListReader reader;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    reader.take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return reader.finish();
}

}  // namespace idl::detail
