# shellcheck shell=bash
# Sourced by every end-to-end script, which gets the program idlc as its $1: cases in empty folders
# of their own, one run of the program at a time, and expectations that say what was expected. A
# failed expectation does not end the script, but makes it fail at its end.

idlc_program=$(readlink -f "$1")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset CDPATH NO_COLOR
case_name=''
failures=0

# begin NAME: a new case, in a new folder, which is also the working folder.
begin() {
  case_name=$1
  mkdir -p "$scratch/$case_name"
  cd "$scratch/$case_name" || exit 1
}

# idlc ARGUMENT…: runs it; what came out is in status, out and err. It has ten seconds.
idlc() {
  command_line="idlc $*"
  timeout 100 "$idlc_program" "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
  status=$?
  out=$(<"$scratch/out")
  err=$(<"$scratch/err")
}

# fail EXPECTATION
fail() {
  failures=$((failures + 1))
  printf 'FAILED  %s: %s\n  expected %s\n  status %s\n  stdout:\n%s\n  stderr:\n%s\n\n' \
    "$case_name" "$command_line" "$1" "$status" "${out:0:3000}" "${err:0:3000}"
}

expect_status() { [[ $status == "$1" ]] || fail "status $1"; }
expect_out() { [[ $out == *"$1"* ]] || fail "on stdout: $1"; }
expect_err() { [[ $err == *"$1"* ]] || fail "on stderr: $1"; }
expect_no_out() { [[ -z $out ]] || fail 'nothing on stdout'; }
expect_no_err() { [[ -z $err ]] || fail 'nothing on stderr'; }
expect_out_lines() { [[ $out == "$(printf '%s\n' "$@")" ]] || fail "exactly on stdout: $*"; }
expect_file() { [[ -s $1 ]] || fail "a file $1 that is not empty"; }
expect_text() { grep -sqF -- "$2" "$1" || fail "in $1: $2"; }
expect_no_text() { { [[ -f $1 ]] && ! grep -qF -- "$2" "$1"; } || fail "nowhere in $1: $2"; }

# expect_nothing PATH: neither a file nor a folder, not even an empty one.
expect_nothing() { [[ ! -e $1 ]] || fail "no $1, but there is: $(ls -A "$1")"; }

# expect_files FOLDER NAME…: these files below FOLDER, and no others; names in sorted order.
expect_files() {
  local folder=$1 found wanted
  shift
  found=$(cd "$folder" 2>/dev/null && find . -type f | sed 's|^\./||' | LC_ALL=C sort)
  wanted=$(printf '%s\n' "$@")
  [[ $found == "$wanted" ]] || fail "in $folder exactly: $* (found: ${found//$'\n'/ })"
}

expect_same() { cmp -s "$1" "$2" || fail "$1 and $2 to hold the same bytes"; }

# age PATH…: sets the time stamps to long ago; expect_old and expect_new tell whether they moved.
age() { touch -c -d '2001-01-01' "$@"; }
is_old() { [[ -f $1 && -z $(find "$1" -newermt '2001-01-02') ]]; }
expect_old() { is_old "$1" || fail "$1 to keep its time stamp"; }
expect_new() { { [[ -f $1 ]] && ! is_old "$1"; } || fail "$1 to get a new time stamp"; }

# finish: the last line of every script.
finish() {
  cd / || exit 1
  ((failures == 0)) || printf '%s failed\n' "$failures"
  exit $((failures > 0))
}
