"""A neighbour who beats without end."""

import os
import sys

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "herald.py")


def test_of_an_author_who_floods_the_room_a_beat_a_second_is_passed_on(venue):
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    mallory = venue.host("mallory", discovery=False)
    said = mallory.run(
        [sys.executable, SCRIPT, asha.ipv4, asha.status()["port"], 5_000], timeout=60).ok().out.split()
    assert 1 <= int(said[0]) <= 6 and said[1] == "True", said
