"""A neighbour who beats without end, or tells of attendees who do not exist, beside people who are here."""

import os
import sys

from scenario import wait_for_presence, wait_until_all_see_all

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "herald.py")


def test_of_an_author_who_floods_the_room_a_beat_a_second_is_passed_on(venue):
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    mallory = venue.host("mallory", discovery=False)
    said = mallory.run(
        [sys.executable, SCRIPT, "flood", asha.ipv4, asha.status()["port"], 5_000], timeout=60).ok().out.split()
    assert 1 <= int(said[0]) <= 6 and said[1] == "True", said


def test_who_is_here_is_listed_among_more_invented_attendees_than_a_daemon_keeps(venue):
    asha, ravi, meera = venue.hosts("asha", "ravi", "meera")
    mallory = venue.host("mallory", discovery=False)
    for host, name in [(asha, "Asha Rao"), (ravi, "Ravi Kumar")]:
        host.attend(name)
    wait_until_all_see_all(asha, ravi)
    herald = mallory.spawn([sys.executable, SCRIPT, "invent", asha.ipv4, asha.status()["port"], 5_000], "herald")
    herald.until_it_says("told", 60)
    venue.wait_until("Asha's list is full", lambda: len(asha.nearby()["attendees"]) >= 4_000, 60)
    meera.attend("Meera Nair")
    wait_for_presence(asha, meera, "here", timeout=10)
    wait_until_all_see_all(asha, ravi, meera)
    assert ravi.stop_daemon() == 0
    wait_for_presence(asha, ravi, "gone")
    ravi.start_daemon()
    wait_for_presence(asha, ravi, "here", timeout=10)
