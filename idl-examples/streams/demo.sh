#!/usr/bin/env bash
# Starts the market and lets the client watch, book and haggle. $1: the build folder.
set -euo pipefail
source "$(dirname "$0")/../demo_server.sh"
bin=$1/bin

start_server "$bin/streams_server" tcp:127.0.0.1:0
"$bin/streams_client" "$address"
