#!/bin/sh
# Installs the Debian packages that building, testing and running need, and those that are named, only where they are
# missing; then looks for Swift, which Debian does not have. `setup.sh [PACKAGE...]`
set -eu

packages="libavahi-compat-libdnssd-dev libsodium-dev libsqlite3-dev libqrencode-dev libpng-dev libicu-dev
avahi-daemon avahi-utils dbus dbus-daemon iproute2 nftables util-linux mount
python3 python3-pytest python3-pytest-xdist python3-yaml python3-venv python3-pyte python3-vobject python3-icalendar
zbar-tools make git
g++ libc6-dev binutils $*"

is_installed() {
    test "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed
}

missing=
for package in $packages; do
    is_installed "$package" || missing="$missing $package"
done

if test -n "$missing"; then
    echo "Installing what is missing:$missing"
    as_root=
    if test "$(id -u)" != 0; then
        as_root=sudo
        command -v sudo >/dev/null || {
            echo "Only root can do that. Run this as root:  apt-get install$missing" >&2
            exit 1
        }
    fi
    # shellcheck disable=SC2086 # a list of names, and an empty word when we are root
    DEBIAN_FRONTEND=noninteractive $as_root apt-get -q update </dev/null
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q install -y --no-install-recommends $missing </dev/null
fi

if ! command -v swift >/dev/null; then
    echo "Swift is missing: install version 6.2 or later from https://www.swift.org/install/linux/" >&2
    exit 1
fi
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p')
case "$version" in
[0-5]\ * | 6\ [01])
    echo "This is Swift $(echo "$version" | tr ' ' .): install 6.2 or later from https://www.swift.org/install/linux/" >&2
    exit 1
    ;;
esac
