#!/bin/sh
# sanitize.sh [ARGUMENT…]: the tests of the modules with the thread sanitizer and then with the address sanitizer, each
# built into a folder of its own. The arguments are those of `swift test`, as `--filter KeysTests`.
set -eu

# A report is an error at the end of the program, so that none is missed behind tests that pass. Leaks are not looked
# for: what lives as long as the program is meant to.
export TSAN_OPTIONS=exitcode=66 ASAN_OPTIONS=detect_leaks=0
for kind in thread address; do
    folder=.build-$kind
    echo "== $kind"
    swift build --build-tests --scratch-path "$folder" --sanitize="$kind"
    preload=
    if [ "$kind" = thread ]; then
        preload=$folder/seen_mutex.so
        clang -Wall -Werror -shared -fPIC -O1 -o "$preload" Tests/Tools/seen_mutex.c
    fi
    # The tests' program itself, so that nothing is loaded into `swift test`.
    LD_PRELOAD=${preload:+$PWD/$preload} "$folder/debug/baithakPackageTests.xctest" \
        --testing-library swift-testing --no-parallel "$@"
done
