#!/bin/sh
# Pads under release: what people write at once, 100,000 times over; then the published histories and traces, in the
# folder that BAITHAK_VECTORS names or in ../shared/data. `pads.sh PROGRAM`
set -eu

bench=$1
vectors=${BAITHAK_VECTORS:-../shared/data}
seeds=100000

"$bench" simulate --seeds "$seeds"

if test -e "$vectors/text-merge.json.gz"; then
    "$bench" conform "$vectors/text-merge.json.gz"
    for trace in friendsforever seph-blog1; do
        echo "$trace:"
        "$bench" replay --runs 1 "$vectors/traces/$trace.json.gz"
    done
else
    echo "Published histories are not in $vectors, nor does BAITHAK_VECTORS name another folder: passed over."
fi
echo "Pads: $seeds gatherings of writers held."
