#!/usr/bin/env bash
# `idlc breaking`: against a folder, a file and a commit; categories, files that are new, and what
# is said where there is nothing to compare with.
source "$(dirname "$0")/expect.sh"

unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null

# write FOLDER TYPE: a schema with an import, in which a field has that type.
write() {
  mkdir -p "$1"
  echo 'package shop; struct Money { 1: i64 cents; }' >"$1/money.idl"
  printf '%s\n' 'package shop;' 'import "money.idl";' \
    "struct Order { 1: $2 id; 2: Money price; }" >"$1/order.idl"
}

commit_all() {
  git init -q .
  git add -A
  git -c user.name=a -c user.email=a@b commit -q -m 'first version'
}

begin a_folder
write old u32
write . u64
idlc breaking --against old order.idl
expect_status 1
expect_err 'order.idl:3:23: error: the type of the field `id` changed: `u32` became `u64` [type-ch'
expect_err 'old/order.idl:3:23: note: this is how it was'
expect_err 'help: wire: breaks old clients with a new server, new clients with an old server and'
expect_no_out

begin a_file
write old u32
write . u64
idlc breaking --against old/order.idl order.idl
expect_status 1
expect_err '[type-changed]'

begin nothing_breaks
write old u64
write . u64
idlc breaking --against old order.idl
expect_status 0
expect_no_err
expect_no_out

begin a_commit
write . u32
commit_all
write . u64
idlc breaking --against git:HEAD order.idl
expect_status 1
expect_err '[type-changed]'
expect_err 'HEAD:/order.idl:3:23: note: this is how it was'
git -c user.name=a -c user.email=a@b commit -q -a -m 'second version'
idlc breaking --against git:HEAD order.idl
expect_status 0
idlc breaking --against git:HEAD~1 "$PWD/order.idl"
expect_status 1

begin a_commit_from_a_folder_below
write schemas u32
commit_all
write schemas u64
cd schemas || exit 1
idlc breaking --against git:HEAD order.idl
expect_status 1
expect_err '[type-changed]'
cd .. || exit 1
idlc breaking -I schemas --against git:HEAD schemas/order.idl
expect_status 1

begin a_new_file_breaks_nothing
write . u32
commit_all
echo 'package shop; struct New { 1: u64 id; }' >new.idl
idlc breaking --against git:HEAD order.idl new.idl
expect_status 0
expect_err 'idlc: note: `new.idl` is new: `git:HEAD` has no such file'
idlc breaking --against git:HEAD new.idl
expect_status 0
expect_err '`new.idl` is new'
mkdir old
idlc breaking --against old new.idl
expect_status 0
expect_err '`new.idl` is new: `old` has no such file'

begin a_commit_with_imports_from_above
mkdir -p sub/dir
echo 'package shop; struct Money { 1: i64 cents; }' >m.idl
echo 'package base; struct Id { 1: u32 id; }' >sub/id.idl
printf '%s\n' 'package shop;' 'import "../../m.idl";' 'import "id.idl";' \
  'struct Order { 1: Money price; 2: base.Id id; }' >sub/dir/a.idl
commit_all
sed -i 's/i64/u64/' m.idl
cd sub/dir || exit 1
idlc breaking --against git:HEAD -I .. -I ../.. a.idl
expect_status 1
expect_err '../../m.idl:1:37: error: the type of the field `cents` changed'
expect_err 'HEAD:/m.idl:1:37: note: this is how it was'
cd ..
idlc breaking --against git:HEAD -I "$PWD" -I .. "$PWD/dir/a.idl"
expect_status 1
cd .. && git checkout -q m.idl
idlc breaking --against git:HEAD -I sub -I . sub/dir/a.idl
expect_status 0

begin an_import_from_outside_of_the_repository
mkdir base repository
echo 'package base; struct Id { 1: u32 id; }' >base/id.idl
cd repository || exit 1
printf '%s\n' 'package shop;' 'import "id.idl";' 'struct Order { 1: base.Id id; }' >order.idl
commit_all
idlc breaking --against git:HEAD -I ../base order.idl
expect_status 0

begin an_imported_file_that_changed
write old u64
write . u64
sed -i 's/i64/u64/' money.idl
idlc breaking --against old order.idl
expect_status 1
expect_err 'money.idl:1:37: error: the type of the field `cents` changed: `i64` became `u64`'

begin a_file_that_is_gone
mkdir schemas
write schemas u64
echo 'package shop; struct Note { 1: string text; }' >schemas/note.idl
commit_all
rm schemas/note.idl
idlc breaking --against git:HEAD schemas
expect_status 1
expect_err 'HEAD:/schemas/note.idl:1:22: error: the struct `shop.Note` is gone'
idlc breaking --against git:HEAD schemas/note.idl
expect_status 1
expect_err 'the struct `shop.Note` is gone'
cp -r schemas old && echo 'package shop; struct Note { 1: string text; }' >old/note.idl
idlc breaking --against old schemas/
expect_status 1
expect_err 'old/note.idl:1:22: error: the struct `shop.Note` is gone'
cd schemas && cp -r ../old old || exit 1
idlc breaking --against old .
expect_status 1
expect_err 'old/note.idl:1:22: error: the struct `shop.Note` is gone'
rm -r old && cd .. || exit 1
echo 'package shop; struct Note { 1: string text; }' >schemas/notes.idl
idlc breaking --against git:HEAD schemas
expect_status 0
expect_err '`schemas/notes.idl` is new'
cd schemas || exit 1
idlc breaking --against git:HEAD .
expect_status 0
rm ./*.idl
idlc breaking --against git:HEAD .
expect_status 1
expect_err 'the struct `shop.Order` is gone'
idlc breaking --against git:HEAD nowhere.idl
expect_status 5
expect_err 'nowhere.idl'

begin only_the_categories_asked_for
write old u32
write . u32
sed -i 's/ price;/ amount;/' order.idl
idlc breaking --against old order.idl
expect_status 1
expect_err '[field-renamed]'
idlc breaking --against old --category wire,behaviour order.idl
expect_status 0
idlc breaking --against old --category wires order.idl
expect_status 2
expect_err 'there is no `wires`; one of: wire, json, source, behaviour'

begin nothing_to_compare_with
write . u32
idlc breaking --against elsewhere order.idl
expect_status 5
expect_err 'there is no folder or file `elsewhere` to compare with'
idlc breaking order.idl
expect_status 2
expect_err '--against'
idlc breaking --against git:HEAD order.idl
expect_status 5
expect_err 'cannot compare with `git:HEAD`: this folder is in no git repository'
commit_all
idlc breaking --against 'git:--output=x' order.idl
expect_status 5
expect_err 'the repository has no such commit, branch or tag'
expect_nothing x

begin errors_come_before_comparing
write old u32
write . Nope
idlc breaking --against old order.idl
expect_status 1
expect_err '[unknown-type]'
write . u32
write old Nope
idlc breaking --against old order.idl
expect_status 5
expect_err '`old` does not compile with this idlc: old/order.idl:3:19: error: unknown type `Nope`'

begin what_is_no_schema_is_told_in_one_line
write . u32
head -c 1000 /dev/zero >zeros.idl
idlc breaking --against zeros.idl order.idl
expect_status 5
expect_err '`zeros.idl` does not compile with this idlc: zeros.idl:1:1: error: '
[[ $err != *'\x0A'* ]] || fail 'no escaped line end'
idlc breaking --against /dev/zero order.idl
expect_status 5
expect_err 'is not a regular file'

begin for_programs
write old u32
write . u64
idlc breaking --against old --error-format json order.idl
expect_status 1
expect_err '"type-changed"'

finish
