#!/usr/bin/env bash
# Starts one neighbour and another that connects to it; each calls the other. $1: the build folder.
set -euo pipefail
source "$(dirname "$0")/../demo_server.sh"

start_server "$1/bin/peers_neighbour" ada listen tcp:127.0.0.1:0
"$1/bin/peers_neighbour" ben connect "$address"
wait "${servers[0]}"
