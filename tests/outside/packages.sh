#!/usr/bin/env bash
# The Debian packages. $1: the build folder, with its programs and libraries built.
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$1"
cpack -G DEB -B "$scratch" >"$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }

# expect PACKAGE FIELD TEXT
expect() {
  local value
  value=$(dpkg-deb -f "$scratch/$1"_*.deb "$2")
  [[ $value == *"$3"* ]] || { echo "FAILED: $2 of $1 is: $value; it lacks: $3"; exit 1; }
}

# expect_file PACKAGE PATH
expect_file() {
  local files
  files=$(dpkg-deb -c "$scratch/$1"_*.deb)
  grep -qE " \.$2( ->|$)" <<<"$files" && return
  printf 'FAILED: no %s in %s:\n%s\n' "$2" "$1" "$files"
  exit 1
}

expect idlc Conflicts cyclonedds-tools
expect idlc Depends libfmt
expect idlc Recommends libidl-rpc-dev
expect_file idlc /usr/bin/idlc
expect_file idlc /usr/share/bash-completion/completions/idlc
expect libidl-rpc-dev Depends libidl-rpc0.1
expect_file libidl-rpc-dev '/usr/include/idl/server\.h'
expect_file libidl-rpc-dev '/usr/lib.*/cmake/idl/idl_generate\.cmake'
expect_file libidl-rpc-dev '/usr/lib.*/pkgconfig/idl\.pc'
expect_file libidl-rpc-dev '/usr/lib.*/libidl\.so'
expect libidl-rpc0.1 Depends libstdc++6
expect_file libidl-rpc0.1 '/usr/lib.*/libidl\.so\.0\.1'
