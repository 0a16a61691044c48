#!/usr/bin/env bash
# `@FILE` stands for the words in the file. How words are quoted is tested in tests/idlc/driver.
source "$(dirname "$0")/expect.sh"

begin words_of_a_file
mkdir 'a folder'
echo 'package p; struct S { 1: u64 id; }' >'a folder/s.idl'
printf '"a folder/s.idl"\n-o gen\n' >arguments
idlc @arguments
expect_status 0
expect_file gen/s.idl.h

begin beside_other_words
echo 'package p; struct S { 1: Nope id; }' >s.idl
echo '--error-format=short' >arguments
idlc check @arguments s.idl
expect_status 1
[[ $(wc -l <<<"$err") == 1 ]] || fail 'the option of the file'

begin a_file_that_is_not_there
idlc check @none
expect_status 5
expect_err 'cannot read the response file `none`: no such file'

begin a_file_that_names_another
echo '@second' >first
echo 's.idl' >second
idlc check @first
expect_status 2
expect_err 'they do not nest'

begin a_device_that_never_ends
idlc check @/dev/zero
expect_status 5
expect_err 'is not a regular file'

begin after_two_dashes_it_is_a_name
echo 'package p; struct S { 1: u64 id; }' >@s.idl
idlc check -- @s.idl
expect_status 0

finish
