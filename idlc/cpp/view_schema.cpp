// Texts of schemas cut into literals. The names of the constants are lower case, so that they meet
// none of those that services have.
#include "idlc/cpp/view_schema.h"

#include <fmt/format.h>

#include <string_view>

#include "idlc/cpp/literals.h"
#include "idlc/cpp/naming.h"
#include "idlc/schema/compact_text.h"

namespace idlc::cpp {

namespace {

// Of a literal, without its indentation.
constexpr std::size_t kPieceColumns = 90;
// The most that one byte of a text takes in a literal.
constexpr std::size_t kEscapedBytes = 4;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// How much of the text fits one literal: up to the end of a line, and no character is cut in two.
std::size_t piece_size(std::string_view text) {
  std::size_t columns = 2;
  std::size_t size = 0;
  while (size < text.size()) {
    const bool is_whole = !is_continuation(text[size]);
    if (is_whole && columns + kEscapedBytes > kPieceColumns) break;
    columns += string_literal(text.substr(size, 1)).size() - 2;
    if (text[size++] == '\n') break;
  }
  return size;
}

std::vector<std::string> pieces_of(std::string_view text) {
  std::vector<std::string> pieces;
  while (!text.empty()) {
    const std::size_t size = piece_size(text);
    pieces.push_back(string_literal(text.substr(0, size)));
    text.remove_prefix(size);
  }
  return pieces;
}

}  // namespace

SchemaView view_schema(const ViewContext& context, const Extras& extras) {
  SchemaView view;
  if (extras.schema_texts.empty()) return view;
  NamePool names = NamePool::within(context.names.package_scope(context.file));
  view.table = names.take("schema_files");
  for (const schema::FileId id : schema::with_imports(context.schema, context.file)) {
    view.files.push_back({names.take(fmt::format("schema_text_{}", view.files.size() + 1)),
                          string_literal(context.schema[id].canonical_path),
                          pieces_of(extras.schema_texts[id.index])});
  }
  return view;
}

}  // namespace idlc::cpp
