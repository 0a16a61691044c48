#!/usr/bin/env bash
# The outside project under CMake. $1: the way by which it gets idl, a folder here; $2: the CMake
# generator; $3: this repository; $4: idlc; $5: where idl is installed; $6: the C++ compiler; $7: a
# compiler launcher, or nothing. IDL's runtime is compiled as few large files, which is quicker.
set -euo pipefail
way=$1 generator=$2 repository=$3 idlc=$4 prefix=$5 compiler=$6 launcher=${7:-}
source "$(dirname "$(readlink -f "$0")")/project.sh"
cp "$here/$way/CMakeLists.txt" .

options=(-DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_CXX_COMPILER_LAUNCHER="$launcher")
case $way in
  add_subdirectory)
    mkdir third_party
    ln -s "$repository" third_party/idl
    options+=(-DIDL_IDLC="$idlc" -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=0) ;;
  fetch_content)
    options+=(-DIDL_SOURCE_DIR="$repository")
    options+=(-DIDL_IDLC="$idlc" -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=0) ;;
  find_package) options+=(-DCMAKE_PREFIX_PATH="$prefix") ;;
esac

build cmake -G "$generator" -S . -B build --log-level=NOTICE "${options[@]}"
build cmake --build build
expect_program build/corner_shop
if [[ $way == find_package ]]; then
  idlc_line='^\[.*\] idlc schemas/' compiler_line='Building CXX object' idlc_runs=2
  expect_promises cmake --build build

  echo 'service Bank { put(Money money); }' >>schemas/shop/money.idl
  build cmake --build build
  expect_runs 'the compiler, after the first service of a schema,' 1 "$compiler_line"
  [[ $log == *money.rpc.cpp* ]] || fail 'the stubs of the new service are compiled'
else
  idlc_line='\] idlc ' compiler_line='Building CXX object'
  build cmake --build build
  expect_nothing_done
fi
