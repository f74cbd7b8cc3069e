"""One-to-one help: three people, a desk, and who gets which slot of it; and who could help whom."""

import glob
import json
import os

import pytest

from programs import program
from scenario import assert_refused, assert_sentence, wait_until_all_see_all


class Room:
    """Ravi has a desk at a gathering that Asha and Meera are in, too."""

    def __init__(self, venue):
        self.venue = venue
        self.asha, self.ravi, self.meera = self.hosts = venue.hosts("asha", "ravi", "meera")
        self.asha.attend("Asha Rao", "--ask", "a treasurer", "--offer", "QGIS help", "--topic", "maps")
        self.ravi.attend("Ravi Kumar", "--offer", "treasurers for NGOs", "--ask", "somebody who knows QGIS")
        self.meera.attend("Meera Nair", "--topic", "libraries")
        wait_until_all_see_all(*self.hosts)
        self.ravi.baithak("gathering", "create", "BarCamp Pune", "--place", "Room 4", "--days", "2026-11-28").ok()
        for host in (self.asha, self.meera):
            venue.wait_until(f"{host.name} joins", lambda host=host: host.baithak("gathering", "join").code == 0, 15)
        opened = self.ravi.baithak("desk", "open", "Social media for NGOs", "--slots", "14:00-15:00/20m").ok()
        self.desk = opened.out.split("\t")[0]
        for host in self.hosts:
            venue.wait_until(f"{host.name} hears of the desk", lambda host=host: self.slots(host))

    def slots(self, host):
        """What one of them sees of the desk: state, by whom, about what, for each start."""
        desks = host.baithak("desk", "list", "--json").ok().json()["desks"]
        return {slot["slot"]["start"]: (slot["state"], (slot.get("by") or {}).get("name"), slot.get("about"))
                for desk in desks for slot in desk["slots"]}

    def states(self, host):
        """The states alone."""
        return [state for state, _, _ in self.slots(host).values()]

    def wait_for(self, host, *states):
        """Until the desk looks so to one of them."""
        self.venue.wait_until(f"{host.name} sees {states}", lambda: self.states(host) == list(states), 15)

    def writes_down(self, host, word):
        """Whether a word is anywhere in one's database."""
        return any(word.encode() in open(file, "rb").read()
                   for file in glob.glob(f"{host.data}/baithak/baithak.sqlite*"))

    def book(self, host, start, about="our Facebook page"):
        """`baithak desk book`."""
        return host.baithak("desk", "book", self.desk, start, "--about", about)


@pytest.fixture
def room(venue):
    return Room(venue)


def test_a_slot_is_booked_and_only_the_two_know_who_and_why(room):
    events = room.ravi.watch()
    room.venue.wait_until("the stream begins", lambda: events.json_lines())
    assert_sentence(room.book(room.asha, "14:20").ok().err, "Booked: 14:20 with Ravi Kumar")
    room.wait_for(room.meera, "free", "taken", "free")
    room.wait_for(room.ravi, "free", "taken", "free")
    assert room.states(room.asha) == ["free", "yours", "free"]
    assert room.slots(room.ravi)["14:20"] == ("taken", "Asha Rao", "our Facebook page")
    assert room.slots(room.asha)["14:20"] == ("yours", None, "our Facebook page")
    assert room.slots(room.meera)["14:20"] == ("taken", None, None)
    seen = room.venue.wait_until(
        "Ravi is told", lambda: [line for line in events.json_lines() if line["event"] == "desk"])
    assert seen[0]["booking"]["person"]["name"] == "Asha Rao" and seen[0]["booking"]["state"] == "accepted"
    assert room.writes_down(room.ravi, "Facebook") and not room.writes_down(room.meera, "Facebook")
    # Asking for the same again is the same booking.
    room.book(room.asha, "14:20").ok()
    assert_refused(room.book(room.ravi, "14:00"), "your own desk")


def test_who_comes_too_late_is_offered_the_next_slot_by_name(room):
    room.book(room.asha, "14:20").ok()
    room.wait_for(room.meera, "free", "taken", "free")
    assert_refused(room.book(room.meera, "14:20"), "is taken", "14:40", codes=(77,))
    room.book(room.meera, "14:40").ok()
    room.wait_for(room.ravi, "free", "taken", "taken")
    assert_refused(room.book(room.asha, "15:00"), "no such slot", codes=(67,))


def test_two_who_book_at_the_same_moment_do_not_both_get_it(room):
    both = [host.spawn([program("baithak"), "desk", "book", room.desk, "14:00", "--about", "us", "--json"])
            for host in (room.asha, room.meera)]
    room.venue.wait_until("both are answered", lambda: not any(process.running for process in both), 15)
    assert sorted(process.code for process in both) == [0, 77], [process.err() for process in both]
    loser = next(process for process in both if process.code == 77)
    assert_sentence(loser.err(), "14:20")
    room.wait_for(room.ravi, "taken", "free", "free")


def test_while_the_owner_is_away_a_booking_waits_over_restarts(room):
    room.ravi.stop_daemon()
    waiting = room.book(room.asha, "14:20").ok()
    assert_sentence(waiting.err, "waiting: Ravi Kumar's laptop is not in reach; it is asked as soon as it is")
    assert room.states(room.asha) == ["free", "waiting", "free"]
    room.asha.kill_daemon()
    room.asha.start_daemon()
    assert room.states(room.asha) == ["free", "waiting", "free"]
    room.ravi.start_daemon()
    room.wait_for(room.asha, "free", "yours", "free")
    room.wait_for(room.meera, "free", "taken", "free")
    # And what is agreed outlives everybody.
    for host in (room.ravi, room.asha):
        host.kill_daemon()
    for host in (room.ravi, room.asha):
        host.start_daemon()
    assert room.slots(room.ravi)["14:20"] == ("taken", "Asha Rao", "our Facebook page")
    assert room.states(room.asha) == ["free", "yours", "free"]


def test_a_slot_is_given_back_or_taken_back_and_a_desk_closed(room):
    room.book(room.asha, "14:20").ok()
    room.wait_for(room.meera, "free", "taken", "free")
    assert_sentence(room.asha.baithak("desk", "free", room.desk, "14:20").ok().err, "You gave 14:20 back")
    room.wait_for(room.meera, "free", "free", "free")
    room.book(room.meera, "14:20").ok()
    room.wait_for(room.ravi, "free", "taken", "free")
    assert_refused(room.asha.baithak("desk", "free", room.desk, "14:20"), "not yours", codes=(77,))
    assert_sentence(room.ravi.baithak("desk", "free", room.desk, "14:20").ok().err, "Meera Nair", "hears of it now")
    for host in room.hosts:
        room.wait_for(host, "free", "free", "free")
    room.book(room.asha, "14:00").ok()
    room.ravi.baithak("desk", "close", room.desk).ok()
    for host in room.hosts:
        room.wait_for(host)
    assert_sentence(room.asha.baithak("desk", "list").ok().err, "No desk is open")
    assert_refused(room.book(room.asha, "14:20"), "no desk", codes=(67,))


def test_whoever_loses_a_slot_while_waiting_is_told_until_they_have_looked(room):
    """Over a restart, and as a notification; so is the owner of a slot that was given back."""
    for host in (room.asha, room.ravi):
        host.stop_daemon()
    notes = {host: f"{host.folder}/notifications" for host in (room.asha, room.ravi)}
    for host, path in notes.items():
        folder = f"{host.folder}/bin"
        os.mkdir(folder)
        with open(f"{folder}/notify-send", "w", encoding="utf-8") as file:
            file.write(f'#!/bin/sh\necho "$3" >>{path}\n')
        os.chmod(f"{folder}/notify-send", 0o755)
        host.notifying = {"PATH": f"{folder}:{os.environ['PATH']}", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}

    def notified(host):
        return open(notes[host], encoding="utf-8").read() if os.path.exists(notes[host]) else ""

    room.asha.start_daemon(env=room.asha.notifying)
    assert_sentence(room.book(room.asha, "14:20").ok().err, "waiting")
    room.asha.stop_daemon()
    room.ravi.start_daemon(env=room.ravi.notifying)
    wait_until_all_see_all(room.ravi, room.meera)
    room.book(room.meera, "14:20").ok()
    room.asha.start_daemon(env=room.asha.notifying)
    room.wait_for(room.asha, "free", "taken", "free")
    room.venue.wait_until("asha is notified", lambda: "14:20 on" in notified(room.asha))
    assert "is not yours" in notified(room.asha)
    room.asha.kill_daemon()
    room.asha.start_daemon()
    for _ in range(2):  # A program that lists them is no person who has seen them.
        news = [row["booking"] for row in room.asha.baithak("desk", "list", "--json").ok().json()["news"]]
        assert [(row["state"], row["slot"]["start"], row["next"]["start"], row["person"]["name"]) for row in news] == [
            ("taken", "14:20", "14:40", "Ravi Kumar")]
    told = room.asha.baithak("desk", "list").ok().err
    assert_sentence(told, "did not get .*14:20 with Ravi Kumar", "somebody else has it", "14:40 was the next free")
    assert room.asha.baithak("desk", "list").ok().err == ""
    assert room.asha.baithak("desk", "list", "--json").ok().json()["news"] == []

    room.meera.baithak("desk", "free", room.desk, "14:20").ok()
    room.wait_for(room.ravi, "free", "free", "free")
    room.venue.wait_until("ravi is notified", lambda: "gave back 14:20" in notified(room.ravi))
    news = room.ravi.baithak("desk", "list", "--json").ok().json()["news"]
    assert [(row["booking"]["state"], row["booking"]["about"]) for row in news] == [("released", "our Facebook page")]
    assert_sentence(room.ravi.baithak("desk", "list").ok().err, "Meera Nair .*gave .*14:20 back", "our Facebook page")
    assert room.ravi.baithak("desk", "list").ok().err == ""
    # Whoever is told at once has nothing to look at any more.
    room.book(room.meera, "14:00").ok()
    room.wait_for(room.asha, "taken", "free", "free")
    assert_refused(room.book(room.asha, "14:00"), "is taken", codes=(77,))
    assert room.asha.baithak("desk", "list").ok().err == ""
    # Those who had a slot of a desk that is closed are told, though it is in no list any more.
    room.ravi.baithak("desk", "close", room.desk).ok()
    room.wait_for(room.meera)
    room.venue.wait_until("meera is told", lambda: "desk is closed" in room.meera.baithak("desk", "list").ok().err)


def test_who_is_blocked_books_nothing(room):
    room.ravi.baithak("block", room.meera.tag).ok()
    assert_sentence(room.book(room.meera, "14:00").ok().err, "waiting")
    room.book(room.asha, "14:00").ok()
    room.wait_for(room.ravi, "taken", "free", "free")
    assert room.slots(room.ravi)["14:00"][1] == "Asha Rao"


def test_match_tells_who_could_help_whom_and_why(room):
    match, = room.asha.baithak("match", "--json").ok().json()
    assert match["person"]["name"] == "Ravi Kumar"
    assert [reason["theirs"] for reason in match["offers"]] == ["treasurers for NGOs"]
    assert [reason["words"] for reason in match["asks"]] == [["QGIS"]]
    assert "Ravi Kumar" in room.asha.baithak("match").ok().out
    empty = room.meera.baithak("match").ok()
    assert empty.out == "" and json.loads(room.meera.baithak("match", "--json").ok().out) == []
    assert_sentence(empty.err, "baithak badge set", "--ask")


def test_without_any_network_match_still_answers(venue):
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    assert_sentence(asha.baithak("match").ok().err, "baithak badge set --ask")


def test_who_books_again_what_they_lost_is_not_told_any_more_that_they_lost_it(room):
    """`desk list` would say in one breath that it is theirs and that they do not have it."""
    room.book(room.asha, "14:20").ok()
    room.wait_for(room.ravi, "free", "taken", "free")
    room.ravi.baithak("desk", "free", room.desk, "14:20").ok()
    room.wait_for(room.asha, "free", "free", "free")
    room.book(room.asha, "14:20").ok()
    listed = room.asha.baithak("desk", "list").ok()
    assert "yours" in listed.out and not listed.err
