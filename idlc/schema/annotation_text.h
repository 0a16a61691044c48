// Annotations as the dump shows them: with their full names and all their values. Nothing reads
// this text back.
#pragma once

#include <string>

#include "idlc/schema/schema.h"

namespace idlc::schema {

/// ` @len(1..64) @shop.v1.http(path: "/orders", verb: "GET")`, each behind a blank; empty where
/// there are none. `type` is that of the annotated value, if there is one.
[[nodiscard]] std::string annotation_text(const Schema& schema, const Annotations& annotations,
                                          const Type* type = nullptr);

}  // namespace idlc::schema
