// The only file that includes the JSON library: it is slow to compile. Strings that are not UTF-8
// (an input may be anything) get U+FFFD for each bad byte, so that the document is always valid.
#include "idlc/driver/machine_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "idlc/cpp/generate.h"
#include "idlc/diagnostics/explain.h"

namespace idlc::driver {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& document) {
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

// ---- our own form ----

Json position(const SourceFile& file, std::uint32_t offset) {
  const Position place = file.position(offset);
  return {{"line", place.line}, {"column", place.column}, {"offset", offset}};
}

Json place(const Span& span, const SourceMap& sources) {
  if (!span.has_place()) return nullptr;
  const SourceFile& file = sources.file(span.source);
  return {{"file", file.path()},
          {"begin", position(file, span.begin)},
          {"end", position(file, span.end)}};
}

Json notes(const std::vector<Note>& notes, const SourceMap& sources) {
  Json list = Json::array();
  for (const Note& note : notes) {
    list.push_back({{"message", note.message}, {"place", place(note.span, sources)}});
  }
  return list;
}

Json fixes(const std::vector<FixIt>& fixes, const SourceMap& sources) {
  Json list = Json::array();
  for (const FixIt& fix : fixes) {
    list.push_back({{"place", place(fix.span, sources)}, {"replacement", fix.replacement}});
  }
  return list;
}

Json diagnostic(const Diagnostic& one, const SourceMap& sources) {
  return {{"id", one.info->id},     {"severity", word_of(one.severity)},
          {"message", one.message}, {"place", place(one.span, sources)},
          {"label", one.label},     {"notes", notes(one.notes, sources)},
          {"help", one.help},       {"fixes", fixes(one.fixes, sources)}};
}

// ---- SARIF ----

// A path as the path of a URI reference (RFC 3986): everything outside of the unreserved
// characters and `/` as %XX. A relative path with a colon in its first part would read as a scheme.
std::string uri_of(std::string_view path) {
  constexpr std::string_view kPlain = "-._~/";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool is_digit = c >= '0' && c <= '9';
    if (is_letter || is_digit || kPlain.find(c) != kPlain.npos) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return uri;
}

// SARIF counts columns in code points, we in bytes.
std::uint32_t sarif_column(const SourceFile& file, const Position& place) {
  const auto before = file.line_text(place.line).substr(0, place.column - 1);
  const auto characters = std::ranges::count_if(
      before, [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; });
  return static_cast<std::uint32_t>(characters) + 1;
}

Json region(const Span& span, const SourceMap& sources) {
  const SourceFile& file = sources.file(span.source);
  const Position begin = file.position(span.begin);
  const Position end = file.position(span.end);
  return {{"startLine", begin.line},
          {"startColumn", sarif_column(file, begin)},
          {"endLine", end.line},
          {"endColumn", sarif_column(file, end)}};
}

Json artifact(const Span& span, const SourceMap& sources) {
  return {{"uri", uri_of(sources.file(span.source).path())}};
}

Json location(const Span& span, const SourceMap& sources) {
  return {{"physicalLocation",
           {{"artifactLocation", artifact(span, sources)}, {"region", region(span, sources)}}}};
}

Json related(const std::vector<Note>& notes, const SourceMap& sources) {
  Json list = Json::array();
  for (const Note& note : notes) {
    Json one = note.span.has_place() ? location(note.span, sources) : Json::object();
    one["message"] = {{"text", note.message}};
    list.push_back(std::move(one));
  }
  return list;
}

// Each of our fixes mends the fault together with the others, so they are one of SARIF's.
Json sarif_fix(const Diagnostic& one, const SourceMap& sources) {
  Json changes = Json::array();
  for (const FixIt& fix : one.fixes) {
    const Json replacement = {{"deletedRegion", region(fix.span, sources)},
                              {"insertedContent", {{"text", fix.replacement}}}};
    changes.push_back({{"artifactLocation", artifact(fix.span, sources)},
                       {"replacements", Json::array({replacement})}});
  }
  Json result = {{"artifactChanges", std::move(changes)}};
  if (!one.label.empty()) result["description"] = {{"text", one.label}};
  return result;
}

std::string sarif_text(const Diagnostic& one) {
  std::string text = one.message;
  if (!one.label.empty()) text += ": " + one.label;
  for (const std::string& help : one.help) text += "\n" + help;
  return text;
}

Json sarif_rule(const DiagInfo& info) {
  return {{"id", info.id},
          {"shortDescription", {{"text", message_shape(info)}}},
          {"fullDescription", {{"text", info.explanation}}},
          {"help", {{"text", explain(info)}}},
          {"defaultConfiguration", {{"level", word_of(info.severity)}}}};
}

// Those entries of the catalogue that the results name, in the order of their ids.
class RuleTable {
 public:
  explicit RuleTable(const CollectedDiagnostics& diagnostics) {
    for (const Diagnostic& one : diagnostics.shown) used_.emplace(one.info->id, one.info);
  }
  [[nodiscard]] Json rules() const {
    Json list = Json::array();
    for (const auto& [id, info] : used_) list.push_back(sarif_rule(*info));
    return list;
  }
  [[nodiscard]] std::size_t index_of(const DiagInfo& info) const {
    return static_cast<std::size_t>(std::distance(used_.begin(), used_.find(info.id)));
  }

 private:
  std::map<std::string_view, const DiagInfo*> used_;
};

Json sarif_result(const Diagnostic& one, const RuleTable& rules, const SourceMap& sources) {
  Json result = {{"ruleId", one.info->id},
                 {"ruleIndex", rules.index_of(*one.info)},
                 {"level", word_of(one.severity)},
                 {"message", {{"text", sarif_text(one)}}}};
  if (one.span.has_place()) result["locations"] = Json::array({location(one.span, sources)});
  if (!one.notes.empty()) result["relatedLocations"] = related(one.notes, sources);
  if (!one.fixes.empty()) result["fixes"] = Json::array({sarif_fix(one, sources)});
  return result;
}

Json sarif_remark(const Note& remark, const SourceMap& sources) {
  Json result = {{"level", "note"}, {"message", {{"text", remark.message}}}};
  if (remark.span.has_place()) result["locations"] = Json::array({location(remark.span, sources)});
  return result;
}

// What kept idlc from doing its work, which is not a finding about a schema.
Json sarif_invocation(const Report& report) {
  Json notifications = Json::array();
  for (const std::string& failure : report.failures) {
    notifications.push_back({{"level", "error"}, {"message", {{"text", failure}}}});
  }
  return {{"executionSuccessful", report.failures.empty()},
          {"toolExecutionNotifications", std::move(notifications)}};
}

}  // namespace

std::string json_report(const CollectedDiagnostics& diagnostics, const Report& report) {
  Json list = Json::array();
  for (const Diagnostic& one : diagnostics.shown) {
    list.push_back(diagnostic(one, report.sources));
  }
  return text_of({{"version", 1},
                  {"diagnostics", std::move(list)},
                  {"hidden_errors", diagnostics.hidden_errors},
                  {"notes", notes(report.remarks, report.sources)},
                  {"failures", report.failures}});
}

std::string sarif_report(const CollectedDiagnostics& diagnostics, const Report& report) {
  const RuleTable rules(diagnostics);
  Json results = Json::array();
  for (const Diagnostic& one : diagnostics.shown) {
    results.push_back(sarif_result(one, rules, report.sources));
  }
  for (const Note& remark : report.remarks) {
    results.push_back(sarif_remark(remark, report.sources));
  }
  const Json driver = {{"name", "idlc"}, {"version", IDLC_VERSION}, {"rules", rules.rules()}};
  const Json run = {{"tool", {{"driver", driver}}},
                    {"invocations", Json::array({sarif_invocation(report)})},
                    {"columnKind", "unicodeCodePoints"},
                    {"results", std::move(results)}};
  return text_of({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                  {"version", "2.1.0"},
                  {"runs", Json::array({run})}});
}

std::string json_version() {
  return text_of({{"name", "idlc"},
                  {"version", IDLC_VERSION},
                  {"generated_code_format", cpp::kCodeFormat},
                  {"error_formats", {"human", "short", "json", "sarif"}}});
}

}  // namespace idlc::driver
