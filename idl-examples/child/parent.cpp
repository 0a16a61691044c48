// The parent: it starts a worker, passes it open files, and sees it off.
//   child_parent WORKER FILE…
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <iostream>
#include <string_view>

#include <idl/child.h>

#include "work.rpc.h"

namespace {

int complain(const idl::Error& error) {
  std::cerr << error << '\n';
  return 1;
}

void count(const work::Worker::Client& worker, const char* path) {
  const idl::Fd file(::open(path, O_RDONLY | O_CLOEXEC));
  const auto words = worker.count_words(file);  // the worker gets a descriptor of its own
  if (words) {
    std::cout << path << " has " << *words << " words\n";
  } else if (const auto* not_text = words.error_as<work::NotText>()) {
    std::cout << path << " is no text, from byte " << not_text->at << " on\n";
  } else {
    std::cout << path << ": " << words.error() << '\n';
  }
}

int show_journal(const work::Worker::Client& worker) {
  const auto journal = worker.journal();
  if (!journal) return complain(journal.error());
  std::array<char, 1024> text;
  const ssize_t size = ::read(journal->get(), text.data(), text.size());
  std::cout << "the worker's journal:\n"
            << std::string_view(text.data(), static_cast<std::size_t>(size < 0 ? 0 : size));
  return 0;
}

int use_worker(const idl::Child& child, int files, char** paths) {
  const auto channel = idl::Channel::connect(child.address(), {.max_descriptors = 1});
  if (!channel) return complain(channel.error());
  const work::Worker::Client worker(*channel);
  for (int i = 0; i < files; ++i) count(worker, paths[i]);
  return show_journal(worker);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: child_parent WORKER FILE...\n";
    return 1;
  }
  auto child = idl::spawn({argv[1]});
  if (!child) return complain(child.error());
  if (const int failure = use_worker(*child, argc - 2, argv + 2); failure != 0) return failure;
  const auto ended = child->wait(std::chrono::seconds(10));  // it ends with the connection
  if (!ended) return complain(ended.error());
  std::cout << "the worker has ended with " << ended->code << '\n';
  return ended->code;
}
