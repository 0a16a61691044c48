// Compiled by random_schemas.sh together with what idlc makes of random schemas: every value that
// stands in values.txt must decode, be equal to itself, and be written as the same bytes.
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>

#include <idl/encode.h>

#include "all.inc"

namespace {

idl::Bytes bytes_of(const std::string& hex) {
  idl::Bytes bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<std::byte>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

template <class T>
bool travels(const idl::Bytes& bytes) {
  const auto value = idl::decode<T>(bytes);
  if (!value || !(*value == *value)) return false;
  const auto again = idl::encode(*value);
  return again && *again == bytes;
}

const std::map<std::string, std::function<bool(const idl::Bytes&)>>& types() {
  static const std::map<std::string, std::function<bool(const idl::Bytes&)>> kTypes{
#define TYPE(name, type) {name, travels<type>},
#include "table.inc"
#undef TYPE
  };
  return kTypes;
}

}  // namespace

int main() {
  std::ifstream values("values.txt");
  std::string name;
  std::size_t failed = 0;
  std::size_t passed = 0;
  for (std::string line; std::getline(values, line);) {
    const auto space = line.find(' ');
    name = line.substr(0, space);
    if (types().at(name)(bytes_of(line.substr(space + 1)))) {
      ++passed;
    } else {
      ++failed;
      std::cerr << "does not travel: " << line << '\n';
    }
  }
  std::cout << passed << " values travelled, " << failed << " did not\n";
  return failed == 0 && passed > 0 ? 0 : 1;
}
