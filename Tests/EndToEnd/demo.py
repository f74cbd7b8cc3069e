#!/usr/bin/env python3
"""`make demo`: three people in one room, each with a machine and a daemon of their own, all on this machine.

Exits with 0 only when everybody saw everybody. Nothing is left behind and the machine's own network is not touched.
"""

import sys
import time

import namespaces
from programs import program
from scenario import wait_until_all_see_all
from terminal import Terminal
from venue import Venue

# Wide enough for every column, narrow enough for most windows.
COLUMNS = 110

PEOPLE = [
    ("asha", "Asha Rao", ["--headline", "maps for NGOs", "--topic", "maps", "--topic", "open-data",
                          "--offer", "QGIS help", "--ask", "a treasurer"]),
    ("ravi", "Ravi Kumar", ["--headline", "solar lamps for schools", "--topic", "energy", "--offer", "soldering",
                            "--ask", "a place to meet"]),
    ("meera", "Meera Nair", ["--headline", "runs a travelling library", "--topic", "books", "--topic", "open-data",
                             "--offer", "two tents", "--ask", "a driver on Sundays"]),
]


def say(text):
    print(text, flush=True)


def seen(host):
    """What `baithak nearby` shows to a person at a terminal, dimmed only where this goes to one."""
    style = [] if sys.stdout.isatty() else ["NO_COLOR=1"]
    terminal = Terminal(host, command=["env", *style, program("baithak"), "nearby"], columns=COLUMNS)
    return terminal.read_to_end(0).replace("\r\n", "\n").rstrip("\n")


def demonstrate():
    say("Making a room: three hosts on one bridge, each with its own network, D-Bus and Avahi.")
    with Venue() as venue:
        hosts = venue.hosts(*(name for name, _, _ in PEOPLE))
        for host, (_, name, badge) in zip(hosts, PEOPLE):
            say(f"  {host.ipv4:<12} {name} runs `baithak init` and `baithakd`.")
            host.configure("")
            host.init(name, *badge)
            host.start_daemon(wait=False)
        start = time.monotonic()
        for host in hosts:
            host.wait_until_answering()
            status = host.status()
            host.key, host.tag = status["key"], status["tag"]
        wait_until_all_see_all(*hosts, timeout=30)
        say(f"Everybody sees everybody, {time.monotonic() - start:.1f} s after the last daemon was started.")
        say("\nWhat Asha sees:\n\n$ baithak nearby\n" + seen(hosts[0]))
        say("\nMeera goes home.")
        hosts[2].stop_daemon()
        venue.wait_until("asha sees that meera left", lambda: hosts[0].presence(hosts[2].key) == "gone", 10)
        say("\n$ baithak nearby\n" + seen(hosts[0]))
        for host in hosts[:2]:
            host.stop_daemon()
    say("\nThe room is closed; nothing of it is left. To be in a real one: `make run`.")


def main():
    try:
        namespaces.enter()
        demonstrate()
    except (namespaces.CannotEnter, AssertionError) as reason:
        sys.exit(f"The demonstration failed. {reason}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
