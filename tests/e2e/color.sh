#!/usr/bin/env bash
# Colours go to terminals alone, unless they are asked for.
source "$(dirname "$0")/expect.sh"

escape=$'\e['

# bad_schema: a file with an error, so that there is something to colour.
bad_schema() { echo 'package p; struct S { 1: Nope id; }' >s.idl; }

begin none_into_a_pipe
bad_schema
idlc s.idl -o gen
[[ $err != *"$escape"* ]] || fail 'no escapes'

begin asked_for
bad_schema
idlc --color always s.idl -o gen
expect_err "$escape"

begin forbidden
bad_schema
idlc --color never s.idl -o gen
[[ $err != *"$escape"* ]] || fail 'no escapes'

begin short_errors_are_one_line_each
bad_schema
idlc --error-format short s.idl -o gen
expect_status 1
expect_err 's.idl:1:26: error: unknown type `Nope` [unknown-type]'
[[ $err != *'^'* ]] || fail 'no carets'

finish
