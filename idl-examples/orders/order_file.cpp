// Rows of orders.tsv as values of the generated types. A row that does not make an order is an
// exception: the data is the example's own.
#include "order_file.h"

#include <stdexcept>

#include "table.h"

namespace shop {
namespace {

std::vector<v1::LineItem> read_lines(const std::string& text) {
  std::vector<v1::LineItem> lines;
  for (const std::string& part : split(text, ',')) {
    const auto fields = split(part, ':');
    if (fields.size() != 2) throw std::runtime_error("not sku:quantity: " + part);
    lines.push_back(
        {.sku = fields[0], .quantity = static_cast<std::uint32_t>(std::stoul(fields[1]))});
  }
  return lines;
}

v1::Payment read_payment(const std::string& text) {
  if (text == "cash") return v1::Payment::cash();
  if (text.starts_with("iban ")) return v1::Payment::iban(text.substr(5));
  if (!text.starts_with("card ")) throw std::runtime_error("not a way to pay: " + text);
  const auto fields = split(text.substr(5), '/');
  if (fields.size() != 4) throw std::runtime_error("not holder/number/month/year: " + text);
  return v1::Payment::card({.holder = fields[0],
                            .number = fields[1],
                            .month = static_cast<std::uint8_t>(std::stoul(fields[2])),
                            .year = static_cast<std::uint16_t>(std::stoul(fields[3]))});
}

v1::Labels read_labels(const std::string& text) {
  v1::Labels labels;
  if (text == "-") return labels;
  for (const std::string& part : split(text, ',')) {
    const std::size_t equals = part.find('=');
    if (equals == std::string::npos) throw std::runtime_error("not name=value: " + part);
    labels[part.substr(0, equals)] = part.substr(equals + 1);
  }
  return labels;
}

}  // namespace

std::vector<Wish> read_wishes(const std::string& path) {
  std::vector<Wish> wishes;
  for (const Row& row : read_table(path, 4)) {
    wishes.push_back({.customer = v1::CustomerId(row[0]),
                      .lines = read_lines(row[1]),
                      .payment = read_payment(row[2]),
                      .labels = read_labels(row[3])});
  }
  return wishes;
}

}  // namespace shop
