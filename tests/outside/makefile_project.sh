#!/usr/bin/env bash
# The outside project with pkg-config and a plain Makefile. $1: where idl is installed; $2: the C++
# compiler.
set -euo pipefail
prefix=$1 compiler=$2
source "$(dirname "$(readlink -f "$0")")/project.sh"
cp "$here/pkg_config/Makefile" .
export CXX=$compiler LD_LIBRARY_PATH=$prefix/lib
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name idl.pc)")
export PKG_CONFIG_PATH

build make
expect_program ./corner_shop
idlc_line='/bin/idlc schemas/' compiler_line=' -c -o ' idlc_runs=1
expect_promises make
