#!/usr/bin/env bash
# Ten different mistakes in one file are ten errors in one run, each at its place, in the order of
# the file; and nothing is written.
source "$(dirname "$0")/expect.sh"

begin ten_mistakes
cat >ten.idl <<'IDL'
package shop;
const u8 big = 256;
enum Color { red = 0; green = 0; }
struct Item {
  1: strng name;
  2: u32 count
  3: i32 limit = "many";
  3: u32 again;
  5: bool gap;
}
struct Loop { 1: Loop inner; }
error Gone { 1: u64 id; }
service Shop {
  buy(u64 id) throws Gon;
  sell(map<f64, string> prices);
}
IDL
idlc ten.idl -o gen
expect_status 1
expect_no_out
expect_nothing gen
expect_err 'ten.idl:2:16: error: `256` does not fit `u8` [value-range]'
expect_err 'ten.idl:3:31: error: number 0 is taken [duplicate-number]'
expect_err 'ten.idl:5:6: error: unknown type `strng` [unknown-type]'
expect_err 'did you mean `string`?'
expect_err 'ten.idl:6:15: error: expected `;`'
expect_err 'ten.idl:7:18: error: expected an integer, found a string [value-type]'
expect_err 'ten.idl:8:3: error: number 3 is taken [duplicate-number]'
expect_err 'ten.idl:9:3: error: number 4 is missing [number-gap]'
expect_err 'ten.idl:11:18: error: `Loop` contains itself [recursive-type]'
expect_err 'ten.idl:14:22: error: unknown error `Gon` [unknown-error]'
expect_err 'did you mean `Gone`?'
expect_err 'ten.idl:15:12: error: `f64` cannot be'
expect_err '[map-key-type]'

places=$(grep -oE '^ten\.idl:[0-9]+:[0-9]+: error' <<<"$err")
[[ $(wc -l <<<"$places") == 10 ]] || fail "ten errors, and no cascade of them: $places"
[[ $places == "$(sort -t: -k2,2n -k3,3n <<<"$places")" ]] || fail 'errors in the order of the file'

finish
