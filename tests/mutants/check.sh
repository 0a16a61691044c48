#!/usr/bin/env bash
# check.sh ROOT: whether every mutant still has a place to go.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
failed=0
for mutant in "$here"/*.mutant; do
  bash "$here/mutate.sh" "$mutant" "$1" /dev/null || failed=1
done
exit "$failed"
