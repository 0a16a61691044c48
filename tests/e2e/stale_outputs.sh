#!/usr/bin/env bash
# What an earlier run has written for the same schema and this one does not is removed, and nothing
# else is: only files that carry our first line.
source "$(dirname "$0")/expect.sh"

begin the_stubs_of_a_service_that_went
echo 'package p; struct A { 1: u64 id; } service S { get(u64 id) -> A; }' >s.idl
idlc s.idl -o gen
echo 'package p; struct A { 1: u64 id; }' >s.idl
idlc s.idl -o gen
expect_status 0
expect_files gen s.idl.cpp s.idl.h s.view.h

begin somebody_else_s_file_of_that_name
echo 'package p; struct A { 1: u64 id; }' >s.idl
mkdir gen
echo '// mine' >gen/s.rpc.h
idlc s.idl -o gen
expect_status 0
expect_text gen/s.rpc.h '// mine'

begin outputs_of_other_schemas
echo 'package p; struct A { 1: u64 id; }' >a.idl
echo 'package p; service B { get(u64 id) -> u64; }' >b.idl
idlc a.idl b.idl -o gen
idlc a.idl -o gen
expect_status 0
expect_files gen a.idl.cpp a.idl.h a.view.h b.idl.cpp b.idl.h b.rpc.cpp b.rpc.h b.view.h

finish
