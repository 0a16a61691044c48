// Remembers which traced messages wait in a connection's output, so that the step "sent" is told
// when the system has taken them. Empty, and free of cost, without a tracer.
#pragma once

#include <vector>

#include "idl/trace.h"

namespace idl::detail {

class SentTrace {
 public:
  /// The message of this step is in the output; its time is filled in when it leaves.
  void note(const TraceEvent& step) { waiting_.push_back(step); }

  /// The output was written, as far as the system took it.
  void tell(Tracer& tracer, TimePoint now) {
    for (TraceEvent& step : waiting_) {
      step.at = now;
      tracer.on_step(step);
    }
    waiting_.clear();
  }

  [[nodiscard]] bool empty() const { return waiting_.empty(); }

 private:
  std::vector<TraceEvent> waiting_;
};

}  // namespace idl::detail
