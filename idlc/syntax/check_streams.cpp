// Where in a method a stream may stand. What may not stand where it does is reported, and becomes
// an ordinary parameter or result, so that nobody else has to ask.
#include "idlc/syntax/check_streams.h"

#include "idlc/diagnostics/catalogue_syntax.h"

namespace idlc::syntax {
namespace {

class StreamChecker {
 public:
  StreamChecker(DiagnosticSink& sink, Method& method) : sink_(sink), method_(method) {}

  void run() {
    for (auto& parameter : method_.parameters) check(parameter);
    for (auto& result : method_.results) check(result);
  }

 private:
  void check(Parameter& parameter) {
    if (!parameter.is_stream) return;
    const bool is_first = first_ == nullptr;
    if (is_first) first_ = &parameter;
    if (method_.is_oneway) return refuse(parameter, "a oneway method has none");
    if (!is_first) {
      sink_.report(kMisplacedStream, parameter.span, "a method takes at most one")
          .note(first_->span, "this is the first one");
      parameter.is_stream = false;
    } else if (!is_last(parameter)) {
      refuse(parameter, "it is the last parameter");
    }
  }

  // Whether nothing but further streams follows, of which each is reported for itself.
  [[nodiscard]] bool is_last(const Parameter& parameter) const {
    return &parameter == &method_.parameters.back() || method_.parameters.back().is_stream;
  }

  void check(MethodResult& result) {
    if (result.is_stream && result.name) refuse(result, "it is the only result, without a name");
  }

  template <class Member>
  void refuse(Member& member, std::string_view why) {
    sink_.report(kMisplacedStream, member.span, why);
    member.is_stream = false;
  }

  DiagnosticSink& sink_;
  Method& method_;
  const Parameter* first_ = nullptr;
};

}  // namespace

void check_streams(DiagnosticSink& sink, Method& method) { StreamChecker(sink, method).run(); }

}  // namespace idlc::syntax
