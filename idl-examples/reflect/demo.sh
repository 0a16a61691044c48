#!/usr/bin/env bash
# A tool that knows no schema asks a server for its services, and for the schema of one; idlc finds
# nothing wrong with it. $1: the build folder; IDLC: the compiler, if it was not built there.
set -euo pipefail
source "$(dirname "$0")/../demo_server.sh"
bin=$1/bin
idlc=${IDLC:-$bin/idlc}

start_server "$bin/reflect_server" tcp:127.0.0.1:0
"$bin/reflect_tool" "$address"
"$bin/reflect_tool" "$address" library.Library "$scratch/schemas"
"$idlc" check -I "$scratch/schemas" "$scratch/schemas/library.idl"
"$idlc" fmt - <"$scratch/schemas/library.idl"
