// The constants that hold a schema, in the unnamed namespace of the stubs.
// Which entries of the table of methods refer to them is emit_dispatch.cpp's part.
#include "idlc/cpp/emit.h"

namespace idlc::cpp {

namespace {

// A single literal stands behind the equals sign if there is room, as clang-format would have it.
bool fits_one_line(const SchemaView::File& file) {
  constexpr std::size_t kColumns = 100;
  constexpr std::size_t kAround = sizeof("constexpr std::string_view  = ;") - 1;
  return file.pieces.size() == 1 &&
         kAround + file.constant.size() + file.pieces.front().size() <= kColumns;
}

void emit_text_constant(Emitter& out, const SchemaView::File& file) {
  std::string text = file.pieces.empty() ? " \"\"" : "";
  for (const std::string& piece : file.pieces) {
    text += (fits_one_line(file) ? " " : "\n    ") + piece;
  }
  out.emit("constexpr std::string_view $constant$ =$text$;\n",
           {{"constant", file.constant}, {"text", text}});
}

}  // namespace

void emit_schema(Emitter& out, const SchemaView& view) {
  if (view.table.empty()) return;
  for (const SchemaView::File& file : view.files) emit_text_constant(out, file);
  const auto emit_rows = [&](Emitter& inner) {
    for (const SchemaView::File& file : view.files) {
      inner.emit("{$path$, $constant$},\n", {{"path", file.path}, {"constant", file.constant}});
    }
  };
  out.emit(
      R"(

constexpr std::array<idl::SchemaFile, $count$> $table${{
    $rows$
}};

)",
      {{"count", std::to_string(view.files.size())}, {"table", view.table}, {"rows", emit_rows}});
}

}  // namespace idlc::cpp
