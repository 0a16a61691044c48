// A member of a shared board, driven by what it reads:
//   shared_board_peer NAME ADDRESS [ADDRESS OF ANY MEMBER]
// It reads lines: `write PLACE TEXT`, `await PLACE`, `show`, `leave`; the end of them is a leave,
// too.
#include <iostream>
#include <sstream>
#include <string>

#include "member.h"

namespace {

int complain(const std::string& name, const idl::Error& error) {
  std::cerr << name << ": " << error.message << '\n';
  return 1;
}

void show(board::Member& member) {
  std::ostringstream text;
  for (const board::Entry& entry : member.copy().entries()) {
    text << member.name() << " | " << entry.place << ": " << entry.text << " (" << entry.author
         << ")\n";
  }
  std::cout << text.str() << std::flush;
}

void obey(board::Member& member, const std::string& line) {
  std::istringstream words(line);
  std::string verb;
  std::string place;
  std::string text;
  words >> verb >> place >> std::ws;
  std::getline(words, text);
  if (verb == "write") {
    member.write(place, text);
  } else if (verb == "await") {
    member.copy().await(place);
  } else if (verb == "show") {
    show(member);
  } else {
    std::cerr << "write PLACE TEXT, await PLACE, show or leave; not: " << line << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3 || argc > 4) {
    std::cerr << "usage: shared_board_peer NAME shm:/PATH [shm:/PATH of any member]\n";
    return 2;
  }
  board::Member member(argv[1]);
  if (const auto listening = member.listen(argv[2]); !listening) {
    return complain(member.name(), listening.error());
  }
  if (argc == 4) {
    if (const auto joined = member.join_at(argv[3]); !joined) {
      return complain(member.name(), joined.error());
    }
  }
  std::cout << "listening on " + std::string(argv[2]) + '\n' << std::flush;
  for (std::string line; std::getline(std::cin, line) && line != "leave";) obey(member, line);
  member.leave();
  return 0;
}
