"""A neighbour who links with a daemon and says what is not true about a gathering."""

import os
import random
import sys

import pytest

from assembly import forks, gather, programme, propose, sessions, text, wait_for_text, wait_until_all_have_all
from venue import Venue

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "intruder.py")


@pytest.fixture(scope="module")
def street():
    with Venue() as venue:
        asha, ravi = gather(venue, "asha", "ravi")
        mallory = venue.host("mallory", discovery=False)
        session = propose(asha, "Maps", ravi)
        ravi.baithak("note", "append", session, "what is true").ok()
        wait_for_text(asha, session, "what is true")
        yield asha, ravi, mallory, session


def say(street, kind):
    """What became of the link over which this was said to Asha."""
    asha, _, mallory, _ = street
    seed = random.randrange(1 << 32)
    print("seed", seed)
    return mallory.run([
        sys.executable, SCRIPT, kind, asha.ipv4, asha.status()["port"], programme(asha)["gathering"]["id"], asha.key,
        seed], timeout=90).ok().out.strip()


def everything(street):
    """All that Asha and Ravi see."""
    asha, ravi, _, session = street
    return [(programme(host)["attendees"], programme(host)["sessions"], text(host, session)) for host in (asha, ravi)]


@pytest.mark.parametrize("kind", [
    "noise", "nothing", "frontier", "buckets", "lines", "wants", "entries", "forged", "pushed", "other"])
def test_whoever_says_what_cannot_be_true_is_cut_off_and_changes_nothing(street, kind):
    """Garbage and forged entries close the link at once."""
    asha, ravi, _, session = street
    before = everything(street)
    assert say(street, kind) == "closed"
    assert everything(street) == before and asha.daemon.running
    ravi.baithak("note", "append", session, f"after {kind}").ok()
    wait_for_text(asha, session, f"after {kind}")
    assert not forks(asha, ravi)


@pytest.mark.parametrize("kind", ["founding", "proof", "stranger"])
def test_what_counts_for_nothing_changes_nothing(street, kind):
    """A founding entry that nobody asked for, a proof that proves nothing, and words of somebody who has not joined."""
    asha, ravi, _, session = street
    before = everything(street)
    held = asha.baithak("sync", "--json").ok().json()["entries"]
    assert say(street, kind) == "standing"
    wait_until_all_have_all(asha, ravi)
    # What is genuine is kept and passed on, whoever wrote it.
    for host in (asha, ravi):
        assert host.baithak("sync", "--json").ok().json()["entries"] == held + (kind == "stranger")
    assert everything(street) == before and list(sessions(asha)) == ["Maps"]
    asha.baithak("note", "append", session, f"after {kind}").ok()
    wait_for_text(ravi, session, f"after {kind}")
    assert not forks(asha, ravi)


def test_what_somebody_left_out_is_asked_for(street):
    """An entry that came without what it says is taken, and counts when the rest has come."""
    asha, ravi, _, _ = street
    before = programme(asha)["gathering"]["attendees"]
    assert say(street, "late") == "asked"
    for host in (asha, ravi):
        host.venue.wait_until(f"{host.name} sees who joined", lambda host=host:
                              programme(host)["gathering"]["attendees"] == before + 1, 60)
    wait_until_all_have_all(asha, ravi)
    assert not forks(asha, ravi)
