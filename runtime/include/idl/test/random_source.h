// Where random values for tests come from: a seed, from which all else follows. How each type makes
// its values stands in random.h and in generated code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

#include "idl/test/random_bounds.h"

namespace idl {

/// Specialised by random.h for what the runtime has and by generated code for the types of a
/// schema:
///   static void fill(test::Random&, T& value)   or, where values can have bounds,
///   static void fill(test::Random&, T& value, const RandomBounds<T>&).
template <class T>
struct RandomValue;

namespace test {

/// How large values get, and what they are spared.
struct RandomOptions {
  /// How deep values stand in one another before all that may be empty or absent is: a list of
  /// structs of numbers is three deep.
  std::size_t depth = 10;
  /// How many values one value is made of before likewise.
  std::size_t values = 1'000;
  /// Also NaN, which equals nothing, where there is no range.
  bool nan = false;
  /// Also what only a newer peer would send: numbers without a name in open enums, bits without one
  /// in flags.
  bool unknown = false;
};

/// The same seed gives the same values, on every platform. One thread at a time.
class Random {
 public:
  explicit Random(std::uint64_t seed, const RandomOptions& options = {})
      : engine_(seed), options_(options) {}

  /// A value that keeps to the constraints of its type, so that idl::validate() takes it, and to
  /// the bounds. A T of a schema wants the header that `idlc --random` writes for it.
  template <class T>
  [[nodiscard]] T make(const RandomBounds<T>& bounds = {}) {
    T value{};
    fill(value, bounds);
    return value;
  }

  /// The same in the place of a value that is there.
  template <class T>
  void fill(T& value, const RandomBounds<T>& bounds = {}) {
    const Level level(*this);
    if constexpr (requires { RandomValue<T>::fill(*this, value, bounds); }) {
      RandomValue<T>::fill(*this, value, bounds);
    } else {
      RandomValue<T>::fill(*this, value);
    }
  }

  /// From 0 to below the bound, which is not 0, all equally likely.
  [[nodiscard]] std::uint64_t below(std::uint64_t bound) { return engine_() % bound; }

  [[nodiscard]] const RandomOptions& options() const { return options_; }

  // From here on: what makes values of types.

  /// Numbers between both ends, the ends, 0 and numbers near to it more often than others.
  [[nodiscard]] std::uint64_t unsigned_between(std::uint64_t min, std::uint64_t max);
  [[nodiscard]] std::int64_t signed_between(std::int64_t min, std::int64_t max);
  /// Both ends may be infinite; numbers in between are at most `most` from 0.
  [[nodiscard]] double floating_between(double min, double max, double most);

  /// A length within the bounds: any if they are near to each other, else at most `usual` above the
  /// lower one; and now and then one of the ends, the upper one if it is at most `longest`.
  [[nodiscard]] std::size_t length(const Bounds<std::size_t>& bounds, std::size_t usual,
                                   std::size_t longest);

  /// UTF-8 of so many bytes, with characters of one to four.
  [[nodiscard]] std::string text(std::size_t bytes);

  /// Whether what may be empty or absent must be, so that the value gets no larger.
  [[nodiscard]] bool must_end() const { return depth_ > options_.depth || made_ > options_.values; }

  /// Which case of a union, counted from 1, or 0 for none. The simplest is the one whose values
  /// need not hold one another.
  struct Cases {
    std::uint32_t count = 0;
    std::uint32_t simplest = 1;
    bool required = false;
  };
  [[nodiscard]] std::uint32_t pick(const Cases& cases);

  template <class Union, class T>
  void set(Union& value, Union (*make_case)(T), const RandomBounds<T>& bounds = {}) {
    value = make_case(make<T>(bounds));
  }
  template <class Union>
  void set(Union& value, Union (*make_case)()) {
    value = make_case();
  }

 private:
  // A value that is being made.
  class Level {
   public:
    explicit Level(Random& random) : random_(random) {
      random_.made_ = random_.depth_ == 0 ? 1 : random_.made_ + 1;
      ++random_.depth_;
    }
    ~Level() { --random_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Random& random_;
  };

  std::mt19937_64 engine_;
  RandomOptions options_;
  std::size_t depth_ = 0;
  std::size_t made_ = 0;  ///< of the value that is being made
};

}  // namespace test
}  // namespace idl
