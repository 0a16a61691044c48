#!/usr/bin/env bash
# soak.sh BIN SECONDS ROUNDS: the long forms of random tests, from the programs in BIN: simulated
# connections for so long, then the rounds. Ends with the first promise that was not kept.
set -euo pipefail
readonly bin=$1 seconds=$2 rounds=$3

say() { printf '==> %s\n' "$*"; }

# soak_simulation END: simulated connections in batches, with seeds that no earlier run has had.
soak_simulation() {
  local first batch=5000
  for ((first = $(date +%s); SECONDS < $1; first += batch)); do
    say "simulating seeds $first to $((first + batch - 1))"
    IDL_FIRST_SEED=$first IDL_SEEDS=$batch "$bin"/simulation_test
  done
}

# The figures of the design, each in full, also where the ordinary tests have fewer.
soak_round() {
  say 'draining a thousand servers under load'
  IDL_DRAINS=1000 "$bin"/runtime_rpc_test -tc='*S3*'
  say 'killing a thousand servers, each while it is called'
  IDL_KILLS=1000 "$bin"/e2e_test -tc='*S2*'
  say 'killing a thousand peers over shared memory, each while it writes'
  IDL_SHM_KILLS=1000 "$bin"/runtime_net_test -tc='M4*'
  say 'scribbling over shared memory for a minute, and going to sleep just when one is woken'
  IDL_RACE_SECONDS=20 "$bin"/runtime_net_test -tc='M2*,M5*'
  say 'reading a stream of 10 GiB'
  IDL_STREAM_MIB=10240 "$bin"/runtime_rpc_test -tc='*L3*'
}

# soak_rounds COUNT
soak_rounds() {
  local round
  for ((round = 1; round <= $1; ++round)); do
    say "round $round of $1"
    soak_round
  done
}

SECONDS=0
soak_simulation "$seconds"
soak_rounds "$rounds"
