#!/usr/bin/env bash
# Starts the calculator and lets the client use it. $1: the build folder.
set -euo pipefail
source "$(dirname "$0")/../demo_server.sh"
bin=$1/bin

start_server "$bin/calculator_server" tcp:127.0.0.1:0
"$bin/calculator_client" "$address"
