// The names of one scope: the fields of a struct, the values of an enum, the methods of a service.
//
// Each is declared once; two that differ only in case earn a warning; a reserved one never returns.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "idlc/schema/draft.h"

namespace idlc::schema {

class ScopeNames {
 public:
  explicit ScopeNames(DiagnosticSink& sink) : sink_(sink) {}

  /// Reserves a name; before any is added. Here and below the name outlives this.
  void reserve(const syntax::StringLiteral& name);

  /// Adds a declared name, and reports what is wrong with it.
  void add(const syntax::Name& name);

 private:
  DiagnosticSink& sink_;
  std::unordered_map<std::string_view, Span> reserved_;
  std::unordered_map<std::string_view, Span> declared_;
  std::unordered_map<std::string, const syntax::Name*> spellings_;  // by name in lower case
};

/// With ASCII letters in lower case.
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace idlc::schema
