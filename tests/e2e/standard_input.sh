#!/usr/bin/env bash
# `-` among the inputs: standard input, under the path that --stdin-path gives it.
source "$(dirname "$0")/expect.sh"

# idlc_from FILE ARGUMENT…
idlc_from() {
  local input=$1
  shift
  command_line="idlc $* <$input"
  timeout 100 "$idlc_program" "$@" >"$scratch/out" 2>"$scratch/err" <"$input"
  status=$?
  out=$(<"$scratch/out")
  err=$(<"$scratch/err")
}

begin it_has_a_name_of_its_own
echo 'package p; struct S { 1: Nope id; }' >text
idlc_from text check -
expect_status 1
expect_err 'stdin.idl:1:26: error:'

begin it_stands_for_a_file_that_is_there
mkdir shop
echo 'package p; import "money.idl"; struct A { 1: Money m; 2: u8 b; }' >text
echo 'package p; struct Stale { 1: Nope id; }' >shop/a.idl
echo 'package p; struct Money { 1: i64 cents; }' >shop/money.idl
idlc_from text check - --stdin-path shop/a.idl
expect_status 0
expect_no_err

begin it_stands_for_a_file_that_is_not_there
mkdir shop
echo 'package p; import "money.idl"; struct A { 1: Money m; 2: u8 b; }' >text
echo 'package p; struct Money { 1: i64 cents; }' >shop/money.idl
idlc_from text check - --stdin-path shop/new.idl
expect_status 0

begin it_can_be_compiled
mkdir shop
echo 'package p; struct S { 1: u64 id; }' >text
idlc_from text -I . - --stdin-path shop/s.idl -o gen
expect_status 0
expect_file gen/shop/s.idl.h

begin an_importer_sees_it
echo 'package p; struct Money { 1: i64 cents; }' >text
echo 'package p; import "money.idl"; struct A { 1: Money m; }' >a.idl
idlc_from text check a.idl - --stdin-path money.idl
expect_status 0
expect_no_err

begin it_stands_for_no_folder
mkdir shop
echo 'package p; struct S { 1: u64 id; }' >text
for path in . ./ .. shop shop/ shop/.. / none/ none/..; do
  for command in check dump fmt; do
    idlc_from text $command - --stdin-path "$path"
    expect_status 2
    expect_err "--stdin-path \`$path\` is a folder"
  done
done
for command in check dump fmt; do
  idlc_from text $command - --stdin-path ''
  expect_status 2
  expect_err '--stdin-path is empty'
done

begin it_ends_however_long_it_is
idlc_from /dev/zero check -
expect_status 5
expect_err 'standard input is larger than 64 MiB'

finish
