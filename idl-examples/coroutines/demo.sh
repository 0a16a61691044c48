#!/usr/bin/env bash
# Runs the one program of this example. $1: the build folder.
set -euo pipefail
"$1/bin/coroutines"
