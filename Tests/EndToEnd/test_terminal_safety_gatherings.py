"""What people write in gatherings before the command: no title, name, place, topic or note may do anything."""

import datetime
import json

from assembly import DAY
from false_daemon import handfuls, shown, strange, strings, watched

GATHERING = "ab" * 32
PATH = f"/v1/gatherings/{GATHERING}"
TEXTS, HANDFULS = strings(), handfuls()
CONTEST = ("Contested:", "Agree with each other;")


def number_of(number):
    """An id of 64 digits that begins with a number of its own."""
    return f"{number + 0x1000:08x}" + "0" * 56


def person(text, number=0):
    return {"name": text, "tag": "aaaa-2222", "key": f"{number:064x}"}


def slot(text):
    return {"day": text, "start": text, "length_minutes": 45}


def gathering(text, number=None, standing="joined"):
    return {
        "id": GATHERING if number is None else number_of(number), "title": text, "place": text, "first_day": text,
        "last_day": text + "2", "by_invitation": False, "anybody_schedules": True, "standing": standing,
        "organisers": [person(text)], "attendees": 2, "is_organiser": False, "nearby": 1}


def session(text, number=0):
    claim = {"session": number_of(number + 1), "title": text, "by": person(text), "created": text}
    return {
        "id": number_of(number), "title": text, "about": f"{text}\n{text}", "topics": [text, text],
        "length_minutes": 45, "proposer": person(text), "created": text, "wanted": 1, "is_wanted": True,
        "is_mine": False, "room": text, "slot": slot(text), "contested": [claim], "characters": 7}


def programme(texts, title="BarCamp"):
    return {
        "gathering": gathering(title), "attendees": [person(text) for text in texts], "rooms": texts,
        "slots": [slot(text) for text in texts],
        "sessions": [session(text, number) for number, text in enumerate(texts)]}


def pad(text, number=0):
    return {"session": number_of(number), "title": text, "characters": 7, "authors": [person(text), person(text)],
            "changed": text}


def edit(text, number=0):
    return {"id": "dada" + number_of(number)[4:], "author": person(text), "created": text, "inserted": 1, "deleted": 0,
            "excerpt": text, "is_retracted": False}


def desk(text, number=0):
    free = {"slot": {"day": "2026-11-28", "start": "14:00", "length_minutes": 20}, "state": "free"}
    return {
        "id": number_of(number), "title": text, "owner": person(text), "is_mine": False, "is_in_reach": False,
        "slots": [free] + [{"slot": slot(text), "state": state, "by": person(text), "about": text}
                           for state in ("free", "waiting")]}


def in_one_gathering(daemon, **answers):
    """One gathering that we joined, and what is answered below it."""
    daemon.answers["/v1/gatherings"] = [gathering("BarCamp")]
    for path, answer in answers.items():
        daemon.answers[f"{PATH}/{path}".rstrip("/")] = answer


def shown_as_json(daemon, expected, *arguments):
    """What is printed as JSON says the same, and nothing more."""
    assert json.loads("".join(shown(daemon, *arguments, "--json"))) == expected


def test_no_gathering_does_anything_to_a_terminal(daemon):
    """Titles, places, and names of organisers and attendees."""
    known = daemon.answers["/v1/gatherings"] = [gathering(text, number) for number, text in enumerate(TEXTS)]
    lines = shown(daemon, "gathering", "list")
    assert len(lines) == len(known) + 1 and strange(lines) == []
    shown_as_json(daemon, known, "gathering", "list")
    # Which of them is meant?
    for one in known:
        one |= {"first_day": DAY, "last_day": DAY}
    assert strange(shown(daemon, "gathering", "show", code=67), f"baithak: {len(TEXTS)} gatherings that ") == []
    for text in HANDFULS:
        in_one_gathering(daemon, **{"": programme([text, text], title=text)})
        assert strange(shown(daemon, "gathering", "show")) == []


def test_no_title_does_anything_to_a_terminal_when_somebody_joins_or_leaves(daemon):
    """What is said of a gathering whose title is strange."""
    known = [gathering(text, number, "known") | {"first_day": DAY, "last_day": DAY}
             for number, text in enumerate(TEXTS)]
    daemon.answers["/v1/gatherings"] = known
    assert strange(shown(daemon, "gathering", "join", code=67), "baithak: There are ") == []
    for text in HANDFULS:
        in_one_gathering(daemon, join=gathering(text), leave={})
        daemon.answers["/v1/gatherings"] = [gathering(text, standing="known")]
        lines = shown(daemon, "gathering", "join", tabs=1)
        assert lines[0].startswith(GATHERING[:8]) and strange(lines[1:], "Joined") == []
        daemon.answers["/v1/gatherings"] = [gathering(text)]
        assert strange(shown(daemon, "gathering", "leave"), "Left") == []


def test_no_list_of_sessions_does_anything_to_a_terminal(daemon):
    """Titles, names, rooms and slots, as a list, as a grid, and where a person must choose."""
    yesterday = (datetime.date.today() - datetime.timedelta(days=1)).isoformat()
    plan = programme(TEXTS)
    in_one_gathering(daemon, **{"": plan})
    lines = shown(daemon, "session", "list")
    assert len(lines) > len(TEXTS) and strange(lines, *CONTEST) == []
    place = (number_of(0), "--room", "no such room", "--slot", "14:00")
    assert strange(shown(daemon, "session", "schedule", *place, code=67), "baithak: There is no room ") == []
    for row in plan["sessions"]:
        row["id"] = "cafe" + row["id"][4:]
    assert strange(shown(daemon, "session", "show", "cafe", code=67), "baithak: “cafe” may be ") == []
    for row in plan["sessions"]:
        row["slot"] = {"day": yesterday, "start": "00:00", "length_minutes": 3 * 1440}
    lines = shown(daemon, "session", "list", "--now")
    assert len(lines) > len(TEXTS) and strange(lines, *CONTEST) == []
    for start in range(0, len(TEXTS), 8):
        in_one_gathering(daemon, **{"": programme(TEXTS[start:start + 8])})
        lines = shown(daemon, "session", "list", "--grid")
        assert len(lines) > len(TEXTS[start:start + 8]) and strange(lines, *CONTEST) == []
    in_one_gathering(daemon, **{"": plan})
    json_lines = shown(daemon, "session", "list", "--now", "--json")
    assert sorted(json.loads("".join(json_lines)), key=lambda row: row["id"]) == plan["sessions"]


def test_no_session_does_anything_to_a_terminal(daemon):
    """Descriptions and topics too."""
    for text in HANDFULS:
        plan = programme([text])
        in_one_gathering(daemon, **{"": plan})
        assert strange(shown(daemon, "session", "show", number_of(0)), *CONTEST) == []
    shown_as_json(daemon, plan["sessions"][0], "session", "show", number_of(0))


def test_no_note_does_anything_to_a_terminal(daemon):
    """What people wrote, with and without their names."""
    in_one_gathering(daemon, pads=[pad("Maps")], **{f"pads/{number_of(0)}": {
        "session": number_of(0), "title": "Maps", "text": "".join(f"{text}\n" for text in TEXTS), "version": [],
        "spans": [{"author": person(text, number), "length": len(text) + 1} for number, text in enumerate(TEXTS)]}})
    for options in [(), ("--authors",)]:
        lines = shown(daemon, "note", "show", number_of(0), *options)
        assert len(lines) > len(TEXTS) and strange(lines, "aaaa-2222 is ") == []


def test_no_list_of_notes_or_edits_does_anything_to_a_terminal(daemon):
    """Titles, authors, and how edits begin."""
    pads = [pad(text, number) for number, text in enumerate(TEXTS)]
    edits = [edit(text, number) for number, text in enumerate(TEXTS)]
    in_one_gathering(daemon, pads=pads, **{f"pads/{number_of(0)}/log": edits})
    for expected, arguments in [(pads, ("list",)), (edits, ("log", number_of(0)))]:
        lines = shown(daemon, "note", *arguments)
        assert len(lines) == len(TEXTS) + 1 and strange(lines) == []
        shown_as_json(daemon, expected, "note", *arguments)


def test_nothing_that_is_taken_back_does_anything_to_a_terminal(daemon):
    """Titles of sessions and of pads, and names of authors."""
    for text in HANDFULS:
        in_one_gathering(
            daemon, pads=[pad(text)], retractions={"id": GATHERING, "copies": 1},
            **{"": programme([text]), f"pads/{number_of(0)}/log": [edit(text)]})
        for item in (number_of(0), edit(text)["id"]):
            lines = shown(daemon, "retract", item)
            assert lines[0].startswith("Taken back:") and strange(lines[1:]) == []


def test_no_desk_does_anything_to_a_terminal(daemon):
    """Titles, names, and what people want to talk about."""
    desks = [desk(text, number) for number, text in enumerate(TEXTS)]
    told = {"desks": desks, "news": []}
    in_one_gathering(daemon, desks=told)
    lines = shown(daemon, "desk", "list")
    assert len(lines) > 3 * len(desks) and strange(lines, "waiting:") == []
    shown_as_json(daemon, told, "desk", "list")
    other = ("desk", "book", "help", "15:00", "--about", "tea")
    slots = {"slots": [row["slots"][1] for row in desks]}
    in_one_gathering(daemon, desks={"desks": [desk("help") | slots], "news": []})
    assert strange(shown(daemon, *other, code=67), "baithak: The desk has no such slot.") == []
    for text in HANDFULS:
        booking = {"desk": number_of(0), "title": text, "is_mine": False, "person": person(text),
                   "slot": desk(text)["slots"][0]["slot"], "about": text, "is_in_reach": False, "state": "accepted"}
        in_one_gathering(daemon, desks={"desks": [desk(text)], "news": []}, **{
            f"desks/{number_of(0)}/bookings": booking, f"desks/{number_of(0)}/bookings/2026-11-28T14%3A00": booking})
        book = ("desk", "book", number_of(0), "14:00", "--about", "tea")
        assert strange(shown(daemon, *book), "Booked:") == []
        assert strange(shown(daemon, "desk", "free", number_of(0), "14:00"), "You gave ") == []


def test_no_agreement_and_no_progress_does_anything_to_a_terminal(daemon):
    """What badges have in common, and who holds what."""
    matches = [{"person": person(text, number)} | {kind: [{"own": text, "theirs": text, "words": [text, text]}]
                                                    for kind in ("offers", "asks", "topics")}
               for number, text in enumerate(TEXTS)]
    daemon.answers["/v1/matches"] = matches
    lines = shown(daemon, "match")
    assert len(lines) == 3 * len(matches) + 1 and strange(lines) == []
    shown_as_json(daemon, matches, "match")
    sync = {"gathering": GATHERING, "entries": 7, "copies": 1, "latest": number_of(0), "refused_logs": 0, "peers": [
        {"person": person(text, number), "state": "behind", "behind": 1, "refused": 0}
        for number, text in enumerate(TEXTS)]}
    in_one_gathering(daemon, sync=sync)
    assert strange(shown(daemon, "sync"), "7 entries here.", "Your latest entry is ") == []
    shown_as_json(daemon, sync, "sync")


def test_no_title_does_anything_to_a_terminal_that_watches(daemon):
    """`sync --watch` moves the cursor itself: between its own moves there is nothing but text."""
    for text in TEXTS:
        in_one_gathering(daemon, sync={
            "gathering": GATHERING, "entries": 7, "copies": 1, "latest": number_of(0), "refused_logs": 0,
            "peers": [{"person": person(text), "state": "has_all", "behind": 0, "refused": 0}]})
        daemon.answers["/v1/gatherings"] = [gathering(text)]
        lines = watched(daemon, "sync", "--watch", until="7 entries here.")
        assert strange(lines, "“", "7 entries here.", "Your latest entry is ") == []


def test_no_refusal_does_anything_to_a_terminal(daemon):
    """The daemon's own sentences name sessions and people."""
    for text in HANDFULS:
        in_one_gathering(daemon, sessions=(403, {"kind": "refused", "message": f"{text} is there already."}))
        lines = shown(daemon, "session", "propose", "Maps", code=77)
        assert lines[0].startswith("baithak:") and strange(lines[1:]) == []
