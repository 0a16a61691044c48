#!/usr/bin/env bash
# idlc dump: each stage prints something of what it saw, writes no file, and says what is wrong.
source "$(dirname "$0")/expect.sh"

schema='package shop.v1; struct Order { 1: u64 id = 7; } service Orders { get(u64 id) -> Order; }'

for stage in tokens tree schema; do
  begin "the_$stage"
  echo "$schema" >s.idl
  idlc dump "--$stage" s.idl
  expect_status 0
  expect_out 'Order'
  expect_out 'id'
  expect_no_err
  expect_files . s.idl

  begin "the_${stage}_twice_alike"
  echo "$schema" >s.idl
  idlc dump "--$stage" s.idl
  first=$out
  idlc dump "--$stage" s.idl
  [[ $out == "$first" ]] || fail 'the same text as the first time'
done

begin a_tree_is_shown_in_spite_of_errors
echo 'package p; struct Order { 1: u64 }' >s.idl
idlc dump --tree s.idl
expect_status 1
expect_out 'Order'
expect_err 'error:'

begin one_stage_at_a_time
echo "$schema" >s.idl
idlc dump --tokens --tree s.idl
expect_status 2

begin a_file_is_needed
idlc dump --tree
expect_status 2

begin a_missing_file
idlc dump --tree none.idl
expect_status 5
expect_err 'none.idl'

finish
