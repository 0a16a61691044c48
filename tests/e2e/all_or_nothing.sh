#!/usr/bin/env bash
# Where there is an error, nothing is written: no output, no dependency file, no stamp, no folder;
# and what an earlier run has written stays as it is.
source "$(dirname "$0")/expect.sh"

begin one_bad_input_stops_all
echo 'package p; struct A { 1: u64 id; }' >a.idl
echo 'package p; struct B { 1: Nope id; }' >b.idl
idlc a.idl b.idl -o gen --dep p.d --stamp p.stamp
expect_status 1
expect_files . a.idl b.idl
expect_nothing gen

begin one_missing_input_stops_all
echo 'package p; struct A { 1: u64 id; }' >a.idl
idlc a.idl none.idl -o gen
expect_status 5
expect_nothing gen

begin an_error_in_an_import_stops_all
echo 'package p; import "b.idl"; struct A { 1: B b; }' >a.idl
echo 'package p; struct B { 1: Nope id; }' >b.idl
idlc a.idl -o gen
expect_status 1
expect_err 'b.idl:1:26: error: unknown type `Nope`'
expect_nothing gen

begin earlier_outputs_stay
echo 'package p; struct S { 1: u64 id; }' >s.idl
idlc s.idl -o gen --stamp s.stamp
age gen/* s.stamp
echo 'package p; struct S { 1: Nope id; }' >s.idl
idlc s.idl -o gen --stamp s.stamp
expect_status 1
expect_old gen/s.idl.h
expect_old gen/s.idl.cpp
expect_old s.stamp
expect_text gen/s.idl.h 'id'

begin an_output_that_cannot_be_replaced_stops_all
echo 'package p; struct S { 1: u64 id; }' >s.idl
mkdir -p gen/s.idl.cpp/occupied
idlc s.idl -o gen --stamp s.stamp
expect_status 5
expect_err 's.idl.cpp'
expect_nothing gen/s.idl.h
expect_nothing s.stamp

finish
