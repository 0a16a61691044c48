# What one page of the documentation shows, as files that can be built: its C++ as one translation
# unit, `folder/page.cpp`, and each schema that a block names below `folder/schemas/`. What the marks
# on the blocks mean is told in docs/HACKING.md; tests/docs/pages_test.cpp checks that they are known.
#
#   awk -v page=docs/JSON.md -v folder=BUILD/json -f snippets.awk docs/JSON.md

# What stands in the file already, and is only shown by the page.
function is_quote(role) { return role ~ /^(idlc|runtime|idl-examples|tests|docs)\// }

function begin_block(    words) {
  split(substr($0, 4), words, " ")
  language = words[1]
  role = words[2]
  inside = 1
  if (language == "cpp" && !is_quote(role)) begin_code()
}

function begin_code() {
  uses_code = 1
  if (role == "body") code = code "[[maybe_unused]] static auto body_" NR "() {\n"
  if (role == "run") code = code "TEST_CASE(\"" page ":" NR "\") {\n"
  if (role == "alone") code = code "namespace alone_" NR " {\n"
  code = code "#line " (NR + 1) " \"" page "\"\n"
}

function end_block() {
  inside = 0
  if (language == "cpp" && role ~ /^(body|run|alone)$/) code = code "}\n"
}

function take_line() {
  if (language == "idl" && role ~ /\.idl$/ && !is_quote(role)) schemas[role] = schemas[role] $0 "\n"
  if (language != "cpp" || is_quote(role)) return
  if ($0 ~ /^#include /) {
    includes = includes $0 "\n"
    code = code "\n"  # so that the lines below keep their numbers
  } else {
    code = code $0 "\n"
  }
}

function print_program(file,    ignored, count, i) {
  print "// The C++ that " page " shows." > file
  print "#include <doctest/doctest.h>\n" includes > file
  print "#undef assert" > file
  print "#define assert(...) REQUIRE_UNARY(static_cast<bool>(__VA_ARGS__))" > file
  # A page may name what nobody uses, say one thing twice, and leave out how a function goes on.
  count = split("unused-variable unused-parameter unused-but-set-variable unused-function " \
                "unused-const-variable return-type shadow", ignored, " ")
  for (i = 1; i <= count; ++i) print "#pragma GCC diagnostic ignored \"-W" ignored[i] "\"" > file
  print "\nnamespace page {\n" code "}" > file
}

/^```/ { if (inside) end_block(); else begin_block(); next }
inside { take_line() }

END {
  for (name in schemas) {
    path = folder "/schemas/" name
    parent = path
    sub(/\/[^\/]*$/, "", parent)
    system("mkdir -p '" parent "'")
    printf "%s", schemas[name] > path
  }
  if (uses_code) print_program(folder "/page.cpp")
}
