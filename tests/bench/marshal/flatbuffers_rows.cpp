// FlatBuffers' rows: building the same values, and verifying a buffer and looking at everything in
// it.
#include <cstdlib>
#include <memory>

#include "data_generated.h"
#include "rows.h"
#include "samples.h"

namespace bench {

namespace {

using Builder = flatbuffers::FlatBufferBuilder;

template <class T>
using At = flatbuffers::Offset<T>;

std::uint64_t digest(const flatbuffers::String* text) { return text == nullptr ? 0 : text->size(); }

std::uint64_t digest(const flat::Place* place) {
  return static_cast<std::uint64_t>(place->x() + place->y() + place->z());
}

std::uint64_t digest(const flat::Vector* vector) {
  return static_cast<std::uint64_t>(vector->x() + vector->y() + vector->z());
}

std::uint64_t digest(double number) { return static_cast<std::uint64_t>(number); }

template <class T>
std::uint64_t digest(const flatbuffers::Vector<T>* elements);

std::uint64_t digest(const flat::Weapon* weapon) {
  return digest(weapon->name()) + static_cast<std::uint64_t>(weapon->damage());
}

std::uint64_t digest(const flat::Item* item) {
  return digest(item->sku()) + static_cast<std::uint64_t>(item->quantity()) +
         digest(item->price()) + digest(item->tags());
}

std::uint64_t digest(const flat::Label* label) {
  return digest(label->key()) + digest(label->value());
}

std::uint64_t digest(const flat::Node* node) {
  return digest(node->name()) + digest(node->children());
}

std::uint64_t digest(const flat::Monster* monster) {
  return digest(monster->at()) + static_cast<std::uint64_t>(monster->mana() + monster->health()) +
         digest(monster->name()) + monster->inventory()->size() + monster->colour() +
         digest(monster->weapons()) + digest(monster->wielded()) + digest(monster->path());
}

template <class T>
std::uint64_t digest(const flatbuffers::Vector<T>* elements) {
  std::uint64_t sum = 0;
  for (const auto element : *elements) sum += digest(element);
  return sum;
}

std::uint64_t digest(const flat::Places* root) { return digest(root->places()); }
std::uint64_t digest(const flat::Numbers* root) { return digest(root->numbers()); }
std::uint64_t digest(const flat::Monsters* root) { return digest(root->monsters()); }

std::uint64_t digest(const flat::Small* small) {
  return small->a() + static_cast<std::uint64_t>(small->b()) + std::uint64_t{small->c()} +
         digest(double{small->d()}) + digest(small->e());
}

std::uint64_t digest(const flat::Order* order) {
  std::uint64_t sum = order->id() + digest(order->customer()) + digest(order->items()) +
                      digest(order->labels()) + digest(order->note()) +
                      static_cast<std::uint64_t>(order->status());
  if (const auto* card = order->payment_as_Card()) sum += digest(card->number()) + card->expiry();
  if (const auto* iban = order->payment_as_Iban()) sum += digest(iban->text());
  return sum;
}

At<flat::Weapon> build(Builder& out, const data::Weapon& weapon) {
  return flat::CreateWeapon(out, out.CreateString(weapon.name), weapon.damage);
}

At<flat::Node> build(Builder& out, const data::Node& node) {
  std::vector<At<flat::Node>> children;
  for (const data::Node& child : node.children) children.push_back(build(out, child));
  return flat::CreateNode(out, out.CreateString(node.name), out.CreateVector(children));
}

At<flat::Order> build(Builder& out, const data::Order& order) {
  std::vector<At<flat::Item>> items;
  for (const data::Item& item : order.items) {
    std::vector<At<flatbuffers::String>> tags;
    for (const std::string& tag : item.tags) tags.push_back(out.CreateString(tag));
    items.push_back(flat::CreateItem(out, out.CreateString(item.sku), item.quantity, item.price,
                                     out.CreateVector(tags)));
  }
  std::vector<At<flat::Label>> labels;
  for (const auto& [key, value] : order.labels) {
    labels.push_back(flat::CreateLabel(out, out.CreateString(key), out.CreateString(value)));
  }
  const data::Card& card = *order.payment.if_card();
  const auto payment = flat::CreateCard(out, out.CreateString(card.number), card.expiry);
  return flat::CreateOrder(out, order.id, out.CreateString(order.customer), out.CreateVector(items),
                           out.CreateVector(labels), out.CreateString(*order.note),
                           static_cast<flat::Status>(order.status), flat::Payment_Card,
                           payment.Union());
}

At<flat::Monster> build(Builder& out, const data::Monster& monster) {
  std::vector<At<flat::Weapon>> weapons;
  for (const data::Weapon& weapon : monster.weapons) weapons.push_back(build(out, weapon));
  std::vector<flat::Vector> path;
  for (const data::Vector& step : monster.path) path.emplace_back(step.x, step.y, step.z);
  const flat::Vector at(monster.at.x, monster.at.y, monster.at.z);
  const auto* const inventory = reinterpret_cast<const std::uint8_t*>(monster.inventory.data());
  return flat::CreateMonster(out, &at, monster.mana, monster.health, out.CreateString(monster.name),
                             out.CreateVector(inventory, monster.inventory.size()),
                             static_cast<std::uint8_t>(monster.colour), out.CreateVector(weapons),
                             build(out, monster.wielded), out.CreateVectorOfStructs(path));
}

At<flat::Small> build(Builder& out, const data::Small& small) {
  return flat::CreateSmall(out, small.a, small.b, small.c, small.d, out.CreateString(small.e));
}

At<flat::Places> build(Builder& out, const std::vector<data::Place>& places) {
  std::vector<flat::Place> made;
  for (const data::Place& place : places) made.emplace_back(place.x, place.y, place.z);
  return flat::CreatePlaces(out, out.CreateVectorOfStructs(made));
}

At<flat::Numbers> build(Builder& out, const std::vector<double>& numbers) {
  return flat::CreateNumbers(out, out.CreateVector(numbers));
}

At<flat::Monsters> build(Builder& out, const std::vector<data::Monster>& monsters) {
  std::vector<At<flat::Monster>> made;
  for (const data::Monster& monster : monsters) made.push_back(build(out, monster));
  return flat::CreateMonsters(out, out.CreateVector(made));
}

template <class Root, class T>
void add(std::vector<Row>& rows, std::size_t kind, T value) {
  const auto shared = std::make_shared<const T>(std::move(value));
  const auto builder = std::make_shared<Builder>(1U << 20U);
  rows[0].loops[kind] = [shared, builder](int times) {
    std::uint64_t sum = 0;
    for (int i = 0; i < times; ++i) {
      builder->Clear();
      builder->Finish(build(*builder, *shared));
      sum += builder->GetSize();
    }
    return sum;
  };
  builder->Finish(build(*builder, *shared));
  const std::uint8_t* const data = builder->GetBufferPointer();
  rows[1].loops[kind] =
      [bytes = std::vector<std::uint8_t>(data, data + builder->GetSize())](int times) {
        std::uint64_t sum = 0;
        for (int i = 0; i < times; ++i) {
          look_at(bytes.data());
          flatbuffers::Verifier verifier(bytes.data(), bytes.size());
          if (!verifier.VerifyBuffer<Root>(nullptr)) std::abort();
          sum += digest(flatbuffers::GetRoot<Root>(bytes.data()));
        }
        return sum;
      };
}

}  // namespace

std::vector<Row> flatbuffers_rows() {
  std::vector<Row> rows{{"flatbuffers encode"}, {"flatbuffers view"}};
  add<flat::Places>(rows, 0, places());
  add<flat::Order>(rows, 1, order());
  add<flat::Node>(rows, 2, tree());
  add<flat::Numbers>(rows, 3, numbers());
  add<flat::Small>(rows, 4, small());
  add<flat::Monsters>(rows, 5, monsters());
  return rows;
}

}  // namespace bench
