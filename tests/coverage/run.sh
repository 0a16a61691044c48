#!/usr/bin/env bash
# run.sh BUILD: runs the tests of a build that counts (preset `coverage`) and tells how much of the
# runtime they reach, files with the most unreached branches first. Fails below the limits of
# docs/HACKING.md. The tests of idlc alone are left out, and those that compile programs of their
# own.
set -euo pipefail
readonly least_lines=95 least_branches=90
readonly called='^(runtime|simulation|docs|demo|fuzz|golden(_travel|_json)?$)'
readonly processes='^e2e/(plain_sockets|processes|language_sample_runs)'
build=$1
raw=$build/coverage
rm -rf "$raw"
mkdir -p "$raw"

# Processes share four files, so that a thousand of them do not fill the disk.
export LLVM_PROFILE_FILE=$PWD/$raw/%4m.profraw
ctest --preset coverage -j "$(nproc)" -R "$called|$processes" </dev/null

llvm-profdata-16 merge -sparse "$raw"/*.profraw -o "$raw/merged.profdata"
programs=()
for program in "$build"/bin/*; do
  [[ -x $program && -f $program ]] && programs+=(-object "$program")
done
llvm-cov-16 export "${programs[@]}" -instr-profile="$raw/merged.profdata" -summary-only \
  -ignore-filename-regex='/(tests|idlc|idl-examples|build-coverage)/|^/usr/' >"$raw/summary.json"
python3 "$(dirname "${BASH_SOURCE[0]}")/report.py" "$raw/summary.json" \
  "$least_lines" "$least_branches"
