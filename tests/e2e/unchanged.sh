#!/usr/bin/env bash
# A file whose bytes would not change keeps its time stamp, so that nothing is compiled for nothing.
source "$(dirname "$0")/expect.sh"

begin a_second_run_touches_nothing
echo 'package p; service S { get(u64 id) -> string; }' >s.idl
idlc s.idl -o gen
age gen/*
idlc s.idl -o gen
expect_status 0
for file in gen/*; do expect_old "$file"; done

begin a_plain_comment_changes_nothing
echo 'package p; struct S { 1: u64 id; }' >s.idl
idlc s.idl -o gen
age gen/*
echo 'package p; struct S { 1: u64 id; }  // as ever' >s.idl
idlc s.idl -o gen
expect_status 0
expect_old gen/s.idl.h
expect_old gen/s.idl.cpp

begin a_real_edit_changes_the_header
echo 'package p; struct S { 1: u64 id; }' >s.idl
idlc s.idl -o gen
age gen/*
echo 'package p; struct S { 1: u64 id; 2: u64 other; }' >s.idl
idlc s.idl -o gen
expect_status 0
expect_new gen/s.idl.h
expect_text gen/s.idl.h 'other'

begin an_edit_of_one_file_leaves_the_others
echo 'package p; struct A { 1: u64 id; }' >a.idl
echo 'package p; struct B { 1: u64 id; }' >b.idl
idlc a.idl b.idl -o gen
age gen/*
echo 'package p; struct A { 1: u64 id; 2: u64 other; }' >a.idl
idlc a.idl b.idl -o gen
expect_new gen/a.idl.h
expect_old gen/b.idl.h

begin an_output_that_was_damaged_is_mended
echo 'package p; struct S { 1: u64 id; }' >s.idl
idlc s.idl -o gen
cp gen/s.idl.h right
echo 'damage' >>gen/s.idl.h
idlc s.idl -o gen
expect_status 0
expect_same gen/s.idl.h right

begin no_temporary_file_stays
echo 'package p; service S { get(u64 id) -> string; }' >s.idl
idlc s.idl -o gen
idlc s.idl -o gen
expect_files gen s.idl.cpp s.idl.h s.rpc.cpp s.rpc.h s.view.h

finish
