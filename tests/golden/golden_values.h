// Which members the golden types have, for random_value.h.
//
// Each struct is taken apart by a structured binding, which fails to compile when a member is added
// here or there alone.
#pragma once

#include "cycles.idl.h"
#include "literals.idl.h"
#include "orders.idl.h"
#include "random_value.h"
#include "types.idl.h"

namespace golden {

// A macro, because a structured binding needs its names.
#define GOLDEN_STRUCT(Type, ...)                          \
  inline void fill_value(Random& random, Type& struct_) { \
    auto& [__VA_ARGS__] = struct_;                        \
    fill_all(random, __VA_ARGS__);                        \
  }

inline void fill_value(Random& random, types::Side& side) {
  side = random.below(2) == 0 ? types::Side::left : types::Side::right;
}
inline void fill_value(Random& random, shop::v1::Channel& channel) {
  channel = random.below(2) == 0 ? shop::v1::Channel::web : shop::v1::Channel::counter;
}
inline void fill_value(Random&, types::Empty&) {}

GOLDEN_STRUCT(types::Scalars, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)
GOLDEN_STRUCT(types::Pair, a, b)
GOLDEN_STRUCT(types::Guarded, a, b, c, d, e, f)
GOLDEN_STRUCT(types::Lists, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s)
GOLDEN_STRUCT(types::SetsAndMaps, a, b, c, d, e, f, g, h, i, j, k, l, m)
GOLDEN_STRUCT(types::Perhaps, a, b)
GOLDEN_STRUCT(types::Arrays, a, b, c, d, e, f, g, h, i, j)
GOLDEN_STRUCT(types::Optionals, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)
GOLDEN_STRUCT(types::Removed, a, b)
GOLDEN_STRUCT(types::Marked, a, b)
GOLDEN_STRUCT(types::Flagged, a, b, c, d, e, f, g, h, i)
GOLDEN_STRUCT(types::Outer_Inner, a, b)
GOLDEN_STRUCT(types::Outer, a, b, c, d)
GOLDEN_STRUCT(types::Neighbour, a, b, c)
GOLDEN_STRUCT(literals::Defaults, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s)
GOLDEN_STRUCT(cycles::Tree, a, b)
GOLDEN_STRUCT(cycles::Folder, a, b)
GOLDEN_STRUCT(cycles::Page, a, b)
GOLDEN_STRUCT(cycles::Person, a, b)
GOLDEN_STRUCT(cycles::Company, a, b, c)
GOLDEN_STRUCT(cycles::Address, a)
GOLDEN_STRUCT(cycles::Sum, a, b)
GOLDEN_STRUCT(cycles::Note, a, b, c)
GOLDEN_STRUCT(cycles::Category, a, b, c, d, e)
GOLDEN_STRUCT(cycles::Shelf, a, b, c)
GOLDEN_STRUCT(cycles::Operation, a, b, c)
GOLDEN_STRUCT(cycles::Brackets, a, b)
GOLDEN_STRUCT(cycles::Failure, a, b)
GOLDEN_STRUCT(shop::v1::Point, a, b)
GOLDEN_STRUCT(shop::v1::Money, a, b)
GOLDEN_STRUCT(shop::v1::LineItem, a, b, c)
GOLDEN_STRUCT(shop::v1::Card, a, b, c, d)
GOLDEN_STRUCT(shop::v1::Category, a, b)
GOLDEN_STRUCT(shop::v1::Order, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)
GOLDEN_STRUCT(shop::v1::OutOfStock, a, b)
GOLDEN_STRUCT(shop::v1::NotFound, a)

#undef GOLDEN_STRUCT

inline void fill_value(Random& random, shop::v1::Payment& payment) {
  using shop::v1::Payment;
  switch (random.below(4)) {
    case 0:
      payment = Payment::card(make<shop::v1::Card>(random));
      break;
    case 1:
      payment = Payment::iban(make<std::string>(random));
      break;
    case 2:
      payment = Payment::cash();
      break;
    default:
      payment = Payment();
  }
}

inline void fill_value(Random& random, types::Outer_Either& either) {
  using types::Outer;
  either = random.below(2) == 0 ? Outer::Either::inner(make<Outer::Inner>(random))
                                : Outer::Either::mode(Outer::Mode::on);
}

inline void fill_value(Random& random, types::Choice& choice) {
  using types::Choice;
  switch (random.below(10)) {
    case 0:
      choice = Choice::number(make<std::uint8_t>(random));
      break;
    case 1:
      choice = Choice::text(make<std::string>(random));
      break;
    case 2:
      choice = Choice::nothing();
      break;
    case 3:
      choice = Choice::scalars(make<types::Scalars>(random));
      break;
    case 4:
      choice = Choice::flags(make<std::vector<bool>>(random));
      break;
    case 5:
      choice = Choice::maybe(make<std::optional<std::string>>(random));
      break;
    case 6:
      choice = Choice::guarded(make<types::Guarded>(random));
      break;
    case 7:
      choice = Choice::perhaps(make<std::optional<std::uint16_t>>(random));
      break;
    case 8:
      choice = Choice::more(make<std::map<std::string, Choice>>(random));
      break;
    default:
      choice = Choice();
  }
}

inline void fill_value(Random& random, cycles::Expression& expression) {
  using cycles::Expression;
  switch (random.below(5)) {
    case 0:
      expression = Expression::number(make<std::int64_t>(random));
      break;
    case 1:
      expression = Expression::sum(make<cycles::Sum>(random));
      break;
    case 2:
      expression = Expression::product(make<std::vector<Expression>>(random));
      break;
    case 3:
      expression = Expression::bindings(make<std::map<std::string, Expression>>(random));
      break;
    default:
      expression = Expression();
  }
}

inline void fill_value(Random& random, cycles::Formula& formula) {
  using cycles::Formula;
  switch (random.count()) {
    case 1:
      formula = Formula::number(make<double>(random));
      break;
    case 2:
      formula = Formula::operation(make<cycles::Operation>(random));
      break;
    case 3:
      formula = random.below(2) == 0 ? Formula::nested(make<cycles::Brackets>(random))
                                     : Formula::all(make<std::vector<cycles::Operation>>(random));
      break;
    default:
      formula = Formula();
  }
}

}  // namespace golden
