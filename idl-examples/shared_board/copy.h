// One member's copy of the board. It knows no other members: it takes entries, whoever wrote them,
// and keeps those that stand.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "board.idl.h"

namespace board {

/// Any thread.
class Copy {
 public:
  /// A new entry, later than all that this copy has seen; it stands here from now on.
  Entry write(const std::string& place, const std::string& text, const std::string& author);

  /// Takes what another member wrote.
  void take(const Entry& entry);

  /// All that stands, by place.
  [[nodiscard]] std::vector<Entry> entries();

  /// Waits until something stands in `place`; gives it.
  Entry await(const std::string& place);

 private:
  void put(const Entry& entry);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, Entry> entries_;
  std::uint64_t round_ = 0;  // the highest that was seen
};

}  // namespace board
