#!/usr/bin/env bash
# The manual page names every command and every option that the program knows.
page=$(sed 's/\\-/-/g' "$(dirname "$0")/../../docs/man/idlc.1")
source "$(dirname "$0")/expect.sh"

# expect_on_page WORD
expect_on_page() { [[ $page =~ (^|[^-A-Za-z])$1([^-A-Za-z]|$) ]] || fail "on the manual page: $1"; }

begin every_option_of_every_command
idlc --help
expect_status 0
commands=$(sed -n '/^Subcommands:/,/^$/s|^  \([a-z]\{1,\}\) .*|\1|p' <<<"$out")
[[ $(wc -w <<<"$commands") -ge 7 ]] || fail 'seven commands'
for command in '' $commands; do
  expect_on_page "$command"
  # shellcheck disable=SC2086 # without a command there is no word
  idlc $command --help
  for option in $(sed -n 's|^ *\(--\{0,1\}[A-Za-z][-A-Za-z,]*\).*|\1|p' <<<"$out" | tr ',' ' '); do
    expect_on_page "$option"
  done
done

finish
