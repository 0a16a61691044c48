#!/usr/bin/env bash
# The sockets example from outside: what it serves, what it never serves, how it fails and how it
# ends. Gets the programs sockets_server and sockets_client.
source "$(dirname "$0")/expect.sh"
server_program=$(readlink -f "$1")
client_program=$(readlink -f "$2")
server=
trap 'kill "$server" 2>/dev/null; rm -rf "$scratch"' EXIT

# serve ARGUMENT…: starts the server; where it listens is in `address` and `port`.
serve() {
  "$server_program" "$@" >"$scratch/log" 2>&1 &
  server=$!
  address=
  while [[ -z $address ]] && kill -0 "$server" 2>/dev/null; do
    sleep 0.05
    address=$(sed -n 's/^listening on //p' "$scratch/log")
  done
  port=${address##*:}
}

# stop: ends the server as Ctrl-C does; its exit code is in `status`, what it said in `out`.
stop() {
  command_line='sockets_server, after SIGTERM'
  kill -TERM "$server"
  wait "$server"
  status=$?
  out=$(<"$scratch/log")
  err=
}

# run PROGRAM ARGUMENT…: what came out is in status, out and err.
run() {
  command_line="$(basename "$1") ${*:2}"
  timeout 100 "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
  status=$?
  out=$(tr -d '\0' <"$scratch/out")
  err=$(<"$scratch/err")
}
ask() { run "$client_program" "$address" "$@"; }

begin information_and_resources
mkdir shelf shelf/inner
head -c 300000 /dev/urandom >shelf/random.bin
echo 'hello' >shelf/hello.txt
: >shelf/empty
echo 'secret' >secret.txt
echo 'secret' >shelf/.hidden
echo 'secret' >shelf/inner/file
ln -s ../secret.txt shelf/link
serve --port 0 --folder shelf
ask time
expect_status 0
[[ $out =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$ ]] || fail 'a time'
ask uptime
expect_out 'up for '
ask list
expect_out_lines 'empty 0 bytes' 'hello.txt 6 bytes' 'random.bin 300000 bytes'
ask get random.bin
expect_status 0
expect_same "$scratch/out" shelf/random.bin
ask get empty
expect_status 0
expect_no_out

begin what_is_not_on_the_shelf
for name in ../secret.txt .. . .hidden inner inner/file link /etc/passwd ./hello.txt missing \
  'hello.txt/../../secret.txt' '..\secret.txt'; do
  ask get "$name"
  expect_status 1
  expect_no_out
  expect_err 'sockets_client: '
done
ask get
expect_err 'unknown request; known are time, uptime, list and get NAME'
ask dance
expect_err 'unknown request'

begin many_requests_on_one_connection
command_line='three requests in one write'
exec {talk}<>"/dev/tcp/127.0.0.1/$port"
printf 'get hello.txt\nget nothing\nget hello.txt\n' >&"$talk"
out=$(timeout 100 head -n 5 <&"$talk")
exec {talk}>&-
expect_out_lines 'ok 6' 'hello' "error there is no file 'nothing' here; ask for the list" 'ok 6' \
  'hello'

begin garbage_leaves_it_serving
for _ in $(seq 20); do
  head -c 5000 /dev/urandom >"/dev/tcp/127.0.0.1/$port"
done 2>/dev/null
ask get hello.txt
expect_out_lines 'hello'

begin a_taken_port
run "$server_program" --port "$port"
expect_status 1
expect_err 'Address already in use; another process listens there'
stop
expect_status 0
expect_out 'stopped'

begin nobody_there
ask time
expect_status 1
expect_err 'nobody listens there: start the server, or check the address'

begin a_unix_socket
serve "unix:$PWD/shelf.sock"
[[ $(stat -c %a shelf.sock) == 600 ]] || fail 'mode 600'
ask list
expect_status 0
stop
expect_status 0
expect_nothing shelf.sock

begin wrong_use
run "$server_program" --help
expect_status 0
expect_out 'usage: sockets_server'
run "$client_program" --help
expect_status 0
expect_out 'usage: sockets_client'
run "$server_program" --nonsense
expect_status 2
expect_err 'unknown option --nonsense'
run "$server_program" --port
expect_status 2
expect_err '--port needs a value'
run "$server_program" --folder missing
expect_status 2
expect_err 'there is no folder missing'
run "$server_program" --port 70000
expect_status 1
expect_err 'the port 70000 is too big'
run "$server_program" tcp:0.0.0.0:0
expect_status 1
expect_err 'insecure_network'
run "$client_program"
expect_status 2
expect_err 'there is no request'
run "$client_program" nonsense:1 time
expect_status 1
expect_err "did you mean 'tcp:nonsense:1'?"

finish
