#!/usr/bin/env bash
# Projects with nothing but the folder that `idlc vendor` wrote and generated code: the outside
# project in one line, and the calculator example with CMake, as two programs that talk over TCP.
# $1: this repository; $2: idlc; $3: the C++ compiler; $4: a compiler launcher, or nothing.
set -euo pipefail
repository=$1 idlc=$2 compiler=$3 launcher=${4:-}
here=$(dirname "$(readlink -f "$0")")
source "$here/project.sh"
PATH=$(dirname "$idlc"):$PATH

build bash -euo pipefail "$here/vendored/build.sh"
expect_program ./corner_shop
before=$(ls -lR --full-time third_party)
build idlc vendor third_party/idl
[[ $(ls -lR --full-time third_party) == "$before" ]] || fail 'a second time changes nothing'
head -1 third_party/idl/idl_rpc.cpp >third_party/idl/idl_old.cpp
build idlc vendor third_party/idl
[[ ! -e third_party/idl/idl_old.cpp ]] || fail 'what an older idlc wrote goes'
if log=$(idlc vendor . 2>&1); then fail 'a folder with other files is refused'; fi
[[ $log == *'holds other files'* && ! -e include ]] || fail 'a folder of others is left alone'

mkdir calculator
cd calculator
mv ../third_party .
cp "$repository"/idl-examples/calculator/*.{idl,cpp} "$here/vendored/CMakeLists.txt" .
build idlc calculator.idl -o gen
build cmake -G Ninja -S . -B build --log-level=NOTICE -DCMAKE_CXX_COMPILER="$compiler" \
  -DCMAKE_CXX_COMPILER_LAUNCHER="$launcher" -DCMAKE_RUNTIME_OUTPUT_DIRECTORY="$PWD/build/bin"
build cmake --build build
build "$repository/idl-examples/calculator/demo.sh" "$PWD/build"
