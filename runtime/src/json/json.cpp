// The two doors of the JSON library: one text in, one text out. What values look like is said in
// idl/json_codec.h and in generated code.
#include "idl/json.h"

#include "idl/json/value.h"
#include "idl/json/writer.h"
#include "json/tree.h"

namespace idl::detail {

JsonDocument::JsonDocument(std::string_view text, const JsonOptions& options)
    : tree_(std::make_unique<JsonTree>(text, options)) {}

JsonDocument::~JsonDocument() = default;

bool JsonDocument::read(Read into, void* value) const {
  return !tree_->has_failed() && into(JsonValue(*tree_, JsonTree::kRoot), value) &&
         tree_->expect_no_repetition();
}

Error JsonDocument::error() const { return tree_->error(); }

std::string write_json(const void* value, JsonWrite write) {
  JsonWriter out;
  write(value, out);
  return out.take();
}

Error out_of_json_memory() { return {Code::ResourceExhausted, "there is no memory for the JSON"}; }

}  // namespace idl::detail
