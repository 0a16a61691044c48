#!/usr/bin/env bash
# What generated code costs: lines that whoever includes the types has to compile, and bytes of code
# that a message adds to a program; and what idlc costs: the memory that a large schema takes. All
# are counts, so that no busy machine changes them.
source "$(dirname "$0")/expect.sh"
compiler=$2
runtime=$3

# Ten messages of ten fields, of most of the kinds that fields have.
write_schema() {
  local fields='2: string name; 3: Status status; 4: list<string> tags; 5: string? note;
    6: timestamp created; 7: bool paid; 8: f64 total; 9: map<string, u32> counts; 10: bytes blob;'
  echo 'package cost; enum Status : u8 { open = 0; paid = 1; } type Id = new string;'
  for number in {1..10}; do echo "struct Message$number { 1: Id id; $fields }"; done
}

# The message of the benchmark of idlc, tests/support/large_schema.h: each kind of field once.
write_mixed_message() {
  echo 'package cost; struct Small { 1: u64 id; }
    struct Mixed { 1: u64 id; 2: string name; 3: list<string> tags; 4: map<string, u32> limits;
      5: timestamp created; 6: bool active; 7: f64 weight; 8: bytes payload; 9: i32 count = 7;
      10: Small before; }'
}

lines_of() { "$compiler" -std=c++20 -w -E -P -x c++ -I "$runtime" "$1" | wc -l; }

# bytes_of PATTERN: of the functions in message.o whose names match.
bytes_of() {
  nm --print-size --defined-only --demangle --radix=d message.o |
    awk -v pattern="$1" '$3 ~ /[TtWw]/ && $0 ~ pattern { sum += $2 } END { print sum + 0 }'
}

# expect_at_most COUNT LIMIT WHAT
expect_at_most() {
  out="$3: $1"
  [[ $1 -gt 0 && $1 -le $2 ]] || fail "at most $2 $3"
}

begin the_header_of_ten_messages_costs_a_quarter_above_its_standard_headers
write_schema >ten.idl
idlc ten.idl
expect_status 0
grep -E '^#include <[a-z_]+>$' ten.idl.h >standard.h
echo '#include <chrono>' >>standard.h # the type of timestamps
standard=$(lines_of standard.h)
expect_at_most "$(lines_of ten.idl.h)" $((standard * 5 / 4)) lines

begin the_text_of_a_message_of_ten_fields_is_small
write_schema >ten.idl
idlc ten.idl
expect_status 0
"$compiler" -std=c++20 -O2 -c -I "$runtime" -I . ten.idl.cpp -o message.o ||
  fail 'that it compiles'
expect_at_most "$(bytes_of 'Codec<cost::Message1>::print')" 400 'bytes that print'
stream_and_text='(operator<<|to_text).*cost::Message1 const&'
expect_at_most "$(bytes_of "$stream_and_text")" 64 'bytes of << and to_text'

begin the_code_that_encodes_a_message_of_ten_fields_is_small
write_schema >ten.idl
idlc ten.idl
expect_status 0
"$compiler" -std=c++20 -O2 -c -I "$runtime" -I . ten.idl.cpp -o message.o ||
  fail 'that it compiles'
expect_at_most "$(bytes_of 'Codec<cost::Message1>::(measure|write)')" 1500 'bytes that encode'

begin all_codecs_of_a_message_of_ten_fields_take_one_and_a_half_kilobytes
write_mixed_message >mixed.idl
idlc mixed.idl
expect_status 0
"$compiler" -std=c++20 -O2 -c -I "$runtime" -I . mixed.idl.cpp -o message.o ||
  fail 'that it compiles'
# The lambdas of read, and functions made for them, have its name in theirs.
codecs='Codec<cost::Mixed>::(measure|write|read|attach)|detail::defaults<cost::Mixed>'
expect_at_most "$(bytes_of "$codecs")" 1536 'bytes of codecs'

# As many messages of ten fields.
write_large_schema() {
  local fields='1: u64 id; 2: string name; 3: list<string> tags; 4: map<string, u32> limits;
    5: timestamp created; 6: bool active; 7: f64 weight; 8: bytes payload; 9: i32 count = 7;'
  echo 'package large; struct Message0 { 1: u64 id; }'
  for ((number = 1; number <= $1; ++number)); do
    echo "struct Message$number { $fields 10: Message$(((number - 1) / 10 * 10)) before; }"
  done
}

# The memory is limited in which they have to be compiled: heap and data, in units of 1,024 bytes.
begin ten_thousand_messages_take_less_than_130_megabytes
write_large_schema 10000 >large.idl
(
  ulimit -d 126953
  idlc large.idl
  expect_status 0
  expect_no_err
  exit "$failures"
) || failures=$((failures + 1))
expect_file large.view.h

finish
