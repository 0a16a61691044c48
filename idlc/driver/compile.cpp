// Build the schema, generate, write: each step only if the one before it left no error. The steps
// are those of the rooms below; this file only orders them and picks the exit code.
#include "idlc/driver/compile.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <filesystem>
#include <ostream>
#include <set>

#include "idlc/cpp/generate.h"
#include "idlc/driver/depfile.h"
#include "idlc/driver/import_folders.h"
#include "idlc/driver/output_tree.h"
#include "idlc/driver/renaming_notes.h"
#include "idlc/driver/report.h"
#include "idlc/schema/build.h"
#include "idlc/schema/compact_text.h"

namespace idlc::driver {
namespace {

namespace fs = std::filesystem;

std::string absolute(const std::string& path) {
  return fs::absolute(path).lexically_normal().string();
}

std::vector<schema::FileId> files_to_generate(const schema::Schema& schema, ImportPolicy imports) {
  std::vector<schema::FileId> chosen;
  for (std::uint32_t index = 0; index < schema.files.size(); ++index) {
    const bool is_input = schema.files[index].role == schema::FileRole::Input;
    if (is_input || imports == ImportPolicy::WithImports) chosen.push_back({index});
  }
  return chosen;
}

/// Tells which files the outputs will include although nobody generates them in this run. A build
/// that asks for a stamp runs idlc once a schema, and generates the others in runs of their own.
void note_missing_imports(const CompileOptions& options, const schema::Schema& schema,
                          const std::vector<schema::FileId>& chosen, Report& report) {
  if (options.stamp) return;
  std::set<schema::FileId> missing;
  for (const schema::FileId id : chosen) {
    missing.insert(schema[id].needed_files.begin(), schema[id].needed_files.end());
  }
  for (const schema::FileId id : chosen) missing.erase(id);
  for (const schema::FileId id : missing) {
    report.remarks.push_back(
        {Span{}, fmt::format("`{}` is imported but not generated; name it too, or give "
                             "--with-imports",
                             schema[id].canonical_path)});
  }
}

std::string depfile_for(const CompileOptions& options, const schema::Schema& schema,
                        const SourceMap& sources, const std::vector<std::string>& outputs) {
  std::vector<std::string> targets;
  if (options.stamp) {
    targets.push_back(absolute(*options.stamp));
  } else {
    for (const std::string& output : outputs) {
      targets.push_back(absolute((fs::path(options.output_dir) / output).string()));
    }
  }
  std::vector<std::string> read;
  read.reserve(schema.files.size());
  for (const schema::File& file : schema.files) {
    read.push_back(absolute(sources.file(file.source).path()));
  }
  return depfile_text(targets, read);
}

/// What an earlier run may have written for these files and this run does not.
OutputProblem remove_stale_outputs(const CompileOptions& options, const schema::Schema& schema,
                                   const std::vector<schema::FileId>& chosen,
                                   const std::vector<std::string>& outputs) {
  const std::set<std::string> current(outputs.begin(), outputs.end());
  for (const schema::FileId id : chosen) {
    std::vector<fs::path> stale;
    for (const std::string& path : cpp::possible_output_paths(schema, id)) {
      if (!current.contains(path)) stale.emplace_back(path);
    }
    const std::string marker = cpp::first_line(schema, id);
    if (auto problem = remove_stale(options.output_dir, stale, marker)) return problem;
  }
  return {};
}

std::vector<std::string> all_output_paths(const schema::Schema& schema,
                                          const std::vector<schema::FileId>& chosen,
                                          cpp::Extras extras) {
  std::vector<std::string> all;
  for (const schema::FileId id : chosen) {
    const auto paths = cpp::output_paths(schema, id, extras);
    all.insert(all.end(), paths.begin(), paths.end());
  }
  return all;
}

void list_outputs(const CompileOptions& options, const std::vector<std::string>& outputs,
                  const Environment& environment) {
  for (const std::string& output : outputs) {
    fmt::print(environment.out, "{}\n", (fs::path(options.output_dir) / output).string());
  }
}

/// Generates the files one by one, so that never more than one of them is in memory, and puts all
/// of them in their places at the end.
OutputProblem write_outputs(const CompileOptions& options, const schema::Schema& schema,
                            const std::vector<schema::FileId>& chosen, Report& report) {
  cpp::Extras extras = options.extras;
  std::vector<std::string> texts;
  if (options.reflection) texts = schema::compact_texts(schema, report.sources);
  extras.schema_texts = texts;
  OutputTree tree(options.output_dir);
  OutputProblem problem;
  const auto add = [&](const cpp::FileText& file) {
    problem = tree.add(file.path, file.text);
    return !problem;
  };
  const auto renamings = cpp::generate_each(schema, chosen, add, extras);
  for (Note& note : renaming_notes(renamings)) report.remarks.push_back(std::move(note));
  note_missing_imports(options, schema, chosen, report);
  return problem ? problem : tree.commit();
}

/// Everything that this run leaves on the disk, the stamp last.
OutputProblem write_everything(const CompileOptions& options, const schema::Schema& schema,
                               const std::vector<schema::FileId>& chosen, Report& report) {
  const auto outputs = all_output_paths(schema, chosen, options.extras);
  if (auto problem = write_outputs(options, schema, chosen, report)) return problem;
  if (auto problem = remove_stale_outputs(options, schema, chosen, outputs)) return problem;
  if (options.dep_file) {
    const std::string text = depfile_for(options, schema, report.sources, outputs);
    if (auto problem = write_file(*options.dep_file, text)) return problem;
  }
  return options.stamp ? touch(*options.stamp) : std::nullopt;
}

}  // namespace

ExitCode compile(const CompileOptions& options, const Environment& environment) {
  Report report;
  note_missing_folders(options.import_dirs, environment.files, report);
  const schema::BuildInputs inputs{options.inputs, options.import_dirs};
  const auto schema = schema::build(inputs, environment.files, report.sources, report.sink);
  if (!schema || has_errors(report, environment)) return finish(report, environment);

  const auto chosen = files_to_generate(*schema, options.imports);
  if (options.action == Action::ListOutputs) {
    list_outputs(options, all_output_paths(*schema, chosen, options.extras), environment);
  } else if (auto problem = write_everything(options, *schema, chosen, report)) {
    report.failures.push_back(std::move(*problem));
  }
  return finish(report, environment);
}

}  // namespace idlc::driver
