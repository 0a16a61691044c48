// Protobuf's rows: the same values, encoded into a reused buffer, parsed into a new message and
// over an old one.
#include <cstdlib>
#include <memory>
#include <string>

#include "data.pb.h"
#include "rows.h"
#include "samples.h"

namespace bench {

namespace {

void fill(const data::Weapon& from, proto::Weapon& to) {
  to.set_name(from.name);
  to.set_damage(from.damage);
}

void fill(const data::Vector& from, proto::Vector& to) {
  to.set_x(from.x);
  to.set_y(from.y);
  to.set_z(from.z);
}

void fill(const data::Monster& from, proto::Monster& to) {
  fill(from.at, *to.mutable_at());
  to.set_mana(from.mana);
  to.set_health(from.health);
  to.set_name(from.name);
  to.set_inventory(from.inventory.data(), from.inventory.size());
  to.set_colour(static_cast<std::uint32_t>(from.colour));
  for (const data::Weapon& weapon : from.weapons) fill(weapon, *to.add_weapons());
  fill(from.wielded, *to.mutable_wielded());
  for (const data::Vector& step : from.path) fill(step, *to.add_path());
}

void fill(const data::Order& from, proto::Order& to) {
  to.set_id(from.id);
  to.set_customer(from.customer);
  for (const data::Item& item : from.items) {
    proto::Item& made = *to.add_items();
    made.set_sku(item.sku);
    made.set_quantity(item.quantity);
    made.set_price(item.price);
    for (const std::string& tag : item.tags) made.add_tags(tag);
  }
  for (const auto& [key, value] : from.labels) (*to.mutable_labels())[key] = value;
  to.set_note(*from.note);
  to.set_status(static_cast<proto::Status>(from.status));
  to.mutable_card()->set_number(from.payment.if_card()->number);
  to.mutable_card()->set_expiry(from.payment.if_card()->expiry);
}

void fill(const data::Node& from, proto::Node& to) {
  to.set_name(from.name);
  for (const data::Node& child : from.children) fill(child, *to.add_children());
}

void fill(const data::Small& from, proto::Small& to) {
  to.set_a(from.a);
  to.set_b(from.b);
  to.set_c(from.c);
  to.set_d(from.d);
  to.set_e(from.e);
}

template <class Message>
void add(std::vector<Row>& rows, std::size_t kind, std::shared_ptr<const Message> message) {
  const std::string bytes = message->SerializeAsString();
  rows[0].loops[kind] = [message, out = bytes](int times) mutable {
    std::uint64_t sum = 0;
    for (int i = 0; i < times; ++i) {
      if (!message->SerializeToString(&out)) std::abort();
      sum += out.size();
    }
    return sum;
  };
  rows[1].loops[kind] = [bytes](int times) {
    std::uint64_t sum = 0;
    for (int i = 0; i < times; ++i) {
      Message parsed;
      if (!parsed.ParseFromString(bytes)) std::abort();
      look_at(&parsed);
      ++sum;
    }
    return sum;
  };
  rows[2].loops[kind] = [bytes, kept = std::make_shared<Message>()](int times) {
    std::uint64_t sum = 0;
    for (int i = 0; i < times; ++i) {
      if (!kept->ParseFromString(bytes)) std::abort();
      look_at(kept.get());
      ++sum;
    }
    return sum;
  };
}

}  // namespace

std::vector<Row> protobuf_rows() {
  std::vector<Row> rows{{"protobuf encode"}, {"protobuf decode"}, {"protobuf decode over"}};
  auto all_places = std::make_shared<proto::Places>();
  for (const data::Place& place : places()) {
    proto::Place& made = *all_places->add_places();
    made.set_x(place.x);
    made.set_y(place.y);
    made.set_z(place.z);
  }
  add<proto::Places>(rows, 0, all_places);
  auto one_order = std::make_shared<proto::Order>();
  fill(order(), *one_order);
  add<proto::Order>(rows, 1, one_order);
  auto root = std::make_shared<proto::Node>();
  fill(tree(), *root);
  add<proto::Node>(rows, 2, root);
  auto all_numbers = std::make_shared<proto::Numbers>();
  for (const double number : numbers()) all_numbers->add_numbers(number);
  add<proto::Numbers>(rows, 3, all_numbers);
  auto one_small = std::make_shared<proto::Small>();
  fill(small(), *one_small);
  add<proto::Small>(rows, 4, one_small);
  auto all_monsters = std::make_shared<proto::Monsters>();
  for (const data::Monster& monster : monsters()) fill(monster, *all_monsters->add_monsters());
  add<proto::Monsters>(rows, 5, all_monsters);
  return rows;
}

}  // namespace bench
