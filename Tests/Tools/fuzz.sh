#!/bin/sh
# fuzz.sh FOLDER SECONDS [TARGET…]: runs libFuzzer on each target of FOLDER/release/fuzz, one after the other. What it
# finds grows in FOLDER/corpora; what ends the program is kept as FOLDER/TARGET-crash-…, and is a fault to be mended.
set -eu
folder=$1
seconds=$2
shift 2
corpora=Tests/FuzzCorpora
failed=
# shellcheck disable=SC2046 # names without blanks
[ $# -gt 0 ] || set -- $(ls "$corpora")
for target; do
    mkdir -p "$folder/corpora/$target"
    echo "== $target"
    FUZZ_TARGET=$target "$folder/release/fuzz" -max_len=8192 -rss_limit_mb=2048 -timeout=10 -verbosity=1 \
        -max_total_time="$seconds" -print_final_stats=1 -artifact_prefix="$folder/$target-" \
        "$folder/corpora/$target" "$corpora/$target" >"$folder/$target.log" 2>&1 || failed="$failed $target"
    grep -E '^stat::(number_of_executed_units|average_exec|peak_rss)|SUMMARY|Test unit written' "$folder/$target.log" || :
done
[ -z "$failed" ] || { echo "These targets ended:$failed. Their logs are $folder/TARGET.log." >&2; exit 1; }
