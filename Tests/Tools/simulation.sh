#!/bin/sh
# Venues on a virtual clock: many small ones with faults, some with real signatures, gatherings where people write,
# mistakes that must be found, crowds, some with every datagram of multicast DNS; and the same seeds in two processes,
# which must tell the same story.
# `simulation.sh PROGRAM`
set -eu

sim=$1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

"$sim" ci >"$out/ci" 2>&1 || {
    cat "$out/ci"
    exit 1
}
cat "$out/ci"

for kind in "small --seeds 200" "writings --seeds 40"; do
    echo "The same seeds in two processes, $kind:"
    for run in 1 2; do
        # shellcheck disable=SC2086 # words of their own
        "$sim" $kind --traces >"$out/$run"
    done
    cmp "$out/1" "$out/2" || {
        echo "Two processes told different stories of the same seeds." >&2
        exit 1
    }
    tail -n 1 "$out/1"
done
echo "Simulation: $(sed -n 's/^\(.*\): 0 failed,.*/\1/p' "$out/ci") held."
