#!/usr/bin/env bash
# --dep and --stamp, for build systems: the stamp is the target, every source that was read is
# named, paths are absolute and escaped as Make and Ninja read them.
source "$(dirname "$0")/expect.sh"

begin the_stamp_depends_on_every_file_read
echo 'package p; import "b.idl"; struct A { 1: B b; }' >a.idl
echo 'package p; struct B { 1: u64 id; }' >b.idl
idlc a.idl b.idl -o gen --dep a.d --stamp a.stamp
expect_status 0
[[ -e a.stamp ]] || fail 'a stamp'
expect_text a.d "$PWD/a.stamp:"
expect_text a.d "$PWD/a.idl"
expect_text a.d "$PWD/b.idl"
expect_no_text a.d "gen/"

begin without_a_stamp_the_outputs_are_the_targets
echo 'package p; struct A { 1: u64 id; }' >a.idl
idlc a.idl -o gen --dep a.d
expect_status 0
expect_text a.d "$PWD/gen/a.idl.h"
expect_text a.d "$PWD/gen/a.idl.cpp"

begin the_stamp_is_touched_by_every_success
echo 'package p; struct A { 1: u64 id; }' >a.idl
idlc a.idl -o gen --stamp a.stamp
age a.stamp gen/*
idlc a.idl -o gen --stamp a.stamp
expect_new a.stamp
expect_old gen/a.idl.h

begin 'odd #1 $folder'
echo 'package p; struct A { 1: u64 id; }' >a.idl
idlc a.idl -o gen --dep a.d --stamp a.stamp
expect_status 0
expect_text a.d 'odd\ \#1\ $$folder/a.stamp:'
expect_text a.d 'odd\ \#1\ $$folder/a.idl'

# What the tools themselves make of the file is the proof of the escaping.
begin 'ninja #2 $ reads it'
ninja_path() { printf '%s' "$PWD/$1" | sed 's/[$ :]/$&/g'; }
if command -v ninja >/dev/null; then
  echo 'package p; import "b.idl"; struct A { 1: B b; }' >a.idl
  echo 'package p; struct B { 1: u64 id; }' >b.idl
  cat >build.ninja <<NINJA
rule idlc
  command = echo run >>runs && "\$\$IDLC" a.idl b.idl -o gen --dep a.d --stamp a.stamp
  depfile = a.d
build $(ninja_path a.stamp): idlc $(ninja_path a.idl)
NINJA
  command_line='ninja, twice, then after an edit of the import'
  export IDLC=$idlc_program
  out=$(ninja 2>&1 && ninja 2>&1)
  status=$?
  [[ $out == *'no work to do'* ]] || fail 'the second build to do nothing'
  sleep 0.05
  echo 'package p; struct B { 1: u64 id; 2: u64 other; }' >b.idl
  out=$(ninja 2>&1)
  [[ $(wc -l <runs) == 2 ]] || fail 'an edit of the import to run idlc again'
fi

finish
