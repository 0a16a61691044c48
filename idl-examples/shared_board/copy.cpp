// Which of two entries stands depends on them alone, never on when they came: so copies that have
// seen the same entries are the same.
#include "copy.h"

#include <algorithm>
#include <tuple>

namespace board {
namespace {

bool stands_over(const Entry& a, const Entry& b) {
  return std::tie(a.round, a.author) > std::tie(b.round, b.author);
}

}  // namespace

Entry Copy::write(const std::string& place, const std::string& text, const std::string& author) {
  const std::lock_guard guard(mutex_);
  Entry entry{.place = place, .text = text, .author = author, .round = round_ + 1};
  put(entry);
  return entry;
}

void Copy::take(const Entry& entry) {
  const std::lock_guard guard(mutex_);
  put(entry);
}

void Copy::put(const Entry& entry) {
  round_ = std::max(round_, entry.round);
  const auto [there, is_new] = entries_.emplace(entry.place, entry);
  if (!is_new && stands_over(entry, there->second)) there->second = entry;
  changed_.notify_all();
}

std::vector<Entry> Copy::entries() {
  const std::lock_guard guard(mutex_);
  std::vector<Entry> all;
  for (const auto& [place, entry] : entries_) all.push_back(entry);
  return all;
}

Entry Copy::await(const std::string& place) {
  std::unique_lock guard(mutex_);
  changed_.wait(guard, [&] { return entries_.contains(place); });
  return entries_.at(place);
}

}  // namespace board
