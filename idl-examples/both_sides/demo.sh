#!/usr/bin/env bash
# Starts a terminus, a relay before it, and sends a telegram to the relay. $1: the build folder.
set -euo pipefail
source "$(dirname "$0")/../demo_server.sh"
bin=$1/bin

start_server "$bin/both_sides_terminus" tcp:127.0.0.1:0
start_server "$bin/both_sides_relay" tcp:127.0.0.1:0 "$address"
"$bin/both_sides_sender" "$address" "one process is server and client at once"
