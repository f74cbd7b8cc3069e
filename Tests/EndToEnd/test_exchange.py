"""Two people hand each other their cards: the whole way, and every way in which it comes to nothing."""

import json
import os
import signal
import subprocess
from datetime import date, timedelta

import pyte
import pytest
import vobject

from assembly import TITLE, create, join
from programs import program
from scenario import assert_refused, wait_until_all_see_all
from terminal import Terminal


class Pair:
    """Asha and Ravi, each with a card, and what is under way between them."""

    def __init__(self, venue):
        self.venue = venue
        self.asha, self.ravi = venue.hosts("asha", "ravi")
        self.asha.attend("Asha Rao")
        self.ravi.attend("Ravi Kumar")
        wait_until_all_see_all(self.asha, self.ravi)
        self.asha.baithak("card", "set", "--face", "work", "--email", "asha@example.org", "--phone",
                          "+91 98765 43210", "--org", "Maps for All").ok()
        self.ravi.baithak("card", "set", "--email", "ravi@example.org", "--url", "https://example.org/ravi").ok()

    def ask(self, *options):
        """Asha asks, in the background; returns when Ravi's daemon shows it."""
        process = self.asha.spawn([program("baithak"), "exchange", self.ravi.tag, "--json", *options], "asking")
        self.wait_for(self.ravi, self.asha, "requested")
        return process

    def accept(self, *options):
        """Ravi accepts, in the background."""
        return self.ravi.spawn([program("baithak"), "accept", self.asha.tag, "--json", *options], "accepting")

    def stage(self, host, other):
        """How far it is on one side, and the digits."""
        rows = [row for row in host.baithak("requests", "--json").ok().json() if row["key"] == other.key]
        return (rows[0]["stage"], rows[0].get("digits")) if rows else (None, None)

    def wait_for(self, host, other, *stages):
        """Wait until one side is at one of these stages."""
        self.venue.wait_until(
            f"{host.name} is at {' or '.join(map(str, stages))}", lambda: self.stage(host, other)[0] in stages, 15)

    def both_compare(self):
        """Both screens show digits, the same."""
        for host, other in ((self.asha, self.ravi), (self.ravi, self.asha)):
            self.wait_for(host, other, "code")
        digits = {self.stage(self.asha, self.ravi)[1], self.stage(self.ravi, self.asha)[1]}
        assert len(digits) == 1 and len(digits.pop()) == 7

    def confirm_both(self):
        """Both say that the digits are equal."""
        self.asha.baithak("confirm", self.ravi.tag).ok()
        self.ravi.baithak("confirm", self.asha.tag).ok()

    def ends(self, process, code):
        """A command in the background ends so."""
        self.venue.wait_until(f"{process.name} ends", lambda: not process.running, 20)
        assert process.code == code, (process.code, process.out(), process.err())
        return [line["stage"] for line in process.json_lines()]

    def contact(self, host, other):
        """What one side holds of the other, None if nothing."""
        rows = [row for row in host.baithak("contacts", "--json").ok().json() if row["key"] == other.key]
        return rows[0] if rows else None

    def exchange_unverified(self):
        """The whole way without digits."""
        asking = self.ask("--unverified")
        accepting = self.accept("--unverified")
        self.ends(asking, 0)
        self.ends(accepting, 0)

    def exchange(self):
        """The whole way."""
        asking = self.ask()
        accepting = self.accept()
        self.both_compare()
        self.confirm_both()
        return self.ends(asking, 0), self.ends(accepting, 0)


@pytest.fixture
def pair(venue):
    return Pair(venue)


def test_two_people_exchange_cards_compare_digits_and_hold_receipts(pair):
    asked, accepted = pair.exchange()
    assert asked[0] == "asking" and asked[-1] == "completed" and "code" in asked
    assert accepted[-1] == "completed"
    of_ravi, of_asha = pair.contact(pair.asha, pair.ravi), pair.contact(pair.ravi, pair.asha)
    assert of_ravi["cards"][0]["card"]["emails"] == ["ravi@example.org"]
    assert of_asha["cards"][0]["card"]["phones"] == ["+91 98765 43210"]
    for contact, name in ((of_ravi, "Ravi Kumar"), (of_asha, "Asha Rao")):
        assert contact["standing"] == "verified" and contact["verified_as"] == name and contact["receipts"] == 1
    assert pair.asha.rows(key=pair.ravi.key)[0]["standing"] == "verified"
    assert "work" not in json.dumps(of_asha["cards"]), "what Asha calls her card is hers alone"


def test_what_was_exchanged_is_there_after_a_restart_and_can_be_exported_and_verified(pair):
    pair.exchange()
    for host in (pair.asha, pair.ravi):
        host.stop_daemon()
        host.start_daemon()
    assert pair.contact(pair.asha, pair.ravi)["standing"] == "verified"
    file = os.path.join(pair.asha.folder, "ravi.jws")
    pair.asha.baithak("contact", "export", pair.ravi.tag, "--format", "jws", "--output", file).ok()
    assert os.stat(file).st_mode & 0o777 == 0o600
    verdict = pair.asha.baithak("card", "verify", file, "--json").ok().json()
    assert verdict["key"] == pair.ravi.key and verdict["known_as"] == "Ravi Kumar"
    assert_refused(pair.asha.baithak("contact", "export", "--all", "--output", file), "exists")
    vcard = pair.asha.baithak("contact", "export", pair.ravi.tag, "--output", "-").ok().out
    for line in ("BEGIN:VCARD", "VERSION:4.0", "FN:Ravi Kumar", "EMAIL:ravi@example.org",
                 "URL:https://example.org/ravi", "END:VCARD"):
        assert line in vcard.splitlines(), vcard
    document = pair.asha.baithak("contact", "export", "--all", "--format", "jscontact", "--output", "-").ok().json()
    assert document["@type"] == "Card" and document["name"]["full"] == "Ravi Kumar"
    with open(file, "r+") as changed:
        text = changed.read()
        place = len(text) // 2
        changed.seek(place)
        changed.write("A" if text[place] != "A" else "B")
    assert_refused(pair.asha.baithak("card", "verify", file), "seal|card")


def test_a_contact_says_at_which_gathering_you_met(pair):
    """Of several that both take part in it is that which is on today; its title leaves in no card."""
    days = ("--place", "", "--days", f"{date.today() - timedelta(days=1)}..{date.today() + timedelta(days=1)}")
    made = pair.asha.baithak("gathering", "create", "Secret circle", "--invite", "--json", *days).ok().json()
    create(pair.asha)
    code = pair.asha.baithak("gathering", "invite", "Secret circle").ok().out.strip()
    join(pair.ravi, "--code", code)
    join(pair.ravi, TITLE)
    for host in (pair.asha, pair.ravi):
        pair.venue.wait_until(f"{host.name} sees both in each", lambda host=host: [
            row["attendees"] for row in host.baithak("gathering", "list", "--json").ok().json()] == [2, 2])
    pair.exchange_unverified()
    pair.ravi.baithak("contact", "note", pair.asha.tag, "tea").ok()
    today = date.today().isoformat()
    for host, other, note in ((pair.asha, pair.ravi, ""), (pair.ravi, pair.asha, "tea")):
        host.stop_daemon()
        host.start_daemon()
        assert pair.contact(host, other)["gathering"] == {"id": made["id"], "title": "Secret circle"}
        line = host.baithak("contacts").ok().out.rstrip("\n").split("\t")
        assert line[1:3] + line[4:] == [other.tag, "contact", "Secret circle", note], line
        assert line[3] == pair.contact(host, other)["met"][:10] and abs(
            date.fromisoformat(line[3]) - date.fromisoformat(today)) <= timedelta(days=1)
        assert "gathering\tSecret circle\n" in host.baithak("contact", "show", other.tag).ok().out
        for form in ("vcard", "jscontact"):
            file = host.baithak("contact", "export", other.tag, "--format", form, "--output", "-").ok().out
            assert file and "circle" not in file
        assert "circle" not in json.dumps(pair.contact(host, other)["cards"])
    pair.ravi.baithak("gathering", "leave", "Secret circle").ok()
    assert pair.contact(pair.ravi, pair.asha)["gathering"]["title"] == "Secret circle", "What was stays."


def test_whoever_is_declined_learns_no_more_than_that_nobody_answered(pair):
    asking = pair.ask()
    pair.ravi.baithak("decline", pair.asha.tag).ok()
    assert pair.stage(pair.ravi, pair.asha) == (None, None)
    assert pair.stage(pair.asha, pair.ravi)[0] == "asking" and asking.running
    pair.asha.baithak("decline", pair.ravi.tag).ok()
    assert pair.ends(asking, 77)[-1] == "refused"
    assert pair.contact(pair.asha, pair.ravi) is None


def test_digits_that_differ_end_it_on_both_sides_and_nothing_is_kept(pair):
    asking, accepting = pair.ask(), pair.accept()
    pair.both_compare()
    pair.asha.baithak("confirm", pair.ravi.tag).ok()
    pair.ravi.baithak("mismatch", pair.asha.tag).ok()
    assert pair.ends(asking, 77)[-1] == pair.ends(accepting, 77)[-1] == "mismatch"
    assert pair.contact(pair.asha, pair.ravi) is None and pair.contact(pair.ravi, pair.asha) is None


def test_a_blocked_person_reaches_nobody(pair):
    pair.ravi.baithak("block", pair.asha.tag).ok()
    asking = pair.asha.spawn([program("baithak"), "exchange", pair.ravi.tag, "--json"], "asking")
    pair.wait_for(pair.asha, pair.ravi, "asking")
    pair.venue.wait_until("a beat has passed", lambda: pair.ravi.presence(pair.asha.key) == "here", 10)
    assert pair.ravi.baithak("requests", "--json").ok().json() == []
    assert_refused(pair.ravi.baithak("exchange", pair.asha.tag), "unblock")
    assert "Asha" not in pair.ravi.baithak("nearby").ok().out
    assert pair.ravi.rows(key=pair.asha.key)[0]["standing"] == "blocked"
    pair.ravi.baithak("unblock", pair.asha.tag).ok()
    pair.asha.baithak("decline", pair.ravi.tag).ok()
    pair.ends(asking, 77)


def test_if_both_would_the_digits_are_skipped_and_the_contact_is_unverified(pair):
    asking = pair.ask("--unverified")
    accepting = pair.accept("--unverified")
    assert "code" not in pair.ends(asking, 0) + pair.ends(accepting, 0)
    assert pair.contact(pair.asha, pair.ravi)["standing"] == "contact"
    assert not {"verified_as", "gathering"} & set(pair.contact(pair.ravi, pair.asha))


@pytest.mark.parametrize("who", ["asha", "ravi"])
@pytest.mark.parametrize("step", ["requested", "code", "confirmed", "completed"])
def test_killed_at_any_step_nobody_is_left_with_half_an_exchange(pair, who, step):
    asking = pair.ask()
    if step != "requested":
        pair.accept()
        pair.both_compare()
    if step == "confirmed":
        pair.asha.baithak("confirm", pair.ravi.tag).ok()
    if step == "completed":
        pair.confirm_both()
    victim = getattr(pair, who)
    victim.daemon.signal(signal.SIGKILL)
    pair.venue.wait_until("it is dead", lambda: not victim.daemon.running, 5)
    victim.start_daemon()
    wait_until_all_see_all(pair.asha, pair.ravi)
    if step == "completed":
        # Whatever had happened by then: either both hold everything in the end, or neither does.
        pair.venue.wait_until(
            "nothing is under way", lambda: all(
                pair.stage(host, other)[0] is None
                for host, other in ((pair.asha, pair.ravi), (pair.ravi, pair.asha))), 30)
        held = [pair.contact(pair.asha, pair.ravi), pair.contact(pair.ravi, pair.asha)]
        assert (held[0] is None) == (held[1] is None), held
        if held[0]:
            assert held[0]["receipts"] == held[1]["receipts"] == 1
            return
    if pair.stage(pair.asha, pair.ravi)[0] is not None:
        pair.asha.baithak("decline", pair.ravi.tag)
    pair.venue.wait_until("the first asking has ended", lambda: not asking.running, 20)
    for host, other in ((pair.asha, pair.ravi), (pair.ravi, pair.asha)):
        pair.venue.wait_until("nothing is left of it", lambda h=host, o=other: pair.stage(h, o)[0] is None
                              or h.baithak("decline", o.tag).code == 0, 20)
    pair.exchange()
    assert pair.contact(pair.asha, pair.ravi)["standing"] == "verified"


def test_a_newer_card_reaches_those_who_hold_it_and_they_keep_the_tag(pair):
    pair.exchange()
    pair.ravi.baithak("card", "set", "--email", "new@example.org").ok()
    pair.venue.wait_until("asha has the new card", lambda: pair.contact(
        pair.asha, pair.ravi)["cards"][0]["card"]["emails"] == ["new@example.org"], 10)
    pair.ravi.baithak("badge", "set", "--name", "Ravi K").ok()
    pair.venue.wait_until("asha is warned", lambda: "Ravi K" in pair.asha.baithak("contacts").ok().err, 10)


def test_a_note_is_kept_and_whoever_is_forgotten_is_a_stranger(pair):
    pair.exchange()
    pair.asha.baithak("contact", "note", pair.ravi.tag, "lamps, met at the tea stall").ok()
    assert "tea stall" in pair.asha.baithak("contacts").ok().out
    pair.asha.baithak("contact", "forget", pair.ravi.tag).ok()
    assert pair.contact(pair.asha, pair.ravi) is None
    assert pair.asha.rows(key=pair.ravi.key)[0]["standing"] == "stranger"
    assert_refused(pair.asha.baithak("contact", "show", pair.ravi.tag), codes=(67,))


def test_two_people_of_one_name_are_told_apart_before_a_card_moves(pair):
    other = pair.venue.host("other")
    other.attend("Ravi Kumar")
    wait_until_all_see_all(pair.asha, pair.ravi, other)
    result = pair.asha.baithak("exchange", "Ravi Kumar")
    assert result.code == 67 and pair.ravi.tag in result.err and other.tag in result.err
    assert pair.ravi.baithak("requests", "--json").ok().json() == []


def test_without_a_card_the_sentence_says_how_to_make_one(venue):
    asha, ravi = venue.hosts("asha", "ravi")
    asha.attend("Asha Rao")
    ravi.attend("Ravi Kumar")
    wait_until_all_see_all(asha, ravi)
    assert_refused(asha.baithak("exchange", ravi.tag), "card set")


@pytest.mark.parametrize("arguments", [
    ("--email", "asha"), ("--phone", "call me"), ("--url", "javascript:alert(1)"), ("--name", "A\u202eB"),
    ("--org", "x" * 300), ("--face", "Not Fit", "--email", "a@example.org"), ("--photo", "/etc/passwd"),
    ("--photo", "/nowhere"), ("--service", "Mastodon"), ("--email", "a@example.org", "--clear", "email"), (),
], ids=str)
def test_a_card_that_is_wrong_is_refused_with_a_sentence(venue, arguments):
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    assert_refused(asha.baithak("card", "set", *arguments))
    assert asha.baithak("card", "show", "--json").ok().json() == []


def test_a_card_is_edited_in_the_editor_and_a_mistake_loses_nothing(venue):
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")

    def edit(script):
        return asha.baithak("card", "edit", "--face", "work", env={"EDITOR": f"sed -i {script}"})

    edit("'s/^emails = .*/emails = [\"asha@example.org\"]/'").ok()
    assert "asha@example.org" in asha.baithak("card", "show").ok().out
    assert "Nothing was changed" in edit("s/x/x/").ok().err
    result = edit("'s/^phones = .*/phones = [\"call me\"]/'")
    assert_refused(result, "call me", codes=(64,))
    kept = result.err.strip().split()[-1].rstrip(".")
    with open(kept) as file:
        assert "call me" in file.read()
    assert_refused(edit("'s/^name = .*/name = 7/'"), "Line 5", codes=(64,))
    assert asha.baithak("card", "edit", env={"EDITOR": "false"}).code == 1
    assert "asha@example.org" in asha.baithak("card", "show").ok().out


def test_a_card_that_expires_says_so_to_whoever_holds_it(pair):
    pair.ravi.baithak("card", "set", "--expires", "2126-02-28").ok()
    pair.exchange()
    held = pair.contact(pair.asha, pair.ravi)["cards"][0]
    assert (held["expires"], held["is_expired"]) == ("2126-03-01T00:00:00Z", False)
    assert_refused(pair.ravi.baithak("card", "set", "--expires", "2025-02-29"), "2027-01-31", codes=(64,))
    assert_refused(pair.ravi.baithak("card", "set", "--expires", "2024-02-29"), "over already", codes=(64,))
    pair.ravi.baithak("card", "set", "--clear", "expires").ok()
    pair.venue.wait_until(
        "asha holds the newer card", lambda: "expires" not in pair.contact(pair.asha, pair.ravi)["cards"][0], 10)


def test_a_card_is_read_by_a_camera(venue):
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    asha.baithak("card", "set", "--phone", "+91 98765-43210", "--email", "asha@example.org", "--org", "Maps for All",
                 "--url", "https://example.org/a/page/that/is/long/enough/to/be/left/out").ok()
    assert asha.baithak("card", "qr").ok().err.startswith("Not in it: link.")
    picture = drawn(asha, Terminal(asha, "card", "qr").read_to_end(0))
    assert read_code(picture) == (
        "BEGIN:VCARD\nVERSION:3.0\nN:;Asha Rao\nFN:Asha Rao\nTEL:+919876543210\nEMAIL:asha@example.org\n"
        "ORG:Maps for All\nEND:VCARD")
    picture = os.path.join(asha.folder, "card.png")
    assert asha.baithak("card", "qr", "--png", picture).ok().err == f"Wrote {picture}.\n"
    card = vobject.readOne(read_code(picture))
    assert (card.fn.value, card.n.value.given, card.tel.value, card.email.value, card.org.value, card.url.value) == (
        "Asha Rao", "Asha Rao", "+919876543210", "asha@example.org", ["Maps for All"],
        "https://example.org/a/page/that/is/long/enough/to/be/left/out")
    assert_refused(asha.baithak("card", "qr", "--png", picture), "exists", codes=(1,))


def test_who_looks_like_a_contact_is_flagged_wherever_they_appear(pair):
    pair.exchange()
    asha, ravi = pair.asha, pair.ravi
    false = pair.venue.host("false")
    false.attend("ravi Kum\u0430r")  # the a is Cyrillic
    wait_until_all_see_all(asha, ravi, false)
    rows = {line.split("\t")[1]: line.split("\t")[7] for line in asha.baithak("nearby").ok().out.splitlines()}
    assert rows == {ravi.tag: "verified", false.tag: f"not {ravi.tag}"}
    assert f"not {ravi.tag}" in asha.baithak("nearby", false.tag).ok().out
    false.baithak("card", "set", "--email", "x@example.org").ok()
    false.spawn([program("baithak"), "exchange", asha.tag, "--json"], "asking")
    pair.wait_for(asha, false, "requested")
    warning = f"Careful: ravi Kum\u0430r {false.tag} is not your contact {ravi.tag}, whose name looks the same."
    terminal = Terminal(asha, "accept", false.tag)
    terminal.wait_for(warning)
    asha.baithak("decline", false.tag).ok()
    terminal.read_to_end(77)
    # A word of the name is enough where only one has it, and here two have.
    assert_refused(asha.baithak("nearby", "RAVI"), ravi.tag, codes=(67,))
    assert asha.tag in ravi.baithak("nearby", "rao").ok().out
    ravi.baithak("badge", "set", "--name", "Ravi K").ok()
    pair.venue.wait_until("asha sees the other name", lambda: "Ravi K" in asha.baithak("nearby", "--json").ok().out, 10)
    assert "verified, was \u201cRavi Kumar\u201d" in asha.baithak("nearby", ravi.tag).ok().out


def test_a_contact_is_checked_again_by_the_code_of_their_key(pair):
    pair.exchange_unverified()
    asha, ravi = pair.asha, pair.ravi
    assert pair.contact(asha, ravi)["standing"] == "contact"
    own = asha.baithak("verify", "ravi", "--qr", stdin="nothing\n")
    assert_refused(own, "no code of baithak", codes=(64,))
    assert_refused(asha.baithak("verify", "ravi", "--qr", stdin=own.out), "your own", codes=(77,))
    assert pair.contact(asha, ravi)["standing"] == "contact"
    # As it goes between two laptops: Ravi's screen, and what a camera reads from it.
    screen = Terminal(ravi, "verify", "asha", "--qr")
    screen.wait_for("into this one:")
    code = read_code(drawn(ravi, screen.text.split("Now read")[0]))
    assert code.startswith("BAITHAK:")
    asha.baithak("verify", "ravi", "--qr", stdin=code + "\n").ok()
    assert pair.contact(asha, ravi)["standing"] == "verified"
    assert pair.contact(asha, ravi)["verified_as"] == "Ravi Kumar"
    assert "verified" in asha.baithak("nearby", ravi.tag).ok().out
    screen.type(own.out)
    screen.wait_for("Verified: Asha Rao")
    screen.end(0)
    asha.kill_daemon()
    asha.start_daemon()
    assert pair.contact(asha, ravi)["standing"] == "verified"


def test_a_contact_is_checked_again_by_digits(pair):
    pair.exchange_unverified()
    checking = pair.asha.spawn([program("baithak"), "verify", pair.ravi.tag, "--json"], "checking")
    pair.wait_for(pair.ravi, pair.asha, "requested")
    accepting = pair.accept()
    pair.both_compare()
    pair.confirm_both()
    assert pair.ends(checking, 0)[-1] == "completed" and pair.ends(accepting, 0)[-1] == "completed"
    for host, other in ((pair.asha, pair.ravi), (pair.ravi, pair.asha)):
        assert pair.contact(host, other)["standing"] == "verified"


def drawn(host, text):
    """A picture of a QR code that stands in a terminal."""
    screen = pyte.Screen(80, 24)
    pyte.Stream(screen).feed(text)
    rows = [[screen.buffer[row][column] for column in range(80)] for row in range(24)]
    cells = [[cell for cell in row if cell.bg == "ffffff"] for row in rows]
    # The code stands on white whatever the theme, and leaves a line for the prompt.
    assert len([row for row in cells if row]) <= 23 and {cell.fg for row in cells for cell in row} == {"000000"}
    lines = ["".join(cell.data for cell in row) for row in cells if row]
    picture = os.path.join(host.folder, "code.pbm")
    with open(picture, "w") as file:
        dark = [[(cell in "▀█", cell in "▄█") for cell in line] for line in lines]
        points = [[pair[half] for pair in line for _ in range(4)] for line in dark for half in (0, 1) for _ in range(4)]
        file.write(f"P1 {len(points[0])} {len(points)}\n" + "\n".join(
            " ".join(str(int(point)) for point in line) for line in points))
    return picture


def read_code(picture):
    """What a phone's camera would read."""
    return subprocess.run(["zbarimg", "--quiet", "--raw", picture], check=True, capture_output=True, text=True
                          ).stdout.rstrip("\n")


def test_a_request_raises_a_notification_with_names_made_harmless(venue):
    asha, ravi = venue.hosts("asha", "ravi")
    asha.attend("Asha <b>& co")
    ravi.attend("Ravi Kumar")
    ravi.stop_daemon()
    tools, told = os.path.join(ravi.folder, "tools"), os.path.join(ravi.folder, "told")
    os.mkdir(tools)
    with open(os.path.join(tools, "notify-send"), "w") as script:
        script.write(f'#!/bin/sh\nfor word; do echo "$word"; done >{told}.new\nmv {told}.new {told}\n')
    os.chmod(script.name, 0o755)
    ravi.start_daemon(env={"PATH": f"{tools}:{os.environ['PATH']}", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"})
    wait_until_all_see_all(asha, ravi)
    asha.baithak("card", "set", "--email", "asha@example.org").ok()
    asha.spawn([program("baithak"), "exchange", ravi.tag, "--json"], "asking")
    venue.wait_until("ravi's desktop shows it", lambda: os.path.exists(told), 15)
    with open(told) as file:
        words = file.read().splitlines()
    assert words[-2] == f"Asha <b>& co {asha.tag} asks to exchange cards" and words[-3] == "--"
    assert words[-1] == f"baithak accept {asha.tag}, or baithak decline {asha.tag}"


def test_a_terminal_guides_both_people_through(pair):
    asha = Terminal(pair.asha, "exchange", pair.ravi.tag)
    asha.wait_for("Waiting for an answer")
    pair.wait_for(pair.ravi, pair.asha, "requested")
    ravi = Terminal(pair.ravi, "accept", pair.asha.tag)
    for terminal in (asha, ravi):
        terminal.wait_for("[yes/no]")
    digits = pair.stage(pair.asha, pair.ravi)[1]
    assert digits in asha.text and digits in ravi.text
    listed = " ".join(Terminal(pair.asha, "requests").read_to_end(0).split())
    assert f"Your digits with Ravi Kumar {pair.ravi.tag} are {digits}." in listed
    assert f"`baithak confirm {pair.ravi.tag}`" in listed and f"`baithak mismatch {pair.ravi.tag}`" in listed
    asha.type("perhaps")
    asha.wait_for("Answer yes or no.")
    asha.type("yes")
    asha.wait_for("You confirmed")
    ravi.type("y")
    for terminal in (asha, ravi):
        terminal.wait_for("hold each other's cards, verified.")
        terminal.end(0)


def test_a_waiting_terminal_tells_when_the_other_person_sees_other_digits(pair):
    asha = Terminal(pair.asha, "exchange", "ravi kumar")
    pair.wait_for(pair.ravi, pair.asha, "requested")
    ravi = Terminal(pair.ravi, "accept", "asha")
    for terminal in (asha, ravi):
        terminal.wait_for("[yes/no]")
    ravi.type("no")
    for terminal in (asha, ravi):
        terminal.wait_for("somebody may be intercepting")
        # It is said once.
        assert terminal.read_to_end(77).count("intercepting") == 1
