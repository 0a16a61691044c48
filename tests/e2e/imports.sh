#!/usr/bin/env bash
# Where imports are found, and what is said of one that is not.
source "$(dirname "$0")/expect.sh"

begin beside_the_importer
mkdir shop
echo 'package p; import "money.idl"; struct A { 1: Money m; }' >shop/a.idl
echo 'package p; struct Money { 1: i64 cents; }' >shop/money.idl
idlc shop/a.idl shop/money.idl -o gen
expect_status 0
expect_text gen/a.idl.h '#include "money.idl.h"'

begin in_an_import_folder
mkdir schemas
echo 'package p; import "money.idl"; struct A { 1: Money m; }' >a.idl
echo 'package p; struct Money { 1: i64 cents; }' >schemas/money.idl
idlc -I schemas a.idl -o gen
expect_status 0

begin the_importer_s_own_folder_goes_before
mkdir schemas
echo 'package p; import "money.idl"; struct A { 1: Money m; }' >a.idl
echo 'package p; struct Money { 1: i64 cents; }' >money.idl
echo 'package p; struct Wrong { 1: i64 cents; }' >schemas/money.idl
idlc -I schemas a.idl -o gen
expect_status 0

begin an_import_that_is_not_generated_is_noted
echo 'package p; import "money.idl"; struct A { 1: Money m; }' >a.idl
echo 'package p; struct Money { 1: i64 cents; }' >money.idl
idlc a.idl -o gen
expect_status 0
expect_err 'money.idl'
expect_err '--with-imports'
expect_files gen a.idl.cpp a.idl.h a.view.h

begin with_imports_generates_them
echo 'package p; import "money.idl"; struct A { 1: Money m; }' >a.idl
echo 'package p; struct Money { 1: i64 cents; }' >money.idl
idlc a.idl -o gen --with-imports
expect_status 0
expect_no_err
expect_files gen a.idl.cpp a.idl.h a.view.h money.idl.cpp money.idl.h money.view.h

begin not_found_tells_what_was_tried
mkdir schemas more
echo 'package p; import "mony.idl"; struct A { 1: u64 id; }' >a.idl
idlc -I schemas -I more a.idl -o gen
expect_status 1
expect_err 'a.idl:1:19: error:'
expect_err '[import-not-found]'
expect_err 'schemas/mony.idl'
expect_err 'more/mony.idl'

begin a_cycle
echo 'package p; import "b.idl"; struct A { 1: u64 id; }' >a.idl
echo 'package p; import "a.idl"; struct B { 1: u64 id; }' >b.idl
idlc a.idl -o gen
expect_status 1
expect_err '[import-cycle]'

begin a_file_that_imports_itself
echo 'package p; import "a.idl"; struct A { 1: u64 id; }' >a.idl
idlc a.idl -o gen
expect_status 1
expect_err '[self-import]'

begin imports_do_not_leave_the_roots
mkdir inside
echo 'package p; struct Money { 1: i64 cents; }' >money.idl
echo 'package p; import "../money.idl"; struct A { 1: Money m; }' >inside/a.idl
idlc inside/a.idl -o gen
expect_status 1
expect_err '[import-outside-roots]'
idlc -I . inside/a.idl -o gen
expect_status 0

begin an_absolute_import
echo "package p; import \"$PWD/money.idl\"; struct A { 1: u64 id; }" >a.idl
idlc a.idl -o gen
expect_status 1
expect_err '[import-path-form]'

finish
