#!/usr/bin/env bash
# What a disk can do to idlc: be full, be read-only, or lose the program in the middle of a write.
# Each output is then the old file or the new one, never half of one, and the exit code tells.
source "$(dirname "$0")/expect.sh"

# schema NAME COUNT: types enough for outputs of some hundred kilobytes.
schema() {
  echo 'package p;'
  seq -f "struct $1%.0f { 1: u64 id; 2: string name; 3: list<u32> parts; }" "$2"
}

# expect_whole OLD NEW: each file below gen equals the one in OLD or the one in NEW.
expect_whole() {
  local file
  for file in s.idl.h s.idl.cpp; do
    cmp -s "gen/$file" "$1/$file" || cmp -s "gen/$file" "$2/$file" ||
      fail "gen/$file to be the old one or the new one"
  done
}

# idlc_limited KILOBYTES ARGUMENT…: as idlc, but no file grows beyond the limit, as on a full disk.
idlc_limited() {
  local limit=$1
  shift
  command_line="idlc $* (files limited to $limit KiB)"
  (
    trap '' XFSZ
    ulimit -f "$limit"
    exec timeout 100 "$idlc_program" "$@" 2>"$scratch/err"
  )
  status=$?
  out=''
  err=$(<"$scratch/err")
}

begin a_full_disk
schema Old 20 >s.idl
idlc s.idl -o gen --stamp stamp
cp -r gen old
age stamp
schema New 200 >s.idl
idlc_limited 8 s.idl -o gen --stamp stamp
expect_status 5
expect_err 'cannot write `gen/s.idl'
expect_same gen/s.idl.h old/s.idl.h
expect_same gen/s.idl.cpp old/s.idl.cpp
[[ -z $(find gen -name '*.tmp') ]] || fail 'no temporary file left'
expect_old stamp

begin a_full_disk_for_the_formatter
schema Long 500 | sed 's/; /;/g' >s.idl
cp s.idl before
idlc_limited 8 fmt -w s.idl
expect_status 5
expect_same s.idl before
expect_files . before s.idl

begin a_full_standard_output
schema S 100 >s.idl
for arguments in 'dump s.idl' 'fmt s.idl' rules --help --version 'completion bash'; do
  command_line="idlc $arguments >/dev/full"
  # shellcheck disable=SC2086 # these are several words
  timeout 100 "$idlc_program" $arguments >/dev/full 2>"$scratch/err"
  status=$?
  err=$(<"$scratch/err")
  expect_status 5
  expect_err 'cannot write to standard output'
done

# Below /proc nobody can create a file, not even root.
begin a_folder_that_cannot_be_written
schema S 1 >s.idl
idlc s.idl -o /proc/idlc_outputs
expect_status 5
expect_err 'cannot create the folder `/proc/idlc_outputs`'
idlc s.idl -o gen --stamp /proc/idlc_stamp
expect_status 5
expect_err '/proc/idlc_stamp'

begin killed_at_any_time
schema Old 300 >s.idl
idlc s.idl -o old
cp -r old gen
schema New 300 >s.idl
idlc s.idl -o new
for delay in 0.005 0.01 0.02 0.03 0.04 0.06 0.08 0.1 0.15 0.2; do
  { timeout -s KILL "$delay" "$idlc_program" s.idl -o gen; } >/dev/null 2>&1
  expect_whole old new
done
idlc s.idl -o gen
expect_status 0
expect_same gen/s.idl.h new/s.idl.h

# The signal of a file that grows too large comes in the middle of a write.
begin killed_in_the_middle_of_a_write
schema Old 300 >s.idl
idlc s.idl -o old
cp -r old gen
schema New 300 >s.idl
{ (ulimit -f 16 -c 0 && exec "$idlc_program" s.idl -o gen); } >/dev/null 2>&1
expect_same gen/s.idl.h old/s.idl.h
expect_same gen/s.idl.cpp old/s.idl.cpp

finish
