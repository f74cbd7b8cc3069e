"""Somebody who takes part writes what is slow to put together: everybody else is served as ever."""

import time

import pytest

from assembly import append, propose, text, wait_for_text
from programs import program
from test_large_notes import ask
from test_second_implementation import founded  # pylint: disable=unused-import

EDITS = 160


def insertions(host, session):
    """How many of the scalars that Pia inserted somebody reads."""
    return text(host, session).count("x")


@pytest.mark.alone
def test_a_daemon_answers_while_a_pad_of_hostile_edits_is_put_together(founded):
    """283 kB of edits that saw nothing of a text and insert 79,360 times before it kept a loop busy for a minute."""
    asha, ravi, pia = founded
    session = propose(ravi, "Maps", asha)
    for line in range(20):
        append(ravi, session, f"line {line}")
    wait_for_text(asha, session, "line 19")
    pia.obey("flood", session=session, count=EDITS)
    pia.wait_for("flooded")
    # It reads nothing more, and would put together the text in its own slow way.
    asha.venue.wait_until("Asha holds all of it", lambda: asha.baithak("sync", "--json").ok().json()["entries"]
                          == ravi.baithak("sync", "--json").ok().json()["entries"] > EDITS, 60)
    pia.process.kill()
    reading = asha.spawn([program("baithak"), "note", "show", session], "reading")
    begun, answers = time.monotonic(), []
    while reading.running:
        answers.append(ask_status(asha))
    took = time.monotonic() - begun
    assert reading.wait(60) == 0, reading.err()
    print(f"read in {took:.2f} s; {len(answers)} answers, the slowest {max(answers):.3f} s")
    # The promise is 50 ms; a machine that does much else now and then keeps one waiting for its turn.
    assert sorted(answers)[len(answers) * 95 // 100] <= 0.05 and max(answers) < max(0.5, took / 4), answers
    # And whoever writes there is heard, on top of it all.
    append(ravi, session, "what Ravi says")
    wait_for_text(asha, session, "line 19\n", "\nwhat Ravi says\n", timeout=60)
    assert insertions(asha, session) == insertions(ravi, session) == EDITS * 496


def ask_status(host):
    """How long `status` takes, in seconds."""
    begun = time.monotonic()
    code, _ = ask(host, "GET", "/v1/status")
    assert code == 200
    return time.monotonic() - begun
