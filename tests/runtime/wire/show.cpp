// The printers of sample.h, one small function a type. They print what vectors compare, so their
// form is part of the vector files.
#include "show.h"

#include <initializer_list>
#include <utility>

namespace sample {
namespace {

std::string hex(std::uint8_t byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  return {kDigits[byte >> 4U], kDigits[byte & 15U]};
}

std::string number_of(auto value) {
  return "#" + show(static_cast<std::underlying_type_t<decltype(value)>>(value));
}

using Members = std::initializer_list<std::pair<std::string_view, std::string>>;

std::string show_members(Members members) {
  std::string text;
  for (const auto& [name, value] : members) {
    text += text.empty() ? "" : ", ";
    text += std::string(name) + ": " + value;
  }
  return "{" + text + "}";
}

}  // namespace

std::string show(bool value) { return value ? "true" : "false"; }

std::string show(const std::string& value) {
  std::string text = "\"";
  for (char c : value) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (byte < 0x20 || c == '"' || c == '\\') {
      text += "\\x" + hex(byte);
    } else {
      text += c;
    }
  }
  return text + "\"";
}

std::string show(const idl::Bytes& value) {
  std::string text;
  for (std::byte byte : value) text += hex(std::to_integer<std::uint8_t>(byte));
  return "x\"" + text + "\"";
}

std::string show(const idl::Uuid& value) { return idl::to_string(value); }
std::string show(idl::Timestamp value) { return show(value.time_since_epoch()); }
std::string show(idl::Duration value) { return show(value.count()) + "ns"; }

std::string show(Status value) {
  switch (value) {
    case Status::pending:
      return "pending";
    case Status::paid:
      return "paid";
    case Status::shipped:
      return "shipped";
  }
  return number_of(value);
}

std::string show(Level value) {
  switch (value) {
    case Level::low:
      return "low";
    case Level::none:
      return "none";
    case Level::high:
      return "high";
  }
  return number_of(value);
}

std::string show(Channel value) {
  switch (value) {
    case Channel::web:
      return "web";
    case Channel::counter:
      return "counter";
  }
  return number_of(value);
}

std::string show(Side value) {
  switch (value) {
    case Side::buy:
      return "buy";
    case Side::sell:
      return "sell";
  }
  return number_of(value);
}

std::string show(const Point& value) {
  return show_members({{"x", show(value.x)}, {"y", show(value.y)}});
}

std::string show(const Pixel& value) {
  return show_members(
      {{"on", show(value.on)}, {"level", show(value.level)}, {"channel", show(value.channel)}});
}

std::string show(const Empty&) { return "{}"; }

std::string show(const Money& value) {
  return show_members({{"cents", show(value.cents)}, {"currency", show(value.currency)}});
}

std::string show(const Card& value) {
  return show_members({{"holder", show(value.holder)}, {"month", show(value.month)}});
}

std::string show(const Category& value) {
  return show_members({{"name", show(value.name)}, {"children", show(value.children)}});
}

std::string show(const Chain& value) {
  return show_members(
      {{"link", show(value.link)}, {"next", show(value.next)}, {"price", show(value.price)}});
}

std::string show(const Payment& value) {
  switch (value.value.index()) {
    case 1:
      return show_members({{"card", show(std::get<1>(value.value))}});
    case 2:
      return show_members({{"iban", show(std::get<2>(value.value))}});
    case 3:
      return "{cash}";
    case 4:
      return show_members({{"voucher", show(std::get<4>(value.value))}});
    case 5:
      return show_members({{"parts", show(std::get<5>(value.value))}});
    case 6: {
      const auto& unknown = std::get<6>(value.value);
      const std::string number = "#" + show(unknown.number);
      return show_members({{number, show(unknown.body)}});
    }
    default:
      return "{}";
  }
}

std::string show(const Scalars& v) {
  return show_members({{"flag", show(v.flag)},
                       {"a", show(v.a)},
                       {"b", show(v.b)},
                       {"c", show(v.c)},
                       {"d", show(v.d)},
                       {"e", show(v.e)},
                       {"f", show(v.f)},
                       {"g", show(v.g)},
                       {"h", show(v.h)},
                       {"i", show(v.i)},
                       {"j", show(v.j)},
                       {"status", show(v.status)},
                       {"channel", show(v.channel)},
                       {"at", show(v.at)},
                       {"span", show(v.span)},
                       {"id", show(v.id)},
                       {"digest", show(v.digest)},
                       {"point", show(v.point)},
                       {"rank", show(v.rank)},
                       {"side", show(v.side)}});
}

std::string show(const Containers& v) {
  return show_members({{"text", show(v.text)},
                       {"blob", show(v.blob)},
                       {"words", show(v.words)},
                       {"tags", show(v.tags)},
                       {"counts", show(v.counts)},
                       {"groups", show(v.groups)},
                       {"note", show(v.note)},
                       {"ranks", show(v.ranks)},
                       {"aliases", show(v.aliases)},
                       {"payment", show(v.payment)},
                       {"payments", show(v.payments)},
                       {"price", show(v.price)},
                       {"bounds", show(v.bounds)},
                       {"rows", show(v.rows)},
                       {"paid", show(v.paid)}});
}

std::string show(const V1& value) { return show_members({{"id", show(value.id)}}); }

std::string show(const V1Keeps& value) {
  if (value.unknown_fields_.empty()) return show_members({{"id", show(value.id)}});
  const auto bytes = [](idl::BytesView view) { return show(idl::Bytes(view.begin(), view.end())); };
  return show_members({{"id", show(value.id)},
                       {"slots", bytes(value.unknown_fields_.slots())},
                       {"bodies", bytes(value.unknown_fields_.bodies())}});
}

std::string show(const V2& value) {
  return show_members({{"id", show(value.id)}, {"name", show(value.name)}});
}

std::string show(const V3& value) {
  return show_members({{"id", show(value.id)},
                       {"name", show(value.name)},
                       {"rank", show(value.rank)},
                       {"how", show(value.how)},
                       {"note", show(value.note)},
                       {"level", show(value.level)}});
}

std::string show(const V3Reserved& value) {
  return show_members({{"id", show(value.id)}, {"level", show(value.level)}});
}

std::string show(const NotFound& value) { return show_members({{"id", show(value.id)}}); }

}  // namespace sample
