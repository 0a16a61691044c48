#!/usr/bin/env bash
# Opens a room, in which ada listens while ben comes, talks and leaves. $1: the build folder.
set -euo pipefail
source "$(dirname "$0")/../demo_server.sh"
bin=$1/bin

start_server "$bin/chat_server" tcp:127.0.0.1:0
mkfifo "$scratch/ada"
"$bin/chat_client" ada "$address" <"$scratch/ada" >"$scratch/heard" &
exec 3>"$scratch/ada"
until printf 'hello\nhow are you?\n' | "$bin/chat_client" ben "$address" &&
  grep -q "ben: (has left)" "$scratch/heard"; do
  sleep 0.1 # until ada has joined
done
exec 3>&-
cat "$scratch/heard"
