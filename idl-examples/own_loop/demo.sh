#!/usr/bin/env bash
# Starts two rooms side by side and lets the client heat one of them. $1: the build folder.
set -euo pipefail
source "$(dirname "$0")/../demo_server.sh"
bin=$1/bin

start_server "$bin/own_loop_server" "unix:$scratch/hall"
start_server "$bin/own_loop_server" "unix:$scratch/room" "$address"
"$bin/own_loop_client" "$address"
