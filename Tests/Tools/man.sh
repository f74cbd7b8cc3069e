#!/bin/sh
# Makes the manual pages of both programs in .build/man, from what they say about their own options.
set -eu

swift package generate-manual --configuration debug --section 1 --authors "the baithak authors"
mkdir -p .build/man
for program in baithak baithakd; do
    page=$(find .build/plugins/GenerateManual -name "$program.1" | head -n 1)
    test -n "$page" || { echo "There is no manual page of $program." >&2; exit 1; }
    cp "$page" .build/man/
done
echo "Manual pages: .build/man/baithak.1 .build/man/baithakd.1 (read with \`man -l\`)"
