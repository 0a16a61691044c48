#!/usr/bin/env bash
# Lets a parent start its worker and pass it two files. $1: the build folder.
set -euo pipefail
bin=$1/bin
here=$(dirname "$0")

"$bin/child_parent" "$bin/child_worker" "$here/work.idl" "$bin/child_worker"
