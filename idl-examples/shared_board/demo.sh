#!/usr/bin/env bash
# Two equal members share a board; a third joins, writes and leaves. In the end both copies are the
# same. $1: the build folder.
set -euo pipefail
source "$(dirname "$0")/../demo_server.sh"
program=$1/bin/shared_board_peer

# start_member NAME [ADDRESS OF A MEMBER]: sets `address`, and `input` to where its lines go.
start_member() {
  local lines="$scratch/$1.lines"
  mkfifo "$lines"
  exec {input}<>"$lines"  # for both directions, so that nobody waits for the other end
  # shellcheck disable=SC2016  # the inner shell expands them
  start_server sh -c 'exec "$@" <"$0"' "$lines" "$program" "$1" "shm:$scratch/$1" "${@:2}"
}

start_member ada
ada=$address to_ada=$input
start_member bob "$ada"
bob=$address to_bob=$input

echo 'write lunch half past twelve' >&"$to_ada"
printf '%s\n' 'await lunch' 'write lunch one is better' 'write tea at four' >&"$to_bob"

printf '%s\n' 'await tea' 'write visitors cleo was here' 'show' |
  "$program" cleo "shm:$scratch/cleo" "$bob"

printf '%s\n' 'await visitors' 'write end of the day' 'await agreed' 'show' 'leave' >&"$to_ada"
printf '%s\n' 'await end' 'write agreed yes' 'show' 'leave' >&"$to_bob"
wait "${servers[@]}"
