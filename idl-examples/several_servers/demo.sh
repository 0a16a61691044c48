#!/usr/bin/env bash
# Starts three servers and a client that asks all of them, then stops one of the servers while the
# client goes on. $1: the build folder.
set -euo pipefail
source "$(dirname "$0")/../demo_server.sh"
bin=$1/bin

addresses=()
for name in Anna Otto Hannah; do
  start_server "$bin/several_servers_server" "$name" tcp:127.0.0.1:0
  addresses+=("$address")
done

{
  printf '%s\n' one two three four five six
  sleep 0.5
  echo "Otto is stopped" >&2
  kill "${servers[1]}"
  printf '%s\n' seven eight nine ten eleven twelve
} | "$bin/several_servers_client" "${addresses[@]}"
