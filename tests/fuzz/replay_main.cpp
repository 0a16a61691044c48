// The main function of a fuzzer in the ordinary build: runs every file of a corpus, and the empty
// input, once each. A finding ends the program, so the input is named before it runs. It makes up
// no inputs; that is libFuzzer's part.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

// A copy of exactly the input's size on the heap: a read past its end is one that ASan sees.
void run(const std::string& name, const std::vector<char>& input) {
  std::printf("%s\n", name.c_str());
  std::fflush(stdout);
  const std::vector<std::uint8_t> bytes(input.begin(), input.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

bool run_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::vector<char> input{std::istreambuf_iterator<char>(in), {}};
  if (in.bad() || !in.is_open()) {
    std::fprintf(stderr, "%s cannot be read\n", path.c_str());
    return false;
  }
  run(path.string(), input);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s CORPUS_FOLDER\n", argv[0]);
    return 2;
  }
  run("the empty input", {});
  std::error_code failure;  // a folder that does not exist holds no inputs
  bool all_read = true;
  for (const auto& entry : fs::recursive_directory_iterator(argv[1], failure)) {
    if (entry.is_regular_file()) all_read = run_file(entry.path()) && all_read;
  }
  return all_read ? 0 : 1;
}
