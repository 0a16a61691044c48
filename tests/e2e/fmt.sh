#!/usr/bin/env bash
# `idlc fmt`: what it prints and writes, and what it leaves alone. The style itself is tested in
# tests/format.
source "$(dirname "$0")/expect.sh"

untidy='package p;struct S{1:u64 id;}'
tidy=$'package p;\n\nstruct S { 1: u64 id; }'

begin it_prints
echo "$untidy" >s.idl
idlc fmt s.idl
expect_status 0
expect_out_lines "$tidy"
expect_text s.idl "$untidy"

begin it_writes
echo "$untidy" >s.idl
chmod 640 s.idl
ln -s s.idl link.idl
idlc fmt -w link.idl
expect_status 0
expect_no_out
[[ $(<s.idl) == "$tidy" ]] || fail 'the tidy text in s.idl'
[[ -L link.idl ]] || fail 'the link still a link'
[[ $(stat -c %a s.idl) == 640 ]] || fail 'the permissions kept'
expect_files . s.idl

begin a_tidy_file_keeps_its_time_stamp
echo "$tidy" >s.idl
age s.idl
idlc fmt -w s.idl
expect_status 0
expect_old s.idl

begin it_checks
echo "$untidy" >untidy.idl
echo "$tidy" >tidy.idl
idlc fmt --check tidy.idl untidy.idl
expect_status 1
expect_out_lines untidy.idl
idlc fmt --check tidy.idl
expect_status 0
expect_no_out

begin it_shows_the_difference
echo "$untidy" >s.idl
idlc fmt --diff s.idl
expect_status 0
expect_out '--- a/s.idl'
expect_out "-$untidy"
expect_out '+struct S { 1: u64 id; }'
idlc fmt --diff --check s.idl
expect_status 1
printf '%s\n' "$out" >change.diff
if command -v patch >/dev/null; then
  patch -s -p1 -i change.diff || fail 'a difference that patch can read'
  [[ $(<s.idl) == "$tidy" ]] || fail 'the tidy text after patch'
fi

begin a_missing_end_of_the_last_line_is_a_difference
printf '%s' "$tidy" >s.idl
idlc fmt --diff s.idl
expect_out '\ No newline at end of file'
printf '%s\n' "$out" >change.diff
if command -v patch >/dev/null; then
  patch -s -p1 -i change.diff || fail 'a difference that patch can read'
  idlc fmt --check s.idl
  expect_status 0
fi

begin errors_of_syntax_stop_one_file
echo 'package p; struct S { 1: u64 id }' >bad.idl
cp bad.idl before
echo "$untidy" >good.idl
idlc fmt -w bad.idl good.idl
expect_status 1
expect_err 'bad.idl:1:32: error: expected `;` after field'
expect_same bad.idl before
[[ $(<good.idl) == "$tidy" ]] || fail 'the other file formatted'

begin unknown_names_do_not_matter
echo 'package p;struct S{1:Nope id;}' >s.idl
idlc fmt s.idl
expect_status 0
expect_no_err

begin standard_input
command_line='idlc fmt -'
out=$(echo "$untidy" | "$idlc_program" fmt -)
expect_out_lines "$tidy"
idlc fmt -w -
expect_status 2
expect_err 'standard input'

begin a_folder_that_cannot_be_written
mkdir locked
echo "$untidy" >locked/s.idl
chmod 555 locked
if ! touch locked/probe 2>/dev/null; then
  idlc fmt -w locked/s.idl
  expect_status 5
  expect_err 'locked/s.idl'
  expect_text locked/s.idl "$untidy"
fi
chmod 755 locked

begin a_file_that_is_not_there
idlc fmt none.idl
expect_status 5

finish
