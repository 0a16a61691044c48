#!/usr/bin/env bash
# Random schemas through idlc and both C++ compilers with all warnings as errors, then their values
# through the generated code: WRITER IDLC RUNTIME_LIBRARY INCLUDE_FOLDER [FIRST_SEED [COUNT]]
set -euo pipefail
writer=$(readlink -f "$1")
idlc=$(readlink -f "$2")
library=$(readlink -f "$3")
include=$(readlink -f "$4")
first=${5:-1}
count=${6:-20}
here=$(dirname "$(readlink -f "$0")")

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$writer" . "$first" "$count"
"$idlc" -o . ./*.idl

warnings=(-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast -Werror)
flags=(-std=c++20 -I . -I "$include" "${warnings[@]}")
if command -v clang++-16 >/dev/null; then
  clang++-16 "${flags[@]}" -fsyntax-only "$here/random_round_trip.cpp"
fi
g++ "${flags[@]}" -Wno-maybe-uninitialized -Wno-restrict -O0 "$here/random_round_trip.cpp" \
  "$library" -pthread -o round_trip
echo "schemas $first to $((first + count - 1))"
./round_trip
