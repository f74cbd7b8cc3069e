#!/usr/bin/env python3
"""Figures that need a venue, as JSON lines on standard output; what it is doing goes to standard error.

`bench_venue.py [--runs N] [--idle SECONDS]`. $BAITHAK_EMPTY_NIO names a program that does nothing but start SwiftNIO.
"""

import argparse
import contextlib
import json
import os
import socket
import sqlite3
import statistics
import sys
import time

import namespaces
from processes import cpu_seconds, megabytes
from programs import program
from scenario import wait_for_presence, wait_until_all_see_all
from venue import Venue

HERE = os.path.dirname(os.path.abspath(__file__))
START_TO_ROW_SHARE_MAX = 0.6
NEARBY_SHARE_MAX = 2.0
EXCHANGE_MS_MAX = 25.0
KEYSTROKE_MS_MAX = 15.0
JOINER_MEGABYTES_MAX = 120.0
IDLE_MEGABYTES_MAX = 45.0
IDLE_CPU_PERCENT_MAX = 0.3


def report(figure, value, unit, target, peer=None, peer_value=None):
    """One figure. `target` is the largest value that meets it, None where it cannot be said."""
    print(json.dumps({
        "figure": figure, "value": round(value, 3), "unit": unit, "peer": peer,
        "peer_value": None if peer_value is None else round(peer_value, 3),
        "target": None if target is None else round(target, 3),
        "met": None if target is None else value <= target}), flush=True)


def say(text):
    print(text, file=sys.stderr, flush=True)


def milliseconds_until(what, happened, since, timeout=15.0):
    """Milliseconds from `since` until `happened()`, asked every millisecond."""
    while time.perf_counter() - since < timeout:
        if happened():
            return (time.perf_counter() - since) * 1000
        time.sleep(0.001)
    raise AssertionError(f"Waited {timeout:g} s in vain: {what}.")


class Tail:
    """The lines that a growing file gained since the last look."""

    def __init__(self, path):
        self._file = open(path, encoding="utf-8")
        self._rest = ""

    def lines(self):
        self._rest += self._file.read()
        *lines, self._rest = self._rest.split("\n")
        return lines


def row_time(asha, ravi, tail):
    """From the start of ravi's daemon to his row in asha's watch."""
    tail.lines()
    start = time.perf_counter()
    ravi.start_daemon(wait=False)

    def shown():
        for line in tail.lines():
            event = json.loads(line)
            rows = [event["attendee"]] if event["event"] == "attendee" else event.get("attendees", [])
            if any(row["key"] == ravi.key and row["presence"] == "here" for row in rows):
                return True
        return False

    try:
        return milliseconds_until("ravi's row in asha's watch", shown, start)
    finally:
        ravi.wait_until_answering()
        ravi.stop_daemon()
        wait_for_presence(asha, ravi, "gone")


def avahi_time(ravi, tail, instance):
    """From the start of `avahi-publish` to resolved in the other host's running `avahi-browse -r`."""
    tail.lines()
    start = time.perf_counter()
    publisher = ravi.spawn(["avahi-publish", "-s", instance, "_bench._tcp", "9999", "v=1"], name="publish")

    def resolved():
        return any(line.startswith("=") and line.split(";")[3] == instance for line in tail.lines())

    try:
        return milliseconds_until("the raw service, resolved", resolved, start)
    finally:
        publisher.stop()


def measure_start_to_row(runs):
    with Venue() as venue:
        asha, ravi = venue.hosts("asha", "ravi")
        asha.attend("Asha Rao", config="")
        ravi.attend("Ravi Kumar", config="")
        wait_until_all_see_all(asha, ravi)
        ravi.stop_daemon()
        wait_for_presence(asha, ravi, "gone")
        watch, browse = asha.watch(), asha.spawn(["avahi-browse", "-r", "-p", "_bench._tcp"], name="browse")
        rows, raw = Tail(watch.output), Tail(browse.output)
        venue.wait_until("the watch has begun", watch.json_lines)
        ours, theirs = [], []
        for run in range(runs):  # in turn, so that both meet the same machine
            ours.append(row_time(asha, ravi, rows))
            theirs.append(avahi_time(ravi, raw, f"run-{run}"))
            say(f"  run {run + 1}: row {ours[-1]:.0f} ms, raw Avahi {theirs[-1]:.0f} ms")
    peer = statistics.median(theirs)
    report("start of a second baithakd to its row in the first's watch", statistics.median(ours), "ms",
           START_TO_ROW_SHARE_MAX * peer, "avahi-publish start to resolved in a running avahi-browse -r", peer)


def ask(host, method, path, body=None):
    """One request to a host's daemon, without the start of a program; its JSON."""
    data = json.dumps(body or {}).encode()
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(os.path.join(host.runtime, "baithak.sock"))
        connection.sendall(f"{method} {path} HTTP/1.1\r\nHost: baithak\r\nConnection: close\r\n"
                           f"Content-Length: {len(data)}\r\n\r\n".encode() + data)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, rest = answer.partition(b"\r\n\r\n")
    assert b" 200 " in head.split(b"\r\n")[0], answer
    return json.loads(rest)


def exchange_time(asha, ravi):
    """From the second `confirm` to both sides holding card and receipt on their disks."""
    def stages():
        return [row["stage"] for host in (asha, ravi) for row in ask(host, "GET", "/v1/exchanges")]

    offer = {"unverified": False}
    ask(asha, "POST", f"/v1/exchanges/{ravi.key}/request", offer)
    milliseconds_until("ravi is asked", lambda: "requested" in stages(), time.perf_counter())
    ask(ravi, "POST", f"/v1/exchanges/{asha.key}/accept", offer)
    milliseconds_until("both compare", lambda: stages() == ["code", "code"], time.perf_counter())
    ask(asha, "POST", f"/v1/exchanges/{ravi.key}/confirm", offer)
    milliseconds_until("one has confirmed", lambda: stages() == ["confirmed", "code"], time.perf_counter())
    start = time.perf_counter()
    ask(ravi, "POST", f"/v1/exchanges/{asha.key}/confirm", offer)
    return milliseconds_until("both have stored", lambda: not stages(), start)


def measure_exchange(runs):
    with Venue() as venue:
        asha, ravi = venue.hosts("asha", "ravi")
        for host, name in ((asha, "Asha Rao"), (ravi, "Ravi Kumar")):
            host.attend(name, config="")
            host.baithak("card", "set", "--email", "somebody@example.org").ok()
        wait_until_all_see_all(asha, ravi)
        times = [exchange_time(asha, ravi) for _ in range(runs)]
        assert all(row["receipts"] == runs for host in (asha, ravi) for row in ask(host, "GET", "/v1/contacts"))
    report("exchange, from the second confirm to both sides stored", statistics.median(times), "ms", EXCHANGE_MS_MAX)


def keystroke_time(asha, ravi, pads, number):
    """From saving one more character at one daemon to the other's pad with it."""
    pad = ask(asha, "GET", pads[0])
    text = pad["text"] + "x"
    start = time.perf_counter()
    ask(asha, "PUT", pads[0], {"version": pad["version"], "text": text})
    saved = (time.perf_counter() - start) * 1000
    seen = milliseconds_until(f"keystroke {number}", lambda: ask(ravi, "GET", pads[1])["text"] == text, start)
    return saved, seen


def measure_keystrokes(runs):
    with Venue() as venue:
        asha, ravi = venue.hosts("asha", "ravi")
        for host, name in ((asha, "Asha Rao"), (ravi, "Ravi Kumar")):
            host.attend(name, config="")
        wait_until_all_see_all(asha, ravi)
        gathering = asha.baithak(
            "gathering", "create", "Bench", "--place", "Lab", "--days", "2026-11-28", "--json").ok().json()["id"]
        venue.wait_until("ravi hears of it", lambda: "Bench" in ravi.baithak("gathering", "list").out)
        ravi.baithak("gathering", "join").ok()
        session = asha.baithak("session", "propose", "Keys", "--json").ok().json()["id"]
        pads = [f"/v1/gatherings/{gathering}/pads/{session}"] * 2
        venue.wait_until("ravi sees the session", lambda: "Keys" in ravi.baithak("session", "list").out)
        times = [keystroke_time(asha, ravi, pads, number) for number in range(runs)]
    report("a keystroke saved in one namespace, visible in the other", statistics.median(seen for _, seen in times),
           "ms", KEYSTROKE_MS_MAX, "the saving itself, until it is on two disks",
           statistics.median(saved for saved, _ in times))


def held(host):
    """How many entries of gatherings are on a host's disk."""
    with contextlib.closing(sqlite3.connect(f"file:{host.data}/baithak/baithak.sqlite?mode=ro", uri=True)) as database:
        return database.execute("SELECT coalesce(sum(height), 0) FROM log").fetchone()[0]


def measure_joining():
    with Venue() as venue:
        asha, ravi = venue.hosts("asha", "ravi")
        asha.attend("Asha Rao", config="")
        asha.stop_daemon()
        asha.run([program("baithak-bench"), "--keep", f"{asha.data}/baithak/baithak.sqlite"], timeout=60).ok()
        asha.start_daemon()
        ravi.attend("Ravi Kumar", config="")
        venue.wait_until("ravi hears of it", lambda: "Bench" in ravi.baithak("gathering", "list").out)
        start = time.perf_counter()
        ravi.baithak("gathering", "join").ok()
        seconds = milliseconds_until("ravi holds all", lambda: held(ravi) > 100_000, start, 60.0) / 1000
        joiner, holder = [megabytes(host.daemon.pid, "VmHWM") for host in (ravi, asha)]
    name = "a newcomer's daemon takes 100,000 entries of notes over a link"
    report(f"{name}: wall time", seconds, "s", None)
    report(f"{name}: most memory", joiner, "MB", JOINER_MEGABYTES_MAX, "the daemon that gives them", holder)


def trio(venue):
    hosts = venue.hosts("asha", "ravi", "meera")
    for host, name in zip(hosts, ["Asha Rao", "Ravi Kumar", "Meera Nair"]):
        host.attend(name, config="")
    wait_until_all_see_all(*hosts)
    return hosts


def measure_nearby(asha, runs):
    commands = [[program("baithak"), "nearby", "--json"]]
    empty = os.environ.get("BAITHAK_EMPTY_NIO")
    if empty:
        commands.append([os.path.abspath(empty)])
    result = asha.run([sys.executable, os.path.join(HERE, "wall_times.py"), runs, json.dumps(commands)], timeout=120)
    medians = [statistics.median(times) for times in result.ok().json()]
    peer = medians[1] if empty else None
    report("baithak nearby --json, wall time", medians[0], "ms", NEARBY_SHARE_MAX * peer if empty else None,
           "an empty SwiftNIO program" if empty else None, peer)


def measure_idle(hosts, seconds):
    time.sleep(5)  # what starting left to do
    pids = [host.daemon.pid for host in hosts]
    before, start = [cpu_seconds(pid) for pid in pids], time.monotonic()
    time.sleep(seconds)
    length = time.monotonic() - start
    shares = [100 * (cpu_seconds(pid) - used) / length for pid, used in zip(pids, before)]
    report(f"idle daemon with {len(hosts)} hosts, CPU over {seconds} s", max(shares), "% of a core",
           IDLE_CPU_PERCENT_MAX)
    report(f"idle daemon with {len(hosts)} hosts, memory", max(map(megabytes, pids)), "MB",
           IDLE_MEGABYTES_MAX)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=20, help="runs of the start figure (default 20)")
    parser.add_argument("--idle", type=int, default=60, help="seconds of idling (default 60)")
    options = parser.parse_args()
    try:
        namespaces.enter()
        say(f"From start to row, {options.runs} runs beside raw Avahi")
        measure_start_to_row(options.runs)
        say(f"Exchanging cards, {options.runs} runs")
        measure_exchange(options.runs)
        say(f"Keystrokes, {5 * options.runs} runs")
        measure_keystrokes(5 * options.runs)
        say("Joining a large gathering")
        measure_joining()
        with Venue() as venue:
            hosts = trio(venue)
            say("The command's wall time, 50 runs")
            measure_nearby(hosts[0], 50)
            say(f"Idling for {options.idle} s")
            measure_idle(hosts, options.idle)
    except (namespaces.CannotEnter, AssertionError) as reason:
        sys.exit(f"The figures could not be taken. {reason}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
