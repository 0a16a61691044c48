#!/usr/bin/env bash
# The options -W…: which warnings are shown, and which of them fail the run and keep it from
# writing.
source "$(dirname "$0")/expect.sh"

schema() { echo 'package p; struct S { 1: u64 Id; 2: u64 id; }' >s.idl; }

begin a_warning_fails_nothing
schema
idlc s.idl -o gen
expect_status 0
expect_err 's.idl:1:41: warning: `id` and `Id` differ only in upper and lower case [similar-names]'
expect_file gen/s.idl.h

begin switched_off
schema
idlc -Wno-similar-names s.idl -o gen
expect_status 0
expect_no_err
idlc check -Wno-all s.idl
expect_no_err

begin all_are_errors
schema
idlc -Werror s.idl -o gen
expect_status 1
expect_err 's.idl:1:41: error: `id` and `Id`'
expect_nothing gen

begin one_is_an_error
schema
idlc check -Werror=similar-names s.idl
expect_status 1
idlc check -Werror=unused-import s.idl
expect_status 0
idlc check -Werror -Wno-error=similar-names s.idl
expect_status 0
expect_err 'warning:'

begin a_misspelt_id
schema
idlc check -Wno-simlar-names s.idl
expect_status 2
expect_err 'there is no warning `simlar-names`; did you mean `similar-names`?'

begin an_error_cannot_be_switched_off
schema
idlc check -Wno-unknown-type s.idl
expect_status 2
expect_err '`unknown-type` is an error'

finish
