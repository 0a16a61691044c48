#!/usr/bin/env bash
# Whatever the bytes, idlc ends soon with 0, 1 or 5, and writes nothing unless it is 0.
source "$(dirname "$0")/expect.sh"

# More memory nothing may take. (Sanitizers reserve more than that for themselves.)
[[ -n ${IDL_SANITIZE:-} ]] || ulimit -v $((512 * 1024))

# expect_errors: refused, with a diagnostic, without output.
expect_errors() {
  expect_status 1
  expect_err 'error:'
  expect_nothing gen
}

repeat() { head -c "$2" /dev/zero | sed "s/\\x0/$1/g"; }

begin empty_file
: >s.idl
idlc s.idl -o gen
expect_errors

begin nothing_but_a_package
echo 'package p;' >s.idl
idlc s.idl -o gen
expect_errors
expect_err 'empty'

begin nul_bytes
printf 'package p;\0struct S { 1: u64 id; }' >s.idl
idlc s.idl -o gen
expect_errors

begin invalid_utf8
printf 'package p; // \xff\xfe\nstruct S { 1: u64 id; }' >s.idl
idlc s.idl -o gen
expect_errors
expect_err 's.idl:1:15: error:'

begin bom_and_crlf_are_fine
printf '\xef\xbb\xbfpackage p;\r\nstruct S { 1: u64 id; }\r\n' >s.idl
idlc s.idl -o gen
expect_status 0
expect_no_err

begin unterminated_comment
printf 'package p; /* struct S { 1: u64 id; }' >s.idl
idlc s.idl -o gen
expect_errors

begin unterminated_string
printf 'package p; const string s = "abc;\n' >s.idl
idlc s.idl -o gen
expect_errors

begin fifty_thousand_brackets
{
  printf 'package p; struct S { 1: '
  repeat 'list<' 50000
  printf 'u8'
  repeat '>' 50000
  printf ' a; }'
} >s.idl
idlc s.idl -o gen
expect_errors

begin fifty_thousand_braces
{ printf 'package p; '; repeat 'struct S {' 50000; } >s.idl
idlc s.idl -o gen
expect_errors

begin a_line_of_a_megabyte
{ printf 'package p; struct S { 1: u64 '; repeat 'x' 1000000; printf ' }'; } >s.idl
idlc s.idl -o gen
expect_errors
[[ ${#err} -lt 20000 ]] || fail "a window of the line, not ${#err} bytes"

begin a_package_of_twenty_five_thousand_parts
{ printf 'package p'; repeat '.p' 25000; echo '; struct S { 1: u64 id; }'; } >s.idl
idlc s.idl -o gen
expect_errors
expect_err '[name-too-long]'

begin a_long_name_around_twenty_thousand_types
{
  printf 'package p; struct S'
  repeat 's' 500000
  echo ' {'
  seq -f 'enum E%.0f { a = 0; }' 20000
  echo '1: u64 id; }'
} >s.idl
idlc s.idl -o gen
expect_errors
expect_err 'names have at most 128 bytes [bad-identifier]'

# Names that are long, and each a little unlike all others.
begin ten_thousand_unknown_types_among_ten_thousand
long=AbcdefghijklmnopqrstuvwxyzAbcdefghijklmnopqrstuvwxyzAbcd
{
  echo 'package p;'
  seq 10000 | sed "s/.*/struct ${long//[fkpuz]/0}& { 1: ${long//[bglqv]/1}& id; }/"
  seq 10000 | sed "s/.*/struct $long${long//[fkpuz]/0}& { 1: $long${long//[bglqv]/1}& id; }/"
} >s.idl
idlc s.idl -o gen
expect_errors
expect_err '19980 more'

begin a_string_of_a_megabyte
{ printf 'package p; const string s = "'; repeat 'x' 1000000; printf '";'; } >s.idl
idlc s.idl -o gen
expect_status 0

begin a_hundred_thousand_errors_in_a_literal
{ printf 'package p; const list<u8> l = ['; repeat '300, ' 100000; printf '];'; } >s.idl
idlc s.idl -o gen
expect_errors

begin ten_thousand_fields
{ echo 'package p; struct S {'; for i in {1..10000}; do echo "$i: u8 f$i;"; done; echo '}'; } >s.idl
idlc s.idl -o gen
expect_status 0

begin a_thousand_imports
for i in {1..1000}; do
  echo "package p$i; struct S { 1: u8 a; }" >"$i.idl"
  echo "import \"$i.idl\";"
done >imports
{ echo 'package p;'; cat imports; echo 'struct S {'; } >s.idl
for i in {1..1000}; do echo "$i: p$i.S f$i;"; done >>s.idl
echo '}' >>s.idl
idlc s.idl -o gen --with-imports
expect_status 0

begin ten_thousand_types
{ echo 'package p;'; seq -f 'struct S%.0f { 1: u64 id; }' 10000; } >s.idl
idlc s.idl -o gen
expect_status 0

begin escapes_in_the_source_do_not_reach_the_terminal
printf 'package p; struct S { 1: \x1b[31mred id; }' >s.idl
idlc s.idl -o gen
expect_errors
[[ $err != *$'\e'* ]] || fail 'the control characters escaped'

begin random_bytes
for seed in 1 2 3 4 5 6 7 8; do
  RANDOM=$seed
  for ((i = 0; i < 400; i++)); do printf '%b' "\\x$(printf '%02x' $((RANDOM % 256)))"; done >s.idl
  idlc s.idl -o gen
  expect_status 1
done
expect_nothing gen

finish
