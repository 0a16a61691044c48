#!/usr/bin/env bash
# What idlc exits with: 0 ok, 1 errors in the input, 2 wrong usage, 5 a file could not be read or
# written. And what it says of itself.
source "$(dirname "$0")/expect.sh"

begin success_is_silent
echo 'package p; struct S { 1: u64 id; }' >s.idl
idlc s.idl -o gen
expect_status 0
expect_no_out
expect_no_err

begin errors_in_the_input
echo 'package p; struct S { 1: Nope id; }' >s.idl
idlc s.idl -o gen
expect_status 1
expect_no_out
expect_err 's.idl:1:26: error: unknown type `Nope` [unknown-type]'

begin warnings_alone_do_not_fail
echo 'package p; struct S { 1: u64 id; } struct s { 1: u64 id; }' >s.idl
idlc s.idl -o gen
expect_status 0
expect_err 'warning:'
expect_file gen/s.idl.h

begin no_input
idlc
expect_status 2
expect_err 'no schema file'

begin an_unknown_option
idlc --frobnicate
expect_status 2
expect_err '--frobnicate'

begin a_misspelt_option
idlc --eror-format short s.idl
expect_status 2
expect_err 'idlc: error: '
expect_err 'did you mean `--error-format`?'

begin an_option_without_its_value
echo 'package p; struct S { 1: u64 id; }' >s.idl
idlc s.idl -o
expect_status 2
expect_err '-o'

begin a_format_that_there_is_not
echo 'package p; struct S { 1: u64 id; }' >s.idl
idlc --error-format baroque s.idl
expect_status 2
expect_err 'idlc: error: --error-format: there is no `baroque`'
expect_files . s.idl

begin an_input_that_is_missing
idlc none.idl -o gen
expect_status 5
expect_err 'none.idl'
expect_nothing gen

begin an_input_that_is_a_folder
mkdir folder.idl
idlc folder.idl -o gen
expect_status 5
expect_err 'folder.idl'

begin an_output_folder_that_is_a_file
echo 'package p; struct S { 1: u64 id; }' >s.idl
echo 'mine' >gen
idlc s.idl -o gen
expect_status 5
expect_err 'gen'
expect_text gen 'mine'

begin a_dependency_file_that_cannot_be_written
echo 'package p; struct S { 1: u64 id; }' >s.idl
echo 'mine' >file
idlc s.idl -o gen --dep file/s.d --stamp s.stamp
expect_status 5
expect_err 'cannot create the folder `file`'
expect_nothing s.stamp

begin help_is_asked_for
idlc --help
expect_status 0
expect_no_err
for word in -o -I --dep --stamp --list-outputs --version dump; do expect_out "$word"; done

begin version_is_asked_for
idlc --version
expect_status 0
expect_out 'idlc '
expect_no_err

finish
