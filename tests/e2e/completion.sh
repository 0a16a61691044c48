#!/usr/bin/env bash
# The completion scripts: bash runs its own here; the others are looked at by the shells they are
# for, where these are installed, and must name every command and option in any case.
source "$(dirname "$0")/expect.sh"

# complete WORD…: what bash offers for the last of these words.
complete_words() {
  command_line="completion of: $*"
  out=$(bash -c '
    source ./completion.bash
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _idlc
    printf "%s\n" "${COMPREPLY[@]}"' bash "$@")
}

begin bash
idlc completion bash
expect_status 0
printf '%s\n' "$out" >completion.bash
bash -n completion.bash || fail 'a script that bash can read'
mkdir folder
touch order.idl notes.txt
complete_words idlc che
expect_out_lines check
complete_words idlc check --error-f
expect_out_lines --error-format
complete_words idlc check --error-format s
expect_out_lines short sarif
complete_words idlc explain unknown-t
expect_out_lines unknown-type
complete_words idlc check o
expect_out_lines order.idl
complete_words idlc check f
expect_out_lines folder
complete_words idlc -Wno-unused-i
expect_out_lines -Wno-unused-import
complete_words idlc completion z
expect_out_lines zsh
complete_words idlc -o f
expect_out_lines folder

# Every command and option that the help shows.
idlc --help
names=$(sed -n 's|^  \(-[-A-Za-z,]*\).*|\1|p' <<<"$out" | tr ',' ' ')
for shell in bash zsh fish; do
  begin "all_names_in_$shell"
  idlc completion "$shell"
  expect_status 0
  for name in $names; do
    word=${name#-}
    expect_out "${word#-}"
  done
  for command in check dump explain rules completion; do expect_out "$command"; done
  printf '%s\n' "$out" >script
  ! command -v "$shell" >/dev/null || "$shell" -n script || fail "a script that $shell can read"
done

begin a_shell_that_is_not_known
idlc completion tcsh
expect_status 2
expect_err 'there is no `tcsh`'

finish
