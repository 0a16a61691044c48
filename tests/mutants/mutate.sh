#!/usr/bin/env bash
# mutate.sh MUTANT ROOT OUTPUT: writes to OUTPUT the source file that MUTANT names below ROOT, with
# its `-` lines replaced by its `+` lines. Fails unless these lines stand there exactly once.
set -euo pipefail
mutant=$1 root=$2 output=$3

# The lines that begin with $1, without it.
lines_of() { sed -n "s/^$1//p" "$mutant"; }

file=$(sed -n 's/^file: //p' "$mutant")
old=$(lines_of -)
new=$(lines_of +)
source=$(cat "$root/$file"; printf x) # keeps the last line's end
source=${source%x}
rest=${source#*"$old"}
if [[ $rest == "$source" || $rest == *"$old"* ]]; then
  echo "$mutant: its lines must stand in $file exactly once, and do not; renew them" >&2
  exit 1
fi
printf '%s' "${source%%"$old"*}$new$rest" >"$output"
