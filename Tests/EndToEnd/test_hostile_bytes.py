"""A neighbour who throws bytes at the port: the daemon lives, and honest hosts still get in."""

import os
import random
import sys

import pytest

from scenario import wait_for_presence, wait_until_all_see_all
from venue import Venue

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "hostile.py")


@pytest.fixture(scope="module")
def street():
    with Venue() as venue:
        asha, ravi = venue.hosts("asha", "ravi")
        mallory = venue.host("mallory", discovery=False)
        asha.attend("Asha Rao")
        ravi.attend("Ravi Kumar")
        wait_until_all_see_all(asha, ravi)
        yield asha, ravi, mallory


def attack(asha, mallory, kind):
    seed = random.randrange(1 << 32)
    print("seed", seed)
    return mallory.spawn(
        [sys.executable, SCRIPT, kind, asha.ipv4, asha.status()["port"], seed], name=f"hostile-{kind}")


def memory(host):
    """Megabytes that the daemon holds."""
    with open(f"/proc/{host.daemon.pid}/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024


@pytest.mark.parametrize("kind", ["noise", "huge", "drip"])
def test_bytes_that_are_no_handshake_are_dropped_in_time(street, kind):
    asha, ravi, mallory = street
    before = memory(asha)
    attacker = attack(asha, mallory, kind)
    assert attacker.wait(90) == 0, attacker.err()
    outcome, slowest = attacker.out().split()
    assert outcome == "closed" and float(slowest) < 9, f"The slowest of them stood for {slowest} s: {outcome}."
    assert asha.daemon.running and memory(asha) < before + 20
    wait_for_presence(asha, ravi, "here", timeout=5)


def test_a_hundred_silent_connections_do_not_keep_an_honest_host_out(street):
    asha, ravi, mallory = street
    ravi.stop_daemon()
    wait_for_presence(asha, ravi, "gone")
    attacker = attack(asha, mallory, "silent")
    asha.venue.wait_until("the connections stand", lambda: "open" in attacker.out(), 30)
    ravi.start_daemon()
    wait_until_all_see_all(asha, ravi, timeout=8)
    assert attacker.wait(30) == 0, attacker.err()
    outcome, slowest = attacker.out().split()[1:]
    assert outcome == "closed" and float(slowest) < 9, f"The slowest of them stood for {slowest} s: {outcome}."
    assert asha.daemon.running
