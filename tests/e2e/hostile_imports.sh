#!/usr/bin/env bash
# Imports that are no ordinary files, or lead in circles or out of the folders that may be searched:
# each ends soon, with an error that says what is wrong, and nothing outside is read.
source "$(dirname "$0")/expect.sh"

secret='struct Secret { 1: u8 key; }'

importer() { echo "package p; import \"$1\"; struct A { 1: u64 id; }" >a.idl; }

# expect_refused ID: an error of this kind in a.idl, and no text of another file.
expect_refused() {
  expect_status 1
  expect_err "[$1]"
  [[ $err != *Secret* ]] || fail 'nothing of the file outside'
  expect_nothing gen
}

begin a_diamond_is_fine
echo 'package p; struct D { 1: u64 id; }' >d.idl
echo 'package p; import "d.idl"; struct B { 1: D d; }' >b.idl
echo 'package p; import "d.idl"; struct C { 1: D d; }' >c.idl
echo 'package p; import "b.idl"; import "c.idl"; struct A { 1: B b; 2: C c; }' >a.idl
idlc a.idl -o gen --with-imports
expect_status 0
expect_no_err

begin a_chain_of_a_thousand_is_fine
echo 'package p; struct S0 { 1: u8 a; }' >0.idl
for ((i = 1; i <= 1000; i++)); do
  echo "package p; import \"$((i - 1)).idl\"; struct S$i { 1: S$((i - 1)) s; }" >$i.idl
done
idlc check 1000.idl
[[ $status == 0 || $err == *'error:'* ]] || fail 'an end with or without an error'

begin a_circle_of_three
echo 'package p; import "b.idl"; struct A { 1: u64 id; }' >a.idl
echo 'package p; import "c.idl"; struct B { 1: u64 id; }' >b.idl
echo 'package p; import "a.idl"; struct C { 1: u64 id; }' >c.idl
idlc a.idl -o gen
expect_refused import-cycle
expect_err 'a.idl:1 → b.idl:1 → c.idl:1 → a.idl'

begin a_circle_through_a_link
ln -s a.idl link.idl
importer link.idl
idlc a.idl -o gen
expect_status 1
expect_nothing gen

begin up_and_out
mkdir inside
echo "package p; $secret" >secret.idl
cd inside || exit 1
importer ../secret.idl
idlc a.idl -o gen
expect_refused import-outside-roots

begin an_absolute_path
echo "package p; $secret" >secret.idl
mkdir inside
cd inside || exit 1
importer "$scratch/$case_name/secret.idl"
idlc a.idl -o gen
expect_refused import-path-form

# Whoever puts a link to a file into the folder asks for that file: farms of links are common.
begin a_link_to_a_file_is_that_file
echo "package p; $secret" >elsewhere.idl
mkdir inside
cd inside || exit 1
ln -s ../elsewhere.idl link.idl
importer link.idl
idlc check a.idl
expect_status 0

begin a_link_to_a_folder_that_leads_out
mkdir outside inside
echo "package p; $secret" >outside/secret.idl
cd inside || exit 1
ln -s ../outside folder
importer folder/secret.idl
idlc a.idl -o gen
expect_refused import-outside-roots

begin a_link_that_leads_nowhere
ln -s none.idl link.idl
importer link.idl
idlc a.idl -o gen
expect_refused import-not-found

begin links_that_lead_to_each_other
ln -s b.idl c.idl
ln -s c.idl b.idl
importer b.idl
idlc a.idl -o gen
expect_refused import-not-found

begin a_folder
mkdir folder.idl
importer folder.idl
idlc a.idl -o gen
expect_refused cannot-read-file

# Also one that the import leads back to, and the importer's own.
begin a_folder_without_a_name
mkdir folder
for path in . .. ./. folder/.. folder/. ../../..; do
  importer "$path"
  idlc a.idl -o gen
  expect_refused cannot-read-file
  expect_err 'is a directory'
done

begin a_folder_among_the_inputs
mkdir folder
for path in . ./ .. ./. folder folder/ folder/.. /; do
  for command in check dump; do
    idlc $command "$path"
    expect_status 5
    expect_err "cannot read \`$path\`: is a directory [cannot-read-file]"
  done
  idlc "$path" -o gen
  expect_status 5
  expect_nothing gen
done

begin a_fifo
mkfifo fifo.idl
importer fifo.idl
idlc a.idl -o gen
expect_refused cannot-read-file
idlc fifo.idl -o gen
expect_status 5

begin a_device_that_never_ends
ln -s /dev/zero zero.idl
importer zero.idl
idlc a.idl -o gen
expect_status 1
expect_nothing gen
idlc -I / a.idl -o gen
expect_status 1
expect_nothing gen
idlc /dev/zero -o gen
expect_status 5

begin a_file_that_may_not_be_read
echo "package p; $secret" >locked.idl
chmod 000 locked.idl
importer locked.idl
idlc a.idl -o gen
# Whoever runs this as root reads it all the same.
[[ $status == 0 || $err == *'permission denied [cannot-read-file]'* ]] || fail 'a refusal'

begin a_file_larger_than_any_schema
truncate -s 65M large.idl
importer large.idl
idlc a.idl -o gen
expect_refused cannot-read-file
expect_err 'is larger than 64 MiB'

finish
