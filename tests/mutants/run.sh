#!/usr/bin/env bash
# run.sh FOLDER: runs the tests of each mutant in FOLDER: the simulation with as many seeds as the
# ordinary tests have, or those that the mutant names. Every one of them has to fail; what it failed
# at is shown.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
log=$(mktemp)
trap 'rm -f "$log"' EXIT
alive=0
for mutant in "$here"/*.mutant; do
  name=$(basename "$mutant" .mutant)
  printf '%s: %s\n' "$name" "$(head -n 1 "$mutant")"
  # `tests: PROGRAM CASES`; without it, all of the simulation.
  cases=$(sed -n 's/^tests: [^ ]* //p' "$mutant")
  if IDL_RACE_SECONDS=20 timeout 300 "$1/$name" -tc="${cases:-*}" >"$log" 2>&1; then
    echo '    NOT NOTICED'
    alive=$((alive + 1))
    continue
  fi
  # doctest names the check that failed, the runtime its own, and the log of the test the seed.
  grep -m 1 -oE 'P[0-9]+( P[0-9]+)*: .*|the connection closed by itself.*|check failed.*' "$log" |
    sed 's/^/    /' || sed -n '/ERROR/{n;s/^ */    /p;q}' "$log"
  grep -m 1 -o 'IDL_SEED=.*' "$log" | sed 's/^/    /' || true
done
echo "$alive mutants were not noticed"
((alive == 0))
