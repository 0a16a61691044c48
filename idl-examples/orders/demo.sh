#!/usr/bin/env bash
# One server, the same tour over TCP, over a Unix socket and in process, then the anatomy of one
# call. $1: the build folder.
set -euo pipefail
source "$(dirname "$0")/../demo_server.sh"
bin=$1/bin

echo "== orders over TCP"
start_server "$bin/orders_server" tcp:127.0.0.1:0
"$bin/orders_client" "$address"

echo "== orders over a Unix socket"
start_server "$bin/orders_server" "unix:$scratch/orders.sock"
"$bin/orders_client" "$address"

echo "== orders in process"
"$bin/orders_in_process"

echo "== the anatomy of one call"
"$bin/orders_anatomy"
