// Payloads change hands: from a view into somebody's buffer to bytes of their own. What the bytes
// mean is not known here.
#include "session/session_events.h"

namespace idl::detail {

void Payload::drop_front(std::size_t count) {
  if (is_view()) {
    view_ = view_.subspan(count);
  } else {
    skipped_ += count;
  }
}

void Payload::own() {
  if (!is_view()) return;
  owned_.assign(view_.begin(), view_.end());
  view_ = {};
}

}  // namespace idl::detail
