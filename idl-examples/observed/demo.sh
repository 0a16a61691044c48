#!/usr/bin/env bash
# A client with a token and one without, what the server logs of them, and its metrics at the end.
# $1: the build folder.
set -euo pipefail
source "$(dirname "$0")/../demo_server.sh"
bin=$1/bin

start_server "$bin/observed_server" tcp:127.0.0.1:0
"$bin/observed_client" "$address"
kill "${servers[-1]}"
wait "${servers[-1]}"
