// The golden schemas and what is generated from them: where they lie, and how to generate them.
#pragma once

#include <string>
#include <vector>

#include "idlc/cpp/generate.h"

namespace golden {

/// Everything that is generated from the golden schemas, in the order of their paths. Fails the
/// test if a schema is in error.
[[nodiscard]] idlc::cpp::Output generate();

/// The stubs of the runtime's built-in services, which are checked in so that building the runtime
/// takes no compiler of schemas; and where each of them stands.
[[nodiscard]] std::vector<idlc::cpp::OutputFile> generate_built_in();
[[nodiscard]] std::string built_in_path(const std::string& path);

/// The text of a file; empty if there is none.
[[nodiscard]] std::string file_text(const std::string& path);
void write_file(const std::string& path, const std::string& text);

/// The expected text of a generated file, or nothing if there is none.
[[nodiscard]] std::string expected(const std::string& path);

/// The paths of all expected files, below the folder in which they lie.
[[nodiscard]] std::vector<std::string> expected_paths();

/// Rewrites the expected files.
void update(const std::vector<idlc::cpp::OutputFile>& files);

}  // namespace golden
