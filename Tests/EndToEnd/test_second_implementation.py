"""A program that was written from the documents alone takes part in everything that daemons do."""

import json
import os
import random
import subprocess
import sys

import pytest

from assembly import append, attend, create, edit, gather, programme, propose, sessions, wait_for_text
from programs import ROOT, program
from scenario import wait_for_presence

PROGRAM = os.path.join(ROOT, "Tests", "SecondImplementation", "peer.py")
INSTANCE, PORT = "baithak-pia2", 40404


class Pia:
    """The second implementation on a host of its own."""

    def __init__(self, host, *options):
        self.host, self.name = host, "Pia Python"
        self.commands = os.path.join(host.folder, "commands")
        os.mkfifo(self.commands)
        self.process = host.spawn([sys.executable, PROGRAM, "--commands", self.commands, *options], "pia")
        self.key = self.wait_for("ready")["key"]

    def obey(self, do, **what):
        """Give it a command."""
        with open(self.commands, "w", encoding="utf-8") as pipe:
            pipe.write(json.dumps({"do": do, **what}) + "\n")

    def events(self, event, **what):
        """What it has said, of one kind and with these fields."""
        assert self.process.running or self.process.code == 0, self.process.err()
        return [line for line in self.process.json_lines()
                if line["event"] == event and what.items() <= line.items()]

    def wait_for(self, event, **what):
        """Wait until it has said so, for the first time."""
        return self.host.venue.wait_until(f"Pia says {event} {what}", lambda: self.events(event, **what), 20)[0]

    def dial(self, host):
        """Link with a daemon."""
        self.obey("dial", address=host.ipv4, port=host.status()["port"])
        self.wait_for("link", key=host.key, role=0)
        wait_for_presence(host, self, "here")

    def text(self, session):
        """The notes of a session, as it has them."""
        return self.events("text", session=session)[-1]["text"]

    def reads_what(self, host, session):
        """Wait until both have one text."""
        def same():
            return self.text(session) == host.baithak("note", "show", session, "--json").ok().json()["text"]

        self.host.venue.wait_until(f"Pia reads what {host.name} reads", same, 20)

    def leave(self):
        """Say goodbye and end."""
        self.obey("leave")
        assert self.process.wait() == 0, self.process.err()


@pytest.fixture
def table(venue):
    """Asha and Ravi in an open gathering, and Pia, who has joined it by dialling Ravi."""
    asha, ravi = gather(venue, "asha", "ravi")
    pia = Pia(venue.host("pia", discovery=False))
    pia.dial(ravi)
    pia.wait_for("offered")
    pia.obey("join", title="BarCamp Pune")
    for host in (asha, ravi):
        venue.wait_until(f"{host.name} sees who joined", lambda host=host:
                         programme(host)["gathering"]["attendees"] == 3, 20)
    return asha, ravi, pia


def test_whoever_dials_is_here_until_the_goodbye(venue):
    ravi = venue.host("ravi")
    attend(ravi)
    pia = Pia(venue.host("pia", discovery=False))
    pia.dial(ravi)
    row, = ravi.rows(key=pia.key)
    assert (row["name"], row["headline"], row["asks"]) == ("Pia Python", "writes Python", ["a second reader"])
    assert pia.wait_for("badge", key=ravi.key)["name"] == "Ravi Kumar"
    pia.leave()
    wait_for_presence(ravi, pia, "gone", timeout=2)


def test_whoever_is_found_by_multicast_dns_is_dialled(venue):
    asha, ravi = venue.hosts("asha", "ravi")
    attend(asha, ravi)
    host = venue.host("pia")
    pia = Pia(host, "--listen", str(PORT), "--address", host.ipv4, "--instance", INSTANCE)
    host.spawn(["avahi-publish", "-s", INSTANCE, "_baithak._tcp", str(PORT), "txtvers=1", "v=2"], "publish")
    for daemon in (asha, ravi):
        pia.wait_for("link", key=daemon.key, role=1)
        wait_for_presence(daemon, pia, "here")
    pia.leave()


@pytest.mark.parametrize("asks_first", [True, False])
def test_cards_are_exchanged_and_the_digits_are_equal(venue, asks_first):
    ravi = venue.host("ravi")
    attend(ravi)
    ravi.baithak("card", "set", "--email", "ravi@example.org").ok()
    pia = Pia(venue.host("pia", discovery=False))
    pia.dial(ravi)

    def stage():
        rows = [row for row in ravi.baithak("requests", "--json").ok().json() if row["key"] == pia.key]
        return rows[0] if rows else {"stage": None}

    if asks_first:
        pia.obey("ask", key=ravi.key)
        venue.wait_until("Ravi is asked", lambda: stage()["stage"] == "requested")
        ravi.spawn([program("baithak"), "accept", pia.key], "accepting")
    else:
        ravi.spawn([program("baithak"), "exchange", pia.key], "asking")
        pia.wait_for("request", key=ravi.key)
        pia.obey("accept", key=ravi.key)
    venue.wait_until("Ravi sees digits", lambda: stage()["stage"] == "code")
    assert stage()["digits"].replace(" ", "") == pia.wait_for("digits", key=ravi.key)["digits"]
    pia.obey("confirm", key=ravi.key)
    ravi.baithak("confirm", pia.key).ok()
    assert pia.wait_for("card", key=ravi.key)["card"]["emails"]
    pia.wait_for("completed", key=ravi.key)
    contact, = ravi.baithak("contacts", "--json").ok().json()
    assert contact["key"] == pia.key and contact["standing"] == "verified" and contact["receipts"] == 1
    assert contact["cards"][0]["card"]["emails"] == ["pia@example.org"]


def test_what_either_side_writes_reaches_the_other(table):
    """Also what Asha writes, who is not linked with Pia; and all say that they hold the same."""
    asha, ravi, pia = table
    pia.obey("propose", title="Byte orders")
    for host in (asha, ravi):
        host.venue.wait_until(f"{host.name} hears of it", lambda host=host: "Byte orders" in sessions(host), 15)
    session = propose(asha, "Maps")
    pia.wait_for("session", session=session, title="Maps")
    append(asha, session, "by hand")
    pia.wait_for("text", session=session, text="by hand\n")
    pia.obey("edit", session=session, operations=[[0, "Drawn "]])
    for host in (asha, ravi):
        wait_for_text(host, session, "Drawn by hand\n")
    held = ravi.baithak("sync", "--json").ok().json()["entries"]
    pia.wait_for("same", key=ravi.key, entries=held)


def test_whoever_knows_the_code_joins_by_invitation(venue):
    asha = venue.host("asha")
    attend(asha)
    create(asha, "--invite", title="Board")
    code = asha.baithak("gathering", "invite", "Board").ok().out.strip()
    pia = Pia(venue.host("pia", discovery=False))
    pia.dial(asha)
    pia.obey("code", code=code)
    pia.wait_for("offered", title="Board")
    pia.obey("join", title="Board")
    venue.wait_until("Asha sees who joined", lambda: programme(asha)["gathering"]["attendees"] == 2, 15)


def test_a_pad_that_both_edit_at_once_ends_as_one_text(table):
    asha, ravi, pia = table
    session = propose(ravi, "Maps", asha)
    append(ravi, session, "one two three")
    pia.wait_for("text", session=session, text="one two three\n")
    for round in range(3):
        pia.obey("hold")
        length = len(pia.text(session))
        pia.obey("edit", session=session, operations=[[0, f"pia {round}: "], [length, " four"], [7, 1]])
        pia.host.venue.wait_until("Pia has written", lambda: len(pia.text(session)) > length)
        edit(ravi, session, f'sed -i "s/two/2 too/; s/^/ravi {round}: /" "$1"', f"editor{round}").ok()
        pia.obey("release")
        for host in (asha, ravi):
            wait_for_text(host, session, f"pia {round}", f"ravi {round}")
            pia.reads_what(host, session)


def test_what_was_taken_back_leaves_the_same_gap_everywhere(table):
    """A daemon deletes its own words before it takes them back; Pia leaves U+FFFD where others still count scalars."""
    asha, ravi, pia = table
    session = propose(ravi, "Maps", asha)
    append(ravi, session, "what stays")
    pia.wait_for("text", session=session, text="what stays\n")
    pia.obey("edit", session=session, operations=[[5, "secret "]])
    for host in (asha, ravi):
        wait_for_text(host, session, "what secret stays")
    pia.obey("take_back", session=session)
    for host in (asha, ravi):
        wait_for_text(host, session, "what " + 7 * "\ufffd" + "stays")
        pia.reads_what(host, session)
    append(asha, session, "xylophone")
    pia.wait_for("text", session=session, text="what " + 7 * "\ufffd" + "stays\nxylophone\n")
    log = asha.baithak("note", "log", session, "--json").ok().json()
    asha.baithak("retract", next(row["id"] for row in log if row["author"]["name"] == "Asha Rao")).ok()
    asha.venue.wait_until("Pia reads it no more", lambda: "xylophone" not in pia.text(session))
    for host in (asha, ravi):
        pia.reads_what(host, session)


@pytest.mark.parametrize("count", [20, 60, 120])
def test_a_pad_that_many_edit_at_once_ends_as_one_text(venue, table, count):
    """Random edits of random versions, which the two programs merge each in its own way."""
    asha, ravi, pia = table
    seed = random.randrange(1 << 32)
    print("seed", seed)
    session = propose(ravi, "Maps", asha)
    append(ravi, session, "a short beginning")
    pia.wait_for("text", session=session)
    pia.obey("scribble", session=session, count=count, seed=seed)
    venue.wait_until("Pia has written", lambda: len(pia.events("text", session=session)) > 1)
    for host in (asha, ravi):
        pia.reads_what(host, session)


def test_it_makes_the_examples_of_the_documents():
    """In a process of its own, whose modules have names that others may have."""
    code = "import examples, sys; sys.exit(' and '.join(examples.differing()) or None)"
    folder = os.path.dirname(PROGRAM)
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
