#!/usr/bin/env bash
# Which files come out, where, and what must not be in them.
source "$(dirname "$0")/expect.sh"

begin types_alone_make_three_files
echo 'package p; struct S { 1: u64 id; }' >s.idl
idlc s.idl -o gen
expect_status 0
expect_files gen s.idl.cpp s.idl.h s.view.h

begin a_service_makes_four
echo 'package p; service S { get(u64 id) -> string; }' >s.idl
idlc s.idl -o gen
expect_status 0
expect_files gen s.idl.cpp s.idl.h s.rpc.cpp s.rpc.h s.view.h

begin json_fakes_and_random_values_come_on_request_and_go_without_it
echo 'package p; struct T { 1: u64 id; } service S { get(u64 id) -> string; }' >s.idl
idlc s.idl -o gen --json --fakes --random
expect_status 0
expect_files gen s.fake.h s.idl.cpp s.idl.h s.json.cpp s.json.h s.random.cpp s.random.h \
  s.rpc.cpp s.rpc.h s.view.h
idlc s.idl -o gen --json --list-outputs
expect_out gen/s.json.cpp
idlc s.idl -o gen --random --list-outputs
expect_out gen/s.random.cpp
idlc s.idl -o gen
expect_files gen s.idl.cpp s.idl.h s.rpc.cpp s.rpc.h s.view.h

begin stubs_carry_the_schema_on_request
mkdir schemas
echo 'package a; struct T { 1: u64 id; } // why' >schemas/a.idl
echo 'package p; import "a.idl"; service S { get(u64 id) -> a.T; }' >schemas/s.idl
idlc -I schemas schemas/s.idl -o gen
expect_status 0
expect_no_text gen/s.rpc.cpp 'struct T'
idlc -I schemas schemas/s.idl -o gen --reflection
expect_text gen/s.rpc.cpp '"struct T{1:u64 id;}\n"'
expect_text gen/s.rpc.cpp '{"s.idl", schema_text_2}'
expect_no_text gen/s.rpc.cpp why

begin the_output_folder_is_created_with_its_parents
echo 'package p; struct S { 1: u64 id; }' >s.idl
idlc s.idl -o a/b/c
expect_status 0
expect_files a/b/c s.idl.cpp s.idl.h s.view.h

begin without_o_outputs_land_here
mkdir schemas
echo 'package p; struct S { 1: u64 id; }' >schemas/s.idl
idlc schemas/s.idl
expect_status 0
expect_files . s.idl.cpp s.idl.h s.view.h schemas/s.idl

begin the_path_below_the_import_root_is_mirrored
mkdir -p schemas/shop/v1
echo 'package shop.v1; struct S { 1: u64 id; }' >schemas/shop/v1/s.idl
idlc -I schemas schemas/shop/v1/s.idl -o gen
expect_status 0
expect_files gen shop/v1/s.idl.cpp shop/v1/s.idl.h shop/v1/s.view.h
expect_text gen/shop/v1/s.idl.cpp '#include "shop/v1/s.idl.h"'

begin several_inputs_at_once
echo 'package p; struct A { 1: u64 id; }' >a.idl
echo 'package p; struct B { 1: u64 id; }' >b.idl
idlc a.idl b.idl -o gen
expect_status 0
expect_files gen a.idl.cpp a.idl.h a.view.h b.idl.cpp b.idl.h b.view.h

begin an_input_named_twice_is_one
echo 'package p; struct A { 1: u64 id; }' >a.idl
idlc a.idl ./a.idl -o gen
expect_status 0
expect_files gen a.idl.cpp a.idl.h a.view.h

begin a_file_and_a_link_to_it_are_an_error
echo 'package p; struct S { 1: u64 id; }' >s.idl
ln -s s.idl link.idl
for inputs in 'link.idl s.idl' 's.idl link.idl'; do
  # shellcheck disable=SC2086
  idlc $inputs -o gen
  expect_status 1
  expect_err 'one file is known as'
  expect_err 'one is a link to the other; name the file in one of the two ways'
  expect_nothing gen
done

begin two_files_whose_outputs_would_be_called_alike_are_an_error
echo 'package p; struct A { 1: u64 id; }' >a
echo 'package q; struct B { 1: u64 id; }' >a.idl
idlc a a.idl -o gen
expect_status 1
expect_err '`a` and `a.idl` are both known as `a` [two-files-one-path]'
expect_err 'rename one of them'
expect_nothing gen

begin outputs_are_listed_and_not_written
echo 'package p; service S { get(u64 id) -> string; }' >s.idl
idlc s.idl -o gen --list-outputs
expect_status 0
expect_out_lines gen/s.idl.h gen/s.idl.cpp gen/s.view.h gen/s.rpc.h gen/s.rpc.cpp
expect_nothing gen

begin bytes_do_not_depend_on_where_idlc_runs
mkdir deep
echo 'package p; service S { get(u64 id) -> string; }' >deep/s.idl
idlc deep/s.idl -o one
expect_status 0
cd deep || exit 1
idlc ./s.idl -o ../two
expect_status 0
cd ..
idlc "$PWD/deep/s.idl" -o "$PWD/three"
expect_status 0
for file in s.idl.h s.idl.cpp s.view.h s.rpc.h s.rpc.cpp; do
  expect_same "one/$file" "two/$file"
  expect_same "one/$file" "three/$file"
  expect_no_text "three/$file" "$scratch"
done

begin the_version_of_idlc_is_not_in_the_outputs
echo 'package p; service S { get(u64 id) -> string; }' >s.idl
idlc --version
version=${out#idlc }
idlc s.idl -o gen
for file in gen/*; do expect_no_text "$file" "$version"; done

begin blanks_in_paths
mkdir 'my schemas'
echo 'package p; struct S { 1: u64 id; }' >'my schemas/s.idl'
idlc 'my schemas/s.idl' -o 'my gen'
expect_status 0
expect_files 'my gen' s.idl.cpp s.idl.h s.view.h

finish
