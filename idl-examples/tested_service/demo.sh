#!/usr/bin/env bash
# Runs the tests of the price list and of the rates. $1: the build folder.
set -euo pipefail
"$1/bin/tested_service_tests" --list-test-cases
"$1/bin/tested_service_tests"
