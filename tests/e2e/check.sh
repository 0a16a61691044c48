#!/usr/bin/env bash
# `idlc check`: the same messages as compiling gives, and nothing written. And what is said of a
# command line that asks for no command or mixes two.
source "$(dirname "$0")/expect.sh"

begin a_good_schema_in_silence
echo 'package p; struct S { 1: u64 id; }' >s.idl
idlc check s.idl
expect_status 0
expect_no_out
expect_no_err
expect_files . s.idl

begin a_bad_one_with_its_errors
echo 'package p; struct S { 1: Nope id; }' >s.idl
idlc check s.idl
expect_status 1
expect_err 's.idl:1:26: error: unknown type `Nope` [unknown-type]'
expect_files . s.idl

begin imports_are_searched
mkdir schemas
echo 'package p; import "money.idl"; struct A { 1: Money m; }' >a.idl
echo 'package p; struct Money { 1: i64 cents; }' >schemas/money.idl
idlc check -I schemas a.idl
expect_status 0
expect_no_err

begin at_most_twenty_errors
{ echo 'package p;'; seq -f 'struct S%.0f { 1: Nope id; }' 30; } >s.idl
idlc check --error-format short s.idl
[[ $(grep -c 'error:' <<<"$err") == 20 ]] || fail 'twenty errors'
expect_err 'idlc: 10 more errors are not shown'
idlc check --error-format short --error-limit 3 s.idl
[[ $(grep -c 'error:' <<<"$err") == 3 ]] || fail 'three errors'
idlc check --error-format short --error-limit 0 s.idl
[[ $(grep -c 'error:' <<<"$err") == 30 ]] || fail 'all errors'

begin errors_come_in_the_order_of_their_places
printf '%s\n' 'package p;' 'struct S { 1: Nope a; 1: u8 b }' 'union U { 2: u8 c; }' \
  'const u8 d = 256;' >s.idl
idlc check --error-format short s.idl
places=$(sed -n 's/^s\.idl:\([0-9]*\):\([0-9]*\):.*/\1 \2/p' <<<"$err")
[[ $(wc -l <<<"$places") == 5 ]] || fail 'five errors'
[[ $places == "$(sort -n -k1 -k2 <<<"$places")" ]] || fail 'sorted places'

begin a_misspelt_command
idlc chekc s.idl
expect_status 2
expect_err 'idlc: error: there is no command `chekc`; did you mean `check`?'

begin a_command_of_another_tool
idlc format s.idl
expect_status 2
expect_err 'idlc: error: there is no command `format`; try `idlc fmt`'
printf 'package help;\nstruct S {\n' >help
idlc help
expect_err 'help:2:'
rm help
idlc help
expect_err 'there is no command `help`; try `idlc --help`'

begin an_option_of_compiling_before_a_command
idlc -o gen check s.idl
expect_status 2
expect_err '`-o` must not stand before `check`'

begin a_misspelt_option_of_a_command
idlc check --eror-limit 3 s.idl
expect_status 2
expect_err 'did you mean `--error-limit`?'
expect_err '`idlc check --help`'

begin no_file
idlc check
expect_status 2
expect_err 'FILE'

begin an_error_limit_is_a_number
echo 'package p; struct S { 1: u64 id; }' >s.idl
for limit in -1 x 1x 99999999999999999999999; do
  idlc check "--error-limit=$limit" s.idl
  expect_status 2
  expect_err "\`$limit\` is no number of errors; 0 stands for all"
done

begin a_folder_that_is_not_there_is_noted
echo 'package p; struct S { 1: u64 id; }' >s.idl
for command in '' check dump; do
  # shellcheck disable=SC2086
  idlc $command -I nosuch -I . s.idl
  expect_status 0
  expect_err 'idlc: note: -I `nosuch`: there is no such folder'
  [[ $err != *'`.`'* ]] || fail 'no word about the one that is there'
done

begin help_names_an_operand_once
for command in vendor check fmt; do
  idlc $command --help
  expect_status 0
  [[ $out != *'DIR DIR'* && $out != *'FILE FILE'* ]] || fail 'its name once'
done

finish
