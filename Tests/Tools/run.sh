#!/bin/sh
# Starts the daemon on this machine and its network, in the foreground, after looking whether there is an identity.
set -eu

baithak=.build/release/baithak
identity=${XDG_DATA_HOME:-$HOME/.local/share}/baithak/identity.key
if ! test -e "$identity"; then
    cat >&2 <<TEXT
You have no identity yet. Make one, with the badge that everybody nearby will see, and run this again:

    $baithak init --name "Your Name" --headline "a line about you" --topic "something you care about"

\`$baithak init --help\` tells more.
TEXT
    exit 1
fi
echo "Starting. In another terminal: $baithak nearby --watch. Ctrl-C says goodbye and ends."
exec .build/release/baithakd
