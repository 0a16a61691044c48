// The fakes of a schema's services, in a header of their own that only tests include: answers and
// calls are the runtime's part (idl/fake.h). Every name in it comes from the view.
#include "idlc/cpp/emit.h"
#include "idlc/cpp/emit_file.h"
#include "idlc/cpp/file_parts.h"
#include "idlc/cpp/includes.h"
#include "idlc/cpp/layout.h"

namespace idlc::cpp {

namespace {

void emit_calls(Emitter& out, const FakeView& view) {
  for (const FakeMethodView& method : view.methods) {
    out.emit(R"(

/// What $method$() was called with.
struct $Call$ {
  $fields$

  friend bool operator==(const $Call$&, const $Call$&) = default;
};
)",
             {{"method", method.name},
              {"Call", method.call},
              {"fields", [&](Emitter& inner) { emit_documented(inner, method.fields); }}});
  }
}

void emit_answers(Emitter& out, const FakeView& view) {
  for (const FakeMethodView& method : view.methods) {
    out.emit("idl::FakeMethod<$Result$, $Call$$Streams$> $on$;\n", {{"Result", method.result},
                                                                    {"Call", method.call},
                                                                    {"Streams", method.streams},
                                                                    {"on", method.on}});
  }
}

void emit_overrides(Emitter& out, const FakeView& view) {
  for (const FakeMethodView& method : view.methods) {
    out.emit(R"(
$Result$ $name$($parameters$) override { $return$$on$($arguments$); }
)",
             {{"Result", method.result},
              {"name", method.name},
              {"parameters", method.parameters},
              {"return", method.result == "void" ? "" : "return "},
              {"on", method.on},
              {"arguments", method.arguments}});
  }
}

void emit_fake(Emitter& out, const FakeView& view) {
  out.emit(R"(

/// A stand-in for $Service$ in tests. Each method answers as its `on_…` was told,
/// and remembers its calls. The client is a real one, whose calls come here.
class $Service$::Fake final : public $Service$::Server {
 public:
  $calls$

  $answers$

  [[nodiscard]] Client $client$() { return Client($host$.channel(*this)); }

  $overrides$

 private:
  idl::FakeHost $host$;
};
)",
           {{"Service", view.name},
            {"calls", [&](Emitter& inner) { emit_calls(inner, view); }},
            {"answers", [&](Emitter& inner) { emit_answers(inner, view); }},
            {"client", view.client},
            {"host", view.host},
            {"overrides", [&](Emitter& inner) { emit_overrides(inner, view); }}});
}

}  // namespace

Text fake_header(const FileView& view) {
  Emitter fakes;
  for (const FakeView& fake : view.fakes) emit_fake(fakes, fake);
  Text code = fakes.take();
  Emitter out;
  out.emit(R"(
$marker$
#pragma once

#include "$stubs$"

$standard$

#include <idl/fake.h>

$begin$

$fakes$

$end$
)",
           {{"marker", view.first_line},
            {"begin", begin_deprecated(view)},
            {"end", end_deprecated(view)},
            {"stubs", view.stubs_header},
            {"standard", standard_includes({code})},
            {"fakes", in_namespace(view.package, std::move(code))}});
  return lay_out(out.take());
}

}  // namespace idlc::cpp
