# shellcheck shell=bash
# Sourced by each example's demo.sh: starts servers in the background, waits until they listen, and
# stops them at the end, also when the demo fails.

scratch=$(mktemp -d)
servers=()

stop_servers() {
  for pid in "${servers[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  wait
  rm -rf "$scratch"
}
trap stop_servers EXIT

# start_server PROGRAM ARGUMENT…: sets `address` to where it listens; what it prints goes to the
# screen.
start_server() {
  local log="$scratch/server-${#servers[@]}.log"
  : >"$log"
  "$@" > >(tee "$log") &
  servers+=($!)
  address=
  for _ in $(seq 1200); do
    address=$(sed -n 's/^listening on //p' "$log")
    [ -z "$address" ] || return 0
    kill -0 "${servers[-1]}" 2>/dev/null || break
    sleep 0.05
  done
  echo "$1 did not begin to listen" >&2
  return 1
}
