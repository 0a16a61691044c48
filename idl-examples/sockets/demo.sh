#!/usr/bin/env bash
# A server on plain sockets, asked over TCP and over a Unix socket. $1: the build folder.
set -euo pipefail
here=$(dirname "$0")
source "$here/../demo_server.sh"
bin=$1/bin

# ask REQUEST…: shows the question, then the answer.
ask() {
  echo "\$ sockets_client $address $*"
  "$bin/sockets_client" "$address" "$@"
}

echo "== over TCP"
start_server "$bin/sockets_server" tcp:127.0.0.1:0 --folder "$here/shelf"
ask time
ask list
ask get planets.csv
echo "== what is not on the shelf is not served"
if ask get ../server.cpp 2>&1; then exit 1; fi

echo "== over a Unix socket, open to its own user only"
start_server "$bin/sockets_server" "unix:$scratch/shelf.sock" --folder "$here/shelf"
ask get units.txt
ask uptime
