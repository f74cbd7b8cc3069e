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


GREETER = """
import socket, sys
client = socket.create_connection((sys.argv[1], int(sys.argv[2])), 5)
hello = bytes.fromhex(sys.argv[3])
client.sendall(len(hello).to_bytes(2, "big") + hello)
answer = b""
while piece := client.recv(100):
    answer += piece
print(answer[2:].decode())
"""


@pytest.mark.parametrize("hello, which", [("07" * 32, "older"), ("07" * 32 + "03", "newer")])
def test_whoever_has_another_version_is_told_ours_and_the_owner_which_is_older(street, hello, which):
    asha, _, mallory = street
    greeting = mallory.python(GREETER, asha.ipv4, asha.status()["port"], hello).ok()
    assert greeting.out.strip() == "baithak/2"
    told = [line for line in asha.baithak("status").ok().err.splitlines() if mallory.ipv4 in line]
    assert len(told) == 1 and f"is {which} than yours" in told[0] and "update" in told[0]


CROWD = """
import signal, sys
sys.path.insert(0, sys.argv[3])
from intruder import Closed, Link, Signer
links = []
for _ in range(64):
    try:
        links.append(Link((sys.argv[1], int(sys.argv[2])), Signer()))
    except (Closed, OSError):
        pass
print("open", len(links), flush=True)
signal.pause()
"""


def test_a_machine_with_many_keys_keeps_nobody_out(street):
    asha, ravi, mallory = street
    ravi.stop_daemon()
    wait_for_presence(asha, ravi, "gone")
    crowd = mallory.spawn(
        [sys.executable, "-c", CROWD, asha.ipv4, asha.status()["port"], os.path.dirname(SCRIPT)], name="crowd")
    asha.venue.wait_until("it has tried all its keys", lambda: "open" in crowd.out(), 90)
    assert crowd.running and 0 < asha.status()["links"] <= 8
    ravi.start_daemon()
    wait_until_all_see_all(asha, ravi, timeout=8)
    crowd.kill()
