// Whether a view shows what a value of a golden type holds, field by field through the accessors
// that users call. same_value.h compares everything that is no struct and no union.
//
// Each type says once which members it has.
#pragma once

#include "cycles.view.h"
#include "evolution_new.view.h"
#include "evolution_old.view.h"
#include "literals.view.h"
#include "orders.view.h"
#include "same_value.h"
#include "types.view.h"

namespace golden {

// Macros, because a member of the value and one of the view are compared that only share a name.
#define F(name) &&is_same(value.name, shown.name())
#define C(name) &&is_same_case(value.name(), shown.name())
#define V(name) &&value.name() == shown.name()
#define GOLDEN_STRUCT(Type, Members)                                                     \
  inline bool same_value(const Same&, const Type& value, const idl::View<Type>& shown) { \
    return true Members;                                                                 \
  }
#define GOLDEN_UNION(Type, Members)                                                      \
  inline bool same_value(const Same&, const Type& value, const idl::View<Type>& shown) { \
    return value.which() == shown.which() Members;                                       \
  }

inline bool same_value(const Same&, const types::Empty&, const idl::View<types::Empty>&) {
  return true;
}

GOLDEN_STRUCT(types::Scalars,
              F(flag) F(tiny) F(small) F(medium) F(large) F(byte) F(word) F(half) F(whole) F(single)
                  F(exact) F(text) F(blob) F(at) F(lasting) F(id))
GOLDEN_UNION(types::Choice, C(if_number) C(if_text) V(is_nothing) C(if_scalars) C(if_flags)
                                C(if_maybe) C(if_guarded) C(if_perhaps) C(if_more))
GOLDEN_STRUCT(types::Lists, F(flags) F(bytes_one_by_one) F(numbers) F(texts) F(blobs) F(maybe_texts)
                                F(maybe_numbers) F(nested) F(pairs) F(guarded) F(structs) F(choices)
                                    F(colors) F(sides) F(ids) F(codes) F(maps) F(times) F(nothings))
GOLDEN_STRUCT(types::SetsAndMaps,
              F(flags) F(numbers) F(texts) F(uuids) F(colors) F(codes) F(texts_by_text) F(choices)
                  F(scalars) F(durations) F(deep) F(maybe) F(sides))
GOLDEN_STRUCT(types::Arrays, F(digest) F(flags) F(texts) F(structs) F(choices) F(sides) F(grid)
                                 F(words) F(maybe) F(perhaps))
GOLDEN_STRUCT(types::Optionals,
              F(flag) F(number) F(text) F(blob) F(scalars) F(color) F(side) F(pair) F(guarded)
                  F(numbers) F(map) F(quad) F(words) F(code) F(id) F(at))
GOLDEN_STRUCT(types::Removed, F(kept) F(also_kept))
GOLDEN_STRUCT(types::Outer_Inner, F(depth) F(mode))
GOLDEN_UNION(types::Outer_Either, C(if_inner) C(if_mode))
GOLDEN_STRUCT(types::Outer, F(inner) F(either) F(unused) F(inners))
GOLDEN_STRUCT(types::Neighbour, F(inner) F(depth) F(unused))
GOLDEN_STRUCT(types::Flagged,
              F(right) F(wide) F(mode) F(rights) F(names) F(modes) F(perhaps) F(pair) F(marked))
GOLDEN_STRUCT(cycles::Tree, F(label) F(branches))
GOLDEN_STRUCT(cycles::Folder, F(folders) F(links))
GOLDEN_STRUCT(cycles::Page, F(title) F(linked))
GOLDEN_STRUCT(cycles::Address, F(city))
GOLDEN_STRUCT(cycles::Person, F(name) F(founded))
GOLDEN_STRUCT(cycles::Company, F(name) F(staff) F(seat))
GOLDEN_STRUCT(cycles::Note, F(text) F(examples) F(older))
GOLDEN_STRUCT(cycles::Sum, F(terms) F(note))
GOLDEN_UNION(cycles::Expression, C(if_number) C(if_sum) C(if_product) C(if_bindings))
GOLDEN_UNION(cycles::Json, C(if_text) C(if_object))
GOLDEN_STRUCT(cycles::Member, F(name) F(value))
GOLDEN_STRUCT(cycles::Ship, F(boats) F(reserve))
GOLDEN_STRUCT(cycles::Category, F(name) F(parent) F(shelf) F(related) F(link))
GOLDEN_STRUCT(cycles::Shelf, F(content) F(boards) F(site))
GOLDEN_UNION(cycles::Formula, C(if_number) C(if_operation) C(if_nested) C(if_all))
GOLDEN_STRUCT(cycles::Operation, F(name) F(left) F(right))
GOLDEN_STRUCT(cycles::Brackets, F(inside) F(more))
GOLDEN_STRUCT(cycles::Failure, F(reason) F(cause))
GOLDEN_STRUCT(literals::Defaults,
              F(flag) F(tiny) F(large) F(small) F(single) F(exact) F(endless) F(text) F(nul) F(blob)
                  F(at) F(patience) F(id) F(suit) F(ticket) F(name) F(wait) F(nothing) F(long_text))
GOLDEN_STRUCT(shop::v1::Money, F(cents) F(currency))
GOLDEN_STRUCT(shop::v1::LineItem, F(sku) F(quantity) F(price))
GOLDEN_STRUCT(shop::v1::Card, F(holder) F(number) F(month) F(year))
GOLDEN_UNION(shop::v1::Payment, C(if_card) C(if_iban) V(is_cash))
GOLDEN_STRUCT(shop::v1::Category, F(name) F(children))
GOLDEN_STRUCT(shop::v1::Order, F(id) F(customer) F(status) F(lines) F(labels) F(payment) F(note)
                                   F(created) F(ship_within) F(digest) F(tags) F(ship_to)
                                       F(request_id) F(channel) F(class_) F(attachment))
GOLDEN_STRUCT(shop::v1::OutOfStock, F(sku) F(available))
GOLDEN_STRUCT(shop::v1::NotFound, F(id))
GOLDEN_UNION(evolution::after::Contact, C(if_mail) C(if_digits))
GOLDEN_STRUCT(evolution::after::Member,
              F(id) F(name) F(state) F(contact) F(points) F(nickname) F(tags))
GOLDEN_STRUCT(evolution::after::Club, F(members) F(board) F(active))
GOLDEN_UNION(evolution::before::Contact, C(if_mail))
GOLDEN_STRUCT(evolution::before::Member, F(id) F(name) F(remark) F(state) F(contact))
GOLDEN_STRUCT(evolution::before::Club, F(members) F(board))

#undef F
#undef C
#undef V
#undef GOLDEN_STRUCT
#undef GOLDEN_UNION

}  // namespace golden
