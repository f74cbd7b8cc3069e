"""A neighbour who recorded everybody's beats and plays them back after these people left."""

import os
import sys
import time

from scenario import OFF, wait_for_presence

# What was played back stays for minutes if nobody knows better.
SELDOM = OFF.replace("beat_seconds = 1", "beat_seconds = 30")

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "herald.py")


def herald(mallory, kind, host, path, says):
    process = mallory.spawn([sys.executable, SCRIPT, kind, host.ipv4, host.status()["port"], path], kind)
    process.until_it_says(says, 20)
    return process


def lists_as_here(host, other, seconds):
    """Whether `host` ever lists `other` as here or quiet within that time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if host.presence(other.key) in ("here", "quiet"):
            return True
        time.sleep(0.1)
    return False


def test_played_back_beats_show_nobody_as_here_after_departure_and_restart(venue):
    asha, ravi, meera = (venue.host(name, discovery=False) for name in ("asha", "ravi", "meera"))
    mallory = venue.host("mallory", discovery=False)
    asha.attend("Asha Rao", config=OFF)
    path = os.path.join(mallory.folder, "beats")
    recorder = herald(mallory, "record", asha, path, "recorded")
    ravi.attend("Ravi Kumar", config=SELDOM)
    asha.baithak("peer", "add", f"{ravi.ipv4}:{ravi.status()['port']}").ok()
    wait_for_presence(asha, ravi, "here")
    venue.wait_until("Ravi's beats are recorded", lambda: ravi.key in open(path, encoding="ascii").read(), 20)
    assert ravi.stop_daemon() == 0
    wait_for_presence(asha, ravi, "gone")
    recorder.kill()
    # All but his goodbye: after his key a header has nine bytes of the stamp, four of the interval, and then that.
    with open(path, encoding="ascii") as file:
        lines = [line for line in file if ravi.key in line and line.split(ravi.key)[1][26:30] != "2001"]
    assert lines
    with open(path, "w", encoding="ascii") as file:
        file.writelines(lines)
    assert asha.stop_daemon() == 0
    asha.start_daemon()
    herald(mallory, "replay", asha, path, "told")
    venue.wait_until("Mallory is heard", lambda: asha.rows(name="Mallory"), 10)
    assert not lists_as_here(asha, ravi, 3)
    # A newcomer who never heard of him believes it until Asha, who knows better, is there too.
    meera.attend("Meera Nair", config=OFF)
    herald(mallory, "replay", meera, path, "told")
    wait_for_presence(meera, ravi, "here", "quiet")
    assert meera.rows(key=ravi.key)[0]["unconfirmed"]
    assert "unconfirmed" in meera.baithak("nearby").ok().out
    meera.baithak("peer", "add", f"{asha.ipv4}:{asha.status()['port']}").ok()
    wait_for_presence(meera, ravi, "gone", "absent", timeout=10)
    assert not lists_as_here(asha, ravi, 1)
