#!/usr/bin/env bash
# `idlc explain` and `idlc rules`: every id that the one lists, the other tells about.
source "$(dirname "$0")/expect.sh"

begin an_explanation
idlc explain missing-semicolon
expect_status 0
expect_no_err
expect_out 'error [missing-semicolon]: expected `;` after …'
expect_out 'wrong:'
expect_out 'right:'

begin as_it_stands_in_a_message
idlc explain '[missing-semicolon]'
expect_status 0

begin a_misspelt_id
idlc explain mising-semicolon
expect_status 2
expect_no_out
expect_err 'there is no diagnostic `mising-semicolon`; did you mean `missing-semicolon`?'

begin an_id_of_an_older_version
idlc explain cannot-generate
expect_status 0
expect_out '[cannot-generate] is not reported any more.'

begin no_id
idlc explain
expect_status 2

begin the_list
idlc rules
expect_status 0
expect_out 'unused-import'
[[ $(wc -l <<<"$out") -gt 80 ]] || fail 'a line for each diagnostic'
[[ $out == "$(LC_ALL=C sort <<<"$out")" ]] || fail 'the list sorted'
while read -r id kind _; do
  [[ $kind == error || $kind == warning ]] || fail "a severity for $id"
done <<<"$out"

begin the_page
idlc rules --markdown
expect_status 0
expect_out '## missing-semicolon'

finish
