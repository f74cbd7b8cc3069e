#!/bin/sh
# Venues on a virtual clock: many small ones with faults, some with real signatures, two crowds; and the same seeds in
# two processes, which must tell the same story. `simulation.sh PROGRAM`
set -eu

sim=$1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

"$sim" ci >"$out/ci" 2>&1 || {
    cat "$out/ci"
    exit 1
}
cat "$out/ci"

echo "The same 200 seeds in two processes:"
"$sim" small --seeds 200 --traces >"$out/1"
"$sim" small --seeds 200 --traces >"$out/2"
cmp "$out/1" "$out/2" || {
    echo "Two processes told different stories of the same seeds." >&2
    exit 1
}
tail -n 1 "$out/1"
echo "Simulation: $(sed -n 's/^\(.*\): 0 failed,.*/\1/p' "$out/ci") held."
