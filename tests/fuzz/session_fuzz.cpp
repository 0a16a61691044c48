// A session between a peer that does anything and an owner that does anything: the input is a
// script of steps. Every call must end at most once, everything must end with the connection, and
// nothing may come after its end.
#include "tests/fuzz/session_script.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  idl::detail::SessionScript script(std::span(data, size));
  script.run();
  script.cut_connection();
  return 0;
}
