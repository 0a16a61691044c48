// The smallest client: a call, a call with two results, and a declared error. It shows the whole
// client side of a schema without any options: connect, call, look at the result.
#include <iostream>

#include "calculator.rpc.h"

int main(int argc, char** argv) {
  auto channel = idl::Channel::connect(argc > 1 ? argv[1] : "tcp:127.0.0.1:7400");
  if (!channel) {
    std::cerr << channel.error().message << '\n';
    return 1;
  }
  calc::Calculator::Client calculator(*channel);

  auto sum = calculator.add(2'000'000'000, 2'000'000'000);
  if (!sum) {
    std::cerr << sum.error().message << '\n';
    return 1;
  }
  std::cout << "2000000000 + 2000000000 = " << *sum << '\n';

  auto result = calculator.divide(7, 2);
  if (result)
    std::cout << "7 / 2 = " << result->quotient << ", remainder " << result->remainder << '\n';

  auto nothing = calculator.divide(7, 0);
  if (auto* zero = nothing.error_as<calc::DivisionByZero>()) {
    std::cout << zero->dividend << " / 0 is an error that calculator.idl declares\n";
  }
  return sum && result && !nothing ? 0 : 1;
}
