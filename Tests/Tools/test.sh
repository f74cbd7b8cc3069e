#!/bin/sh
# `make test`: section after section, stopping at the first that fails; the last line counts what held.
set -eu

start=$(date +%s)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# section NAME TITLE COMMAND...: runs a command with its output on the terminal and in $out/NAME.
section() {
    name=$1
    printf '\n=== %s, after %s\n\n' "$2" "$(elapsed)"
    shift 2
    { "$@" 2>&1 || echo "$?" >"$out/failed"; } </dev/null | tee "$out/$name"
    if test -e "$out/failed"; then
        printf '\n=== Failed after %s: %s\n' "$(elapsed)" "$*"
        exit 1
    fi
}

elapsed() {
    seconds=$(($(date +%s) - start))
    echo "$((seconds / 60)) min $((seconds % 60)) s"
}

section setup "What building and testing need" make --no-print-directory setup
section build "Build, tests included" swift build --build-tests
section lint "Format and scripts" make --no-print-directory lint
section swift "Modules" make --no-print-directory test-swift
section cards "Cards, read by others" make --no-print-directory test-cards
section docs "Documents" make --no-print-directory test-docs
section pads "Pads" make --no-print-directory test-pads
section simulation "Simulation" make --no-print-directory test-simulation
section end "End to end" make --no-print-directory test-end-to-end

swift=$(sed -n 's/.*Test run with \([0-9]*\) tests.* passed.*/\1/p' "$out/swift" |
    awk '{ sum += $1 } END { print sum }')
simulation=$(sed -n 's/^Simulation: \(.*\) held\.$/\1/p' "$out/simulation" | tail -n 1)
pads=$(sed -n 's/^Pads: \(.*\) held\.$/\1/p' "$out/pads" | tail -n 1)
end=$(sed -n 's/^.*\b\([0-9][0-9]* passed.*\) in .*/\1/p' "$out/end" | tail -n 1)
printf '\n=== All held in %s: %s tests of modules; pads: %s; simulation: %s; end to end: %s.\n' \
    "$(elapsed)" "${swift:-?}" "${pads:-?}" "${simulation:-?}" "${end:-?}"
