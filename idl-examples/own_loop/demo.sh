#!/usr/bin/env bash
# Starts the room and lets the client heat it. $1: the build folder.
set -euo pipefail
source "$(dirname "$0")/../demo_server.sh"
bin=$1/bin

start_server "$bin/own_loop_server" "unix:$scratch/room"
"$bin/own_loop_client" "$address"
