#!/usr/bin/env bash
# The repository inside another CMake project, as the README says it: the project's own files get
# what the runtime's headers need, without asking for C++20 themselves. Configures only, and
# compiles the one file. $1: idlc, $2: the calculator example, $3: the C++ compiler.
set -euo pipefail
idlc=$1 example=$2 compiler=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
cp "$example/server.cpp" "$example/calculator.idl" .
cat >CMakeLists.txt <<TEXT
cmake_minimum_required(VERSION 3.25)
project(other CXX)
add_subdirectory("$example/../.." idl)
add_executable(calculator_server server.cpp)
idl_generate(TARGET calculator_server SOURCES calculator.idl)
target_link_libraries(calculator_server PRIVATE idl::runtime)
TEXT

cmake -G Ninja -S . -B build -DCMAKE_CXX_COMPILER="$compiler" --log-level=ERROR
"$idlc" calculator.idl -o build/gen
command=$(ninja -C build -t commands calculator_server | grep -e ' -c [^ ]*/server\.cpp$' |
  grep -e "$PWD/server.cpp")
[[ -n $command ]]
(cd build && mkdir -p CMakeFiles/calculator_server.dir && eval "$command -fsyntax-only")
