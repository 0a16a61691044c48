// The child: it serves its parent over the socket that it was born with, and ends with it.
// It opens no file that the parent has not opened.
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <iostream>
#include <string>

#include <idl/server.h>

#include "work.rpc.h"

namespace {

class Worker final : public work::Worker::Server {
 public:
  explicit Worker(idl::Fd journal) : journal_(std::move(journal)) {}

  // The descriptor is the handler's own, and closed when it returns.
  work::Worker::CountWordsResult count_words(idl::Context& context, idl::Fd text) override {
    std::uint64_t words = 0;
    std::uint64_t read = 0;
    bool inside = false;
    std::array<char, 4096> buffer;
    for (ssize_t count = 0; (count = ::read(text.get(), buffer.data(), buffer.size())) > 0;) {
      for (ssize_t i = 0; i < count; ++i, ++read) {
        const char c = buffer[static_cast<std::size_t>(i)];
        if (c == '\0') return work::NotText{.at = read};
        const bool letter = std::isspace(static_cast<unsigned char>(c)) == 0;
        words += letter && !inside ? 1 : 0;
        inside = letter;
      }
    }
    note("counted for process " + std::to_string(context.peer().credentials->pid));
    return words;
  }

  work::Worker::JournalResult journal(idl::Context&) override {
    ::lseek(journal_.get(), 0, SEEK_SET);
    return journal_.duplicate();
  }

 private:
  void note(const std::string& line) {
    const std::string text = line + "\n";
    ::lseek(journal_.get(), 0, SEEK_END);
    if (::write(journal_.get(), text.data(), text.size()) < 0) std::cerr << "no journal\n";
  }

  idl::Fd journal_;
};

}  // namespace

int main() {
  idl::Fd journal(::memfd_create("journal", MFD_CLOEXEC));  // a file that no folder has
  Worker worker(std::move(journal));
  idl::Server server({.max_descriptors = 1});
  server.add(worker).value();
  if (const auto address = server.listen("fd:3"); !address) {
    std::cerr << address.error().message << '\n';
    return 1;
  }
  server.run();  // until the parent is gone
}
