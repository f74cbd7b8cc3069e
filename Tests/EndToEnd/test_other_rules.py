"""Gatherings of other versions: what was founded with a newer baithak, and a database of protocol 1."""

import hashlib
import os
import sqlite3

import pytest

from assembly import attend, create, programme
from scenario import assert_refused, make_database
from test_second_implementation import Pia

NEWER, OLDER = "newer baithak", "older baithak"
ABOUT = [
    ("gathering", "show"), ("gathering", "show", "--json"), ("session", "list", "--gathering"),
    ("session", "propose", "Maps", "--gathering"), ("room", "add", "Hall", "--gathering"),
    ("slot", "add", "14:00", "--gathering"), ("note", "list", "--gathering"), ("note", "list", "--json", "--gathering"),
    ("desk", "list", "--gathering"), ("sync", "--gathering"), ("gathering", "invite"), ("gathering", "join")]


def row(host, gathering):
    """The gathering as one lists it, or nothing."""
    rows = host.baithak("gathering", "list", "--json").ok().json()
    return next((row for row in rows if row["id"] == gathering), {})


def assert_all_say(host, gathering, words):
    """Whatever one does with it, the answer is one sentence and the exit code of a refusal."""
    for command in ABOUT:
        assert_refused(host.baithak(*command, gathering), words, codes=(77,))
    folder = os.path.join(host.folder, "taken home")
    assert_refused(host.baithak("gathering", "export", folder, "--gathering", gathering), words, codes=(77,))
    assert not os.path.exists(folder)
    assert words in host.baithak("gathering", "list").ok().err


def entries(host, gathering):
    """How many entries of it are on the disk of a host."""
    database = sqlite3.connect(f"file:{host.data}/baithak/baithak.sqlite?mode=ro", uri=True)
    [[count]] = database.execute(
        "SELECT count(*) FROM entry JOIN log ON log.id = entry.log JOIN gathering ON gathering.id = log.gathering "
        "WHERE gathering.name = ?", [bytes.fromhex(gathering)])
    database.close()
    return count


def test_what_was_founded_with_a_newer_baithak_is_kept_and_passed_on_unseen(venue):
    """Pia's gathering has the rules of tomorrow. Ravi has it of her, and Asha of Ravi; both are told what they need."""
    asha, ravi = venue.hosts("asha", "ravi")
    attend(asha, ravi)
    pia = Pia(venue.host("pia", discovery=False))
    pia.dial(ravi)
    pia.obey("found", title="Tomorrow", rules=3)
    gathering = pia.wait_for("founded")["gathering"]
    pia.obey("propose", title="Maps")
    for host in (ravi, asha):
        venue.wait_until(f"{host.name} hears of it", lambda host=host: row(host, gathering).get("problem"), 15)
        assert row(host, gathering)["standing"] == "known"
        assert_refused(host.baithak("gathering", "join", gathering), NEWER, "kept here", codes=(77,))
        assert row(host, gathering)["standing"] == "joined" and row(host, gathering)["title"] == ""
        venue.wait_until(f"{host.name} has what Pia wrote", lambda host=host: entries(host, gathering) == 2, 15)
    assert_all_say(asha, gathering, NEWER)
    asha.stop_daemon()
    asha.start_daemon()
    pia.obey("propose", title="Tea")
    venue.wait_until("Asha goes on keeping it", lambda: entries(asha, gathering) == 3, 20)
    assert_all_say(asha, gathering, NEWER)
    asha.baithak("gathering", "leave", gathering).ok()
    assert row(asha, gathering)["standing"] == "left"
    assert asha.status()["problems"] == []


def founding_of_protocol_1():
    """The id and the bytes of a founding entry that names no rules, with a signature that nobody checks again."""
    def field(number, value):
        return bytes([number << 3 | 2, len(value)]) + value

    def named(value):
        return hashlib.blake2b(value, digest_size=32).digest()

    content = field(1, b"Last year") + field(3, b"2025-11-28") + field(4, b"2025-11-28")
    header = field(2, b"\1" * 32) + field(9, named(content)) + bytes([10 << 3, len(content), 11 << 3, 1])
    signature = bytes(64)
    return named(header + signature), field(1, header) + field(2, signature) + field(3, content)


@pytest.fixture
def old(venue):
    """A host whose database holds a gathering of protocol 1, and its id."""
    asha = venue.host("asha", discovery=False)
    path = make_database(asha)
    gathering, founding = founding_of_protocol_1()
    with sqlite3.connect(path) as database:
        database.execute("INSERT INTO gathering (name, founding, hasLeft, joinedMS, ownLog) VALUES (?, ?, 0, 1, 1)",
                         (gathering, founding))
    database.close()
    asha.start_daemon()
    return asha, gathering.hex(), path


def test_gatherings_of_a_database_of_protocol_1_stay_where_they_are(old):
    """`status` says so in one sentence, every command about one says why, and everything else goes on."""
    asha, gathering, path = old
    [problem] = asha.status()["problems"]
    assert "protocol 1" in problem and path in problem and "1 gathering" in problem
    assert_all_say(asha, gathering, OLDER)
    assert_refused(asha.baithak("gathering", "leave", gathering), OLDER, codes=(77,))
    create(asha)
    assert programme(asha)["gathering"]["title"] == "BarCamp Pune"
    asha.stop_daemon()
    with sqlite3.connect(path) as database:
        held = database.execute("SELECT hasLeft, founding FROM gathering WHERE name = ?", [bytes.fromhex(gathering)])
        assert held.fetchall() == [(0, founding_of_protocol_1()[1])]
    database.close()
