#!/usr/bin/env python3
"""`make crowd`: a room full of people, each with a host and a daemon of their own, all on this machine.

All daemons are started at one moment. Then one person founds a gathering, all others join at one moment, and some
write. Exits with 0 only when everybody saw everybody, all joined at the first attempt, and all hold all. Nothing is
left behind and the machine's own network is not touched.
"""

import argparse
import asyncio
import json
import os
import sys
import time

import namespaces
from crowd_room import Room, spread
from crowd_steps import Gathering, Refused, start
from programs import ROOT, program
from venue import Venue

FIGURES = [
    ("memory_mib", "memory of a daemon, MiB"),
    ("memory_private_mib", "of which others do not use it too, MiB"),
    ("daemon_cpu_s", "processor time of a daemon, s"),
    ("avahi_cpu_s", "processor time of an Avahi, s"),
    ("mdns_heard", "datagrams of multicast DNS that a host heard"),
    ("mdns_heard_per_other", "the same for each other host in the room"),
    ("udp_delivered", "UDP datagrams that programs on a host read"),
]


def say(text):
    print(text, file=sys.stderr, flush=True)


async def live(room, joiners, by_invitation, settle, see, join, hold):
    """What people do from the start of the daemons on; its steps, what they cost, and when writing began.

    `joiners`: how many join, of those who did not found it. `settle`: seconds of silence before the founding and before
    the typing. The others say how long steps may take.
    """
    steps = []

    def done(more):
        for step in more:
            say(f"  {step}")
        steps.extend(more)

    room.start()
    done(await start(room.controls, see, time.monotonic()))
    costs = {"until all see all": room.costs()}
    await asyncio.sleep(settle)
    gathering = Gathering(room.controls, by_invitation, joiners)
    await gathering.found()
    await asyncio.sleep(settle)
    typed = time.monotonic()
    done(await gathering.join(join))
    joined = [control for control, seconds in zip(gathering.joiners, steps[-1].seconds) if seconds is not None]
    began = time.monotonic() - typed
    done(await gathering.hold(joined, hold))
    costs["in all"] = room.costs()
    return steps, costs, began


def table(rows):
    """Rows of cells as lines: the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))]).rstrip()
        for row in rows)


def numbers(values, digits):
    shown = spread(values)
    return [f"{shown[key]:,.{digits}f}" if shown else "-" for key in ("min", "p50", "p95", "max")]


def report(steps, costs, beside):
    """What a person reads."""
    rows = [["seconds", "of", "least", "p50", "p95", "most"]]
    for step in steps:
        rows.append([step.name, f"{step.reached}/{len(step.seconds)}", *numbers(step.reached_after, 2)])
    print(table(rows))
    print(f"\nWriting began {beside['writing_began_s']:.1f} s after the typing. "
          f"Load average {beside['load_before']:.1f} before, {beside['load_after']:.1f} after; "
          f"this program itself took {beside['own_cpu_s']:.1f} s of processor time.")
    for step in steps:
        for text, count in step.said.most_common():
            print(f"{count} were told: {text}")
    for when, figures in costs.items():
        rows = [[when, "of", "least", "p50", "p95", "most"]]
        for key, name in FIGURES:
            if figures.get(key):
                digits = 0 if key in ("mdns_heard", "udp_delivered") else 2 if key.endswith("_s") else 1
                rows.append([name, str(len(figures[key])), *numbers(figures[key], digits)])
        print("\n" + table(rows))


def choose_programs():
    """The release programs where there are some and nothing else is asked for: others cost more."""
    release = os.path.join(ROOT, ".build", "release")
    if not os.environ.get("BAITHAK_BIN") and os.access(os.path.join(release, "baithakd"), os.X_OK):
        os.environ["BAITHAK_BIN"] = release
    return program("baithakd")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", "--number", type=int, default=60, help="daemons, 2 to 250 (default 60)")
    parser.add_argument("--avahi", type=int, default=8, help="how many of them have Avahi; the others know one "
                        "address, that of the first (default 8, at most all)")
    parser.add_argument("--joiners", type=int, help="how many join the gathering (default: all but the founder)")
    parser.add_argument("--invite", action="store_true", help="a gathering by invitation instead of an open one")
    parser.add_argument("--settle", type=float, default=3, metavar="SECONDS", help="of silence before the founding and "
                        "before the typing (default 3)")
    for name, seconds in [("see", 120), ("join", 30), ("hold", 60)]:
        parser.add_argument(f"--{name}", type=float, default=seconds, metavar="SECONDS",
                            help=f"how long that step may take (default {seconds})")
    parser.add_argument("--json", metavar="FILE", help="write all figures there, host by host")
    options = parser.parse_args()
    if not 2 <= options.number <= 250:
        parser.error("between 2 and 250 daemons are possible")
    options.avahi = min(options.avahi, options.number)
    options.joiners = min(options.joiners or options.number, options.number - 1)
    return options


def measure(options):
    """Make the room, let people live in it, print and write the figures; whether all was reached."""
    daemon, load, began = choose_programs(), os.getloadavg()[0], time.monotonic()
    say(f"{options.number} hosts on one bridge, {options.avahi} of them with Avahi. "
        f"{os.path.relpath(daemon)}, load average {load:.1f}.")
    with Venue() as venue:
        room = Room(venue, options.number, options.avahi)
        say(f"  made in {time.monotonic() - began:.0f} s; all daemons start now")
        steps, costs, writing = asyncio.run(
            live(room, options.joiners, options.invite, options.settle, options.see, options.join, options.hold))
        ended = room.ended()
    others = options.number - 1
    for figures in costs.values():
        figures["mdns_heard_per_other"] = [heard / others for heard in figures["mdns_heard"]]
    beside = {"writing_began_s": writing, "load_before": load, "load_after": os.getloadavg()[0],
              "own_cpu_s": time.process_time()}
    report(steps, costs, beside)
    for name, text in ended.items():
        print(f"The daemon of {name} has ended. It said: {text}")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({
                "options": vars(options), "program": daemon, **beside, "ended": ended, "costs": costs,
                "steps": [{"step": step.name, "reached": step.reached, "of": len(step.seconds),
                           **(spread(step.reached_after) or {}), "said": step.said, "seconds": step.seconds}
                          for step in steps]}, file, indent=1)
    return not ended and all(step.is_complete for step in steps)


def main():
    options = arguments()
    try:
        namespaces.enter()
        reached = measure(options)
    except (namespaces.CannotEnter, AssertionError, Refused) as reason:
        sys.exit(f"The crowd could not be measured. {reason}")
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(0 if reached else 1)


if __name__ == "__main__":
    main()
