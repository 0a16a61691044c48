// Counting what is given, received and given back. Every number that is announced is given back in
// the end, by whoever received it or here, unless the connection ends first.
#include "session/references.h"

#include <algorithm>
#include <string>
#include <utility>

namespace idl::detail {
namespace {

Error too_many(std::size_t limit) {
  return refused(Code::ResourceExhausted, "the peer holds references to " + std::to_string(limit) +
                                              " objects of this side, which is the limit");
}

}  // namespace

void References::on_hello(const Hello& hello) {
  agreed_ = context_.limits.max_references > 0 && (hello.features & feature::kReferences) != 0;
}

std::optional<Error> References::refusal(std::span<const std::uint32_t> numbers) const {
  if (numbers.empty()) return std::nullopt;
  if (!agreed_) {
    return refused(Code::Unimplemented,
                   "the peer speaks a version of the protocol without references to services");
  }
  if (numbers.size() > kMaxReferencesPerMessage) {
    return refused(Code::ResourceExhausted, "one message brings at most " +
                                                std::to_string(kMaxReferencesPerMessage) +
                                                " references to services");
  }
  const auto is_new = [this](std::uint32_t number) { return !given_.contains(number); };
  const auto more = static_cast<std::size_t>(std::count_if(numbers.begin(), numbers.end(), is_new));
  if (given_.size() + more <= context_.limits.max_references) return std::nullopt;
  return too_many(context_.limits.max_references);
}

StreamPosition References::announce(CallId call, std::span<const std::uint32_t> numbers) {
  for (const std::uint32_t number : numbers) ++given_[number];
  return context_.outbox.queue_control(FrameKind::References, call, encode_references(numbers));
}

void References::take_back(BytesView payload) {
  const auto numbers = decode_references(payload);
  for (const std::uint32_t number : *numbers) {
    const auto given = given_.find(number);
    if (--given->second == 0) {
      given_.erase(given);
      context_.events.push(ReferenceReleased{number});
    }
  }
}

Fault References::on_announcement(const Frame& frame) {
  if (!agreed_) return broken_rule("the peer sent references without the feature for them");
  auto numbers = decode_references(frame.payload);
  if (!numbers) return broken_rule("a list of references cannot be read");
  if (Fault fault = receive(*numbers)) return fault;
  const CallId call{frame.header.call};
  const bool again =
      std::any_of(announced_.begin(), announced_.end(),
                  [call](const Announced& announced) { return announced.call == call; });
  if (again) return broken_rule("the peer announced the references of a message twice");
  announced_.push_back({call, *std::move(numbers)});
  return std::nullopt;
}

Fault References::receive(std::span<const std::uint32_t> numbers) {
  for (const std::uint32_t number : numbers) ++received_[number];
  if (received_.size() <= context_.limits.max_references) return std::nullopt;
  return flood("the peer gave references to more objects than are allowed");
}

Fault References::on_release(const Frame& frame) {
  if (!agreed_) return broken_rule("the peer released a reference without the feature for it");
  const Released released = decode_release(frame.payload);
  const auto given = given_.find(released.number);
  if (released.count == 0 || given == given_.end() || given->second < released.count) {
    return broken_rule("the peer released a reference that it does not have");
  }
  given->second -= released.count;
  if (given->second != 0) return std::nullopt;
  given_.erase(given);
  context_.events.push(ReferenceReleased{released.number});
  return std::nullopt;
}

std::vector<std::uint32_t> References::take(CallId call) {
  for (Announced& announced : announced_) {
    if (announced.call != call) continue;
    std::vector<std::uint32_t> numbers = std::move(announced.numbers);
    std::swap(announced, announced_.back());
    announced_.pop_back();
    return numbers;
  }
  return {};
}

void References::give_back(std::span<const std::uint32_t> numbers) {
  for (const std::uint32_t number : numbers) release({.number = number, .count = 1});
}

void References::release(const Released& released) {
  const auto received = received_.find(released.number);
  received->second -= released.count;
  if (received->second == 0) received_.erase(received);
  context_.outbox.queue_behind_requests(FrameKind::Release, encode_release(released));
}

}  // namespace idl::detail
