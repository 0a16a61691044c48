// Prints values of sample.h in the neutral form of tests/wire/*.vectors, which says everything
// about a value and nothing about C++. The grammar of the form is in tests/wire/README.md.
#pragma once

#include <charconv>
#include <concepts>
#include <string>

#include "idl/uuid.h"
#include "sample.h"

namespace sample {

std::string show(bool value);
std::string show(const std::string& value);
std::string show(const idl::Bytes& value);
std::string show(const idl::Uuid& value);
std::string show(idl::Timestamp value);
std::string show(idl::Duration value);
std::string show(Status value);
std::string show(Level value);
std::string show(Channel value);
std::string show(Side value);
std::string show(const Point& value);
std::string show(const Pixel& value);
std::string show(const Empty& value);
std::string show(const Money& value);
std::string show(const Card& value);
std::string show(const Category& value);
std::string show(const Chain& value);
std::string show(const Payment& value);
std::string show(const Scalars& value);
std::string show(const Containers& value);
std::string show(const V1& value);
std::string show(const V1Keeps& value);
std::string show(const V2& value);
std::string show(const V3& value);
std::string show(const V3Reserved& value);
std::string show(const NotFound& value);

template <class T>
concept Number = (std::integral<T> && !std::same_as<T, bool>) || std::floating_point<T>;

template <Number T>
std::string show(T value) {
  char text[64];
  const auto result = std::to_chars(text, text + sizeof(text), value);
  return std::string(text, result.ptr);
}

template <idl::detail::NewTypeClass T>
std::string show(const T& value) {
  return show(value.value());
}

// Containers of containers: all are declared before any is defined.
template <class T>
std::string show(const std::optional<T>& value);
template <class T>
std::string show(const std::vector<T>& value);
template <class T>
std::string show(const std::set<T>& value);
template <class T, std::size_t N>
std::string show(const std::array<T, N>& value);
template <class K, class V>
std::string show(const std::map<K, V>& value);

template <class T>
std::string show(const idl::Box<T>& value) {
  return show(*value);
}

template <class Range>
std::string show_list(const Range& range) {
  std::string text;
  for (const auto& element : range) {
    text += text.empty() ? "" : ", ";
    text += show(element);
  }
  return "[" + text + "]";
}

template <class T>
std::string show(const std::optional<T>& value) {
  return value ? show(*value) : "null";
}

template <class T>
std::string show(const std::vector<T>& value) {
  return show_list(value);
}

template <class T>
std::string show(const std::set<T>& value) {
  return show_list(value);
}

template <class T, std::size_t N>
std::string show(const std::array<T, N>& value) {
  return show_list(value);
}

template <class K, class V>
std::string show(const std::map<K, V>& value) {
  std::string text;
  for (const auto& [key, mapped] : value) {
    text += text.empty() ? "" : ", ";
    text += show(key) + ": " + show(mapped);
  }
  return "{" + text + "}";
}

}  // namespace sample
