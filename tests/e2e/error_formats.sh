#!/usr/bin/env bash
# --error-format: whatever a run has to say is one document in the form that was asked for, on the
# stream for errors. What stands in the documents is tested in tests/idlc/driver.
source "$(dirname "$0")/expect.sh"

schema() {
  echo 'package p; import "m.idl"; struct S { 1: M class; 2: Nope id; }' >bad.idl
  echo 'package p; import "m.idl"; struct S { 1: M class; }' >good.idl
  echo 'package p; struct M { 1: u64 id; }' >m.idl
}

# expect_one_document FIRST LAST
expect_one_document() {
  [[ $err == "$1"* && $err == *"$2" ]] || fail "one document from $1 to $2"
  [[ $(grep -c "^$1" <<<"$err") == 1 ]] || fail 'one document'
}

begin human
schema
idlc bad.idl -o gen
expect_err '    1 | package p;'

begin short
schema
idlc --error-format short bad.idl -o gen
[[ $(wc -l <<<"$err") == 1 ]] || fail 'one line'

begin json_of_errors
schema
idlc --error-format json bad.idl -o gen
expect_status 1
expect_one_document '{' '}'
expect_err '"id": "unknown-type"'

begin json_of_a_run_that_succeeds
schema
idlc --error-format json good.idl -o gen
expect_status 0
expect_one_document '{' '}'
expect_err '`class` is named `class_` in C++'
expect_err '`m.idl` is imported but not generated'

begin json_of_a_run_that_cannot_write
schema
echo mine >gen
idlc --error-format json good.idl -o gen
expect_status 5
expect_one_document '{' '}'
expect_err '"failures": ['
expect_err 'it is not a folder'

begin sarif
schema
idlc check --error-format sarif bad.idl
expect_status 1
expect_one_document '{' '}'
expect_err '"version": "2.1.0"'
expect_err '"ruleId": "unknown-type"'

begin the_version_for_programs
idlc --version --json
expect_status 0
expect_out '"version": "'

begin a_misspelt_format
idlc check --error-format jsn s.idl
expect_status 2
expect_err 'did you mean `json`?'

finish
