#!/usr/bin/env bash
# Whatever stands in a schema or is its name, none of it becomes C++ code of its own: it stays in
# the comment or literal that it was written into, or is refused. (What compilers make of the
# results is tested with tests/golden/idl/docs.idl and literals.idl.)
source "$(dirname "$0")/expect.sh"

# expect_no_code: the word INJECTED begins no line of any output, and stands only in line comments
# and literals.
expect_no_code() {
  local found
  found=$(grep -rhE 'INJECTED' gen | grep -vE '^ *(//|"|///<)|//.*INJECTED|"[^"]*INJECTED' || true)
  [[ -z $found ]] || fail "INJECTED nowhere as code, but: $found"
}

begin comments
cat >s.idl <<'TEXT'
/// */ INJECTED(); /*
/// ends with a backslash \
package p;
/// a trigraph at the end ??/
/// INJECTED after it
struct S {
  /// */
  1: u64 id;
  /// \
  2: u8 INJECTED;
}
TEXT
idlc s.idl -o gen
expect_status 0
# No comment may go on in the next line.
! grep -rqE '(\\|\?\?/)$' gen || fail 'no line that ends with a backslash or its trigraph'

begin carriage_returns_in_comments
printf '/// one\rINJECTED();\npackage p;\nstruct S { 1: u8 a; }\n' >s.idl
idlc s.idl -o gen
[[ $status == 1 ]] || expect_no_code
! grep -rq $'\r' gen 2>/dev/null || fail 'no carriage return in the output'

begin strings
cat >s.idl <<'TEXT'
package p;
const string a = "\"; INJECTED(); \"";
const string b = "\\\"; INJECTED(); //";
const string c = "\n#define INJECTED\n";
const string d = "??/\"; INJECTED(); //";
const string e = ")\"; INJECTED(); R\"(";
const bytes f = b"\"; INJECTED(); \x22\x00";
struct S { 1: string text = "\"; INJECTED(); //\\"; }
TEXT
idlc s.idl -o gen
expect_status 0
expect_no_code
! grep -rqE '^#define' gen || fail 'no directive of the schema'

begin names_of_files
for name in 'quote".idl' $'line\nINJECTED.idl' 'back\slash.idl' $'escape\e[31m.idl'; do
  echo 'package p; struct S { 1: u8 a; }' >"$name"
  idlc -o gen -- "$name"
  expect_status 1
  expect_err '[import-path-form]'
  expect_nothing gen
  [[ $err != *$'\e'* ]] || fail 'no escape on the terminal'
done
echo 'package p; import "quote\".idl"; struct A { 1: u8 a; }' >a.idl
idlc a.idl -o gen
expect_status 1
expect_err '[import-path-form]'

begin odd_names_of_files_are_kept
for name in 'a b' '$x' "s'q" 'star*' 'semi;colon' '%25' 'hash#' '-dash' 'ü'; do
  echo 'package p; struct S { 1: u8 a; }' >"./$name.idl"
  idlc -o gen --dep d -- "./$name.idl"
  expect_status 0
  expect_text "gen/$name.idl.cpp" "#include \"$name.idl.h\""
done

finish
