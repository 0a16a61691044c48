// Where the continuations of calls go: by way of the runtime's threads, which hold no lock, to the
// executor that the user has named, if there is one; straight to those that need no such way.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "idl/executor.h"

#include "rpc/background.h"
#include "rpc/prompt_executor.h"

namespace idl::detail {

/// Keeps the runtime's threads while it lives. Any thread, also under a connection's lock.
class Destination {
 public:
  Destination() = default;
  /// `named` may be null. Throws std::system_error if the system has no thread to give.
  explicit Destination(std::shared_ptr<Executor> named) : named_(std::move(named)) {
    if (dynamic_cast<PromptExecutor*>(named_.get()) == nullptr) background_ = Background::shared();
  }

  /// Has `work` run there. Not of a default-constructed one.
  void post(std::function<void()> work) const {
    if (named_ == nullptr) return background_->post(std::move(work));
    if (background_ == nullptr) return named_->post(std::move(work));
    background_->post(
        [named = named_, work = std::move(work)]() mutable { named->post(std::move(work)); });
  }

 private:
  std::shared_ptr<Background> background_;
  std::shared_ptr<Executor> named_;
};

}  // namespace idl::detail
