// The values themselves. They are the same in every run and for every rival, and about as long as
// what real messages hold: names of ten characters, lists of a few elements.
#include "samples.h"

#include <string>

namespace bench {

namespace {

std::string text(const char* prefix, std::size_t number, std::size_t length) {
  std::string made = prefix + std::to_string(number);
  made.resize(length, 'x');
  return made;
}

data::Weapon weapon(std::size_t number) {
  return {.name = text("axe", number, 9), .damage = static_cast<std::int16_t>(number)};
}

data::Monster monster(std::size_t number) {
  data::Monster made;
  made.at = {1, 2, static_cast<float>(number)};
  made.mana = 150;
  made.health = 80;
  made.name = text("monster", number, 12);
  made.inventory = idl::Bytes(10, std::byte{7});
  made.colour = data::Colour::blue;
  made.weapons = {weapon(number), weapon(number + 1)};
  made.wielded = weapon(number + 2);
  made.path = {{1, 2, 3}, {4, 5, 6}};
  return made;
}

// A node and everything below it, until `left` nodes are made.
data::Node node(std::size_t& left, std::size_t depth) {
  data::Node made;
  made.name = text("node", left--, 10);
  while (left > 0 && depth < 6 && made.children.size() < 4) {
    made.children.push_back(node(left, depth + 1));
  }
  return made;
}

}  // namespace

std::vector<data::Place> places() {
  std::vector<data::Place> made;
  for (int i = 0; i < 1000; ++i) made.push_back({i + 0.5, i + 0.25, i * 2.0});
  return made;
}

data::Order order() {
  data::Order made{.id = 4711, .customer = "Ada Lovelace", .note = "leave it at the door"};
  for (std::size_t i = 0; i < 10; ++i) {
    made.items.push_back({.sku = text("SKU-", i, 12),
                          .quantity = static_cast<std::int32_t>(i),
                          .price = 9.5,
                          .tags = {"new", "garden"}});
  }
  made.labels = {{"channel", "web"}, {"gift", "yes"}, {"language", "en"}, {"region", "north"}};
  made.status = data::Status::paid;
  made.payment = data::Payment::card({.number = "4111111111111111", .expiry = 1230});
  return made;
}

data::Node tree() {
  std::size_t left = 1000;
  return node(left, 0);
}

std::vector<double> numbers() {
  std::vector<double> made;
  for (int i = 0; i < 100'000; ++i) made.push_back(i * 0.5);
  return made;
}

data::Small small() { return {.a = 1, .b = -2, .c = true, .d = 0.5F, .e = "sixteen letters!"}; }

std::vector<data::Monster> monsters() {
  std::vector<data::Monster> made;
  for (std::size_t i = 0; i < 100; ++i) made.push_back(monster(i));
  return made;
}

}  // namespace bench
