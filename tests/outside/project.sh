# shellcheck shell=bash
# Sourced by the scripts of this folder: a small project that stands outside of this repository, in
# a folder with a space in its name, and what its builds have to keep to. Builds are judged by the
# lines that they print: how often idlc ran, and how often the C++ compiler.

# What the build prints for each run of idlc and of the compiler, and how often idlc runs for an
# edit of the schema that the other one imports.
idlc_line='' compiler_line='' idlc_runs=0

export MAKEFLAGS='' LC_ALL=C
unset CDPATH
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
mkdir "$scratch/corner shop"
cd "$scratch/corner shop" || exit 1
cp -r "$here"/program/* .

fail() {
  printf 'FAILED: %s\nThe build printed:\n%s\n' "$1" "$log"
  exit 1
}

# build COMMAND…: runs it; what it printed is in log.
build() {
  log=$("$@" 2>&1) || fail "$* succeeds"
}

# expect_runs WHAT COUNT PATTERN: the lines of the last build that match, counted.
expect_runs() {
  local found
  found=$(grep -cE "$3" <<<"$log" || true)
  [[ $found == "$2" ]] || fail "$1 runs $2 times, not $found times"
}

expect_nothing_done() {
  expect_runs 'idlc, in a second build,' 0 "$idlc_line"
  expect_runs 'the compiler, in a second build,' 0 "$compiler_line"
}

# expect_program COMMAND…: it says what the call in it answered.
expect_program() {
  log=$("$@") || fail "$* succeeds"
  [[ $log == 250 ]] || fail "$* prints the price"
}

# expect_promises COMMAND…: the three promises on builds after the first one, which has been made.
# Four files are C++.
expect_promises() {
  build "$@"
  expect_nothing_done

  echo '// Nothing that C++ could see.' >>schemas/shop/money.idl
  build "$@"
  expect_runs 'idlc, after an edit of a comment,' "$idlc_runs" "$idlc_line"
  expect_runs 'the compiler, after an edit of a comment,' 0 "$compiler_line"
  build "$@"
  expect_nothing_done

  sed -i 's/1: i64 cents;/1: i64 cents; 2: string currency;/' schemas/shop/money.idl
  build "$@"
  expect_runs 'idlc, after an edit of a field,' "$idlc_runs" "$idlc_line"
  expect_runs 'the compiler, after an edit of a field,' 4 "$compiler_line"
  build "$@"
  expect_nothing_done
}
