// The reports for programs: that they are valid JSON whatever the input, and that what an editor
// needs, places and fixes, is in them and right.
#include "idlc/driver/machine_report.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "idlc/driver/check.h"

namespace idlc::driver {
namespace {

using nlohmann::json;

// What `idlc check` writes about one file.
json report_on(const std::string& path, const std::string& text, ErrorFormat format) {
  MemoryFileSystem files;
  files.add(path, text);
  std::ostringstream out;
  std::ostringstream err;
  Environment environment{files, out, err};
  environment.error_format = format;
  static_cast<void>(check({{path}, {}}, environment));
  return json::parse(err.str());
}

json json_on(const std::string& text) { return report_on("a.idl", text, ErrorFormat::Json); }
json sarif_on(const std::string& text) { return report_on("a.idl", text, ErrorFormat::Sarif); }

// The text with every fix of the report made, from the last to the first.
std::string mended(std::string text, const json& report) {
  const json& diagnostics = report["diagnostics"];
  for (auto one = diagnostics.rbegin(); one != diagnostics.rend(); ++one) {
    for (const json& fix : (*one)["fixes"]) {
      const std::size_t begin = fix["place"]["begin"]["offset"];
      const std::size_t end = fix["place"]["end"]["offset"];
      text.replace(begin, end - begin, fix["replacement"].get<std::string>());
    }
  }
  return text;
}

}  // namespace

TEST_CASE("where there is nothing to say the documents say so") {
  const auto plain = json_on("package p; struct S { 1: u64 id; }");
  CHECK(plain["version"] == 1);
  CHECK(plain["diagnostics"] == json::array());
  CHECK(plain["hidden_errors"] == 0);
  const auto sarif = sarif_on("package p; struct S { 1: u64 id; }");
  CHECK(sarif["version"] == "2.1.0");
  CHECK(sarif["runs"][0]["results"] == json::array());
}

TEST_CASE("a diagnostic has its id, its place in bytes, its label and its notes") {
  const auto report = json_on("package p;\nstruct S { 1: u64 id; 2: u8 id; }");
  const auto& one = report["diagnostics"][0];
  CHECK(one["id"] == "duplicate-name");
  CHECK(one["severity"] == "error");
  CHECK(one["place"]["file"] == "a.idl");
  CHECK(one["place"]["begin"] == json{{"line", 2}, {"column", 29}, {"offset", 39}});
  CHECK(one["place"]["end"] == json{{"line", 2}, {"column", 31}, {"offset", 41}});
  CHECK(one["notes"][0]["place"]["begin"]["column"] == 19);
}

TEST_CASE("the fixes, made to the text, leave nothing to report") {
  const std::string text =
      "package p;\nstrct S { 1: u64 id }\nenum E { a = 0, b = 1; }\nstruct T { 1: SS s; };";
  const auto report = json_on(text);
  CHECK(report["diagnostics"].size() == 5);
  const auto after = mended(text, report);
  CAPTURE(after);
  CHECK(json_on(after)["diagnostics"] == json::array());
}

TEST_CASE("SARIF counts columns in characters and describes the rules that it names") {
  const auto report = sarif_on("package p;\n/* äöü */ struct S { 1: Nope id; }");
  const auto& run = report["runs"][0];
  CHECK(run["columnKind"] == "unicodeCodePoints");
  const auto& result = run["results"][0];
  const auto& region = result["locations"][0]["physicalLocation"]["region"];
  CHECK(region["startColumn"] == 25);
  CHECK(region["endColumn"] == 29);
  const auto& rule = run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()];
  CHECK(rule["id"] == "unknown-type");
  CHECK(rule["help"]["text"].get<std::string>().find("right:") != std::string::npos);
}

TEST_CASE("SARIF carries the fixes") {
  const auto report = sarif_on("package p;\nstruct S { 1: u64 id }");
  const auto& change = report["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
  CHECK(change["artifactLocation"]["uri"] == "a.idl");
  CHECK(change["replacements"][0]["insertedContent"]["text"] == ";");
}

TEST_CASE("a path becomes a URI, whatever is in it") {
  const auto report = report_on("/a b/ü#c:d.idl", "package p;", ErrorFormat::Sarif);
  const auto& place = report["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
  CHECK(place["artifactLocation"]["uri"] == "file:///a%20b/%C3%BC%23c%3Ad.idl");
}

TEST_CASE("bytes that are not UTF-8 leave both documents valid") {
  const std::string text = "package p;\nstruct S { 1: u64 \xff\xfe; } // \x80 \x1b";
  CHECK_FALSE(json_on(text)["diagnostics"].empty());
  CHECK_FALSE(sarif_on(text)["runs"][0]["results"].empty());
  CHECK_FALSE(report_on("\xff.idl", text, ErrorFormat::Json)["diagnostics"].empty());
}

TEST_CASE("what has no place is reported without one") {
  MemoryFileSystem files;
  std::ostringstream out;
  std::ostringstream err;
  Environment environment{files, out, err};
  environment.error_format = ErrorFormat::Json;
  CHECK(check({{"none.idl"}, {}}, environment) == ExitCode::Io);
  const auto report = json::parse(err.str());
  CHECK(report["diagnostics"][0]["place"] == nullptr);
}

}  // namespace idlc::driver
