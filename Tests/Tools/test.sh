#!/bin/sh
# `make test`: section after section, stopping at the first that fails; the last line counts what held. While hosts wait
# for one another end to end, the simulation and the pads take the time of the processors that nothing else wants.
set -eu

start=$(date +%s)
out=$(mktemp -d)
beside=
trap 'test -z "$beside" || kill -- "-$beside" 2>/dev/null || :; rm -rf "$out"' EXIT
trap 'exit 130' INT TERM HUP

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

# begin COMMAND...: runs a command beside what comes next and never instead of it (sched(7), SCHED_IDLE).
begin() {
    idle="chrt --idle 0"
    $idle true 2>"$out/refused" || idle="nice -n 19"
    printf '\n=== Beside what follows, after %s: %s\n' "$(elapsed)" "$*"
    # shellcheck disable=SC2086 # words of their own
    setsid $idle "$@" >"$out/begun" 2>&1 </dev/null &
    beside=$!
}

# join: waits for what was begun, whose end is then told by `report`.
join() {
    status=0
    wait "$beside" || status=$?
    beside=
}

report() {
    cat "$out/begun"
    return "$status"
}

elapsed() {
    seconds=$(($(date +%s) - start))
    echo "$((seconds / 60)) min $((seconds % 60)) s"
}

section setup "What building and testing need" make --no-print-directory setup
section lint "Format and scripts" make --no-print-directory lint
section build "Build, tests included" swift build --build-tests
section swift "Modules" make --no-print-directory test-swift
section cards "Cards, read by others" make --no-print-directory test-cards
section docs "Documents" make --no-print-directory test-docs
section release "Build for release" make --no-print-directory release-pad-bench release-venue-sim
begin make --no-print-directory test-pads test-simulation
section end "End to end" make --no-print-directory test-end-to-end
join
section beside "Pads and simulation" report

swift=$(sed -n 's/.*Test run with \([0-9]*\) tests.* passed.*/\1/p' "$out/swift" |
    awk '{ sum += $1 } END { print sum }')
simulation=$(sed -n 's/^Simulation: \(.*\) held\.$/\1/p' "$out/beside" | tail -n 1)
pads=$(sed -n 's/^Pads: \(.*\) held\.$/\1/p' "$out/beside" | tail -n 1)
end=$(sed -n 's/^.*\b\([0-9][0-9]* passed.*\) in .*/\1/p' "$out/end" | tail -n 1)
printf '\n=== All held in %s: %s tests of modules; pads: %s; simulation: %s; end to end: %s.\n' \
    "$(elapsed)" "${swift:-?}" "${pads:-?}" "${simulation:-?}" "${end:-?}"
