"""The programme of a conference, which an organiser enters alone."""

import asyncio
import json
import os

import pytest

from assembly import DAY, append, create, sessions
from control import Control


async def enter(host, gathering, count):
    """Propose so many sessions and put each somewhere: into one of sixteen rooms, at one of 64 times."""
    control, path = Control(host), f"/v1/gatherings/{gathering}"

    async def say(method, part, **body):
        status, answer = await control.ask(method, f"{path}/{part}", body)
        assert status in (200, 201), answer
        return answer["id"]

    slots = [dict(day=day, start=f"{8 + place // 4:02}:{place % 4 * 15:02}", length_minutes=15)
             for day in (DAY, "2026-11-29") for place in range(32)]
    for room in range(16):
        await say("PUT", "rooms", name=f"Room {room}", exists=True)
    for slot in slots:
        await say("PUT", "slots", slot=slot, exists=True)
    for number in range(count):
        session = await say("POST", "sessions", title=f"Session {number}", about="Maps. " * 50, length_minutes=15)
        await say("PUT", f"sessions/{session}/place", room=f"Room {number % 16}", slot=slots[number // 16])
    status, answer = await control.ask("POST", f"{path}/sessions", dict(title="One more", length_minutes=15))
    control.close()
    return status, answer


@pytest.mark.parametrize("count", [117, 1024])
def test_an_organiser_enters_the_programme_of_a_conference_and_takes_it_home(venue, count):
    """All of it is in the list and in the files, also when it is read from the disk; beyond 1,024 it is refused."""
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    gathering = create(asha)["id"]
    status, answer = asyncio.run(enter(asha, gathering, count))
    assert (status, "1024" in str(answer)) == ((403, True) if count == 1024 else (200, False)), answer
    all_of_it = min(count + 1, 1024)
    append(asha, sessions(asha)["Session 7"]["id"], "What was said.")
    asha.stop_daemon()
    asha.start_daemon()
    assert len(asha.baithak("session", "list", "--json").ok().json()) == all_of_it
    folder = os.path.join(asha.folder, "programme")
    asha.baithak("gathering", "export", folder).ok()
    with open(f"{folder}/programme.json", encoding="utf-8") as file:
        written = json.load(file)["sessions"]
    with open(f"{folder}/programme.ics", encoding="utf-8") as file:
        events = file.read().count("BEGIN:VEVENT")
    assert (len(written), events, len(os.listdir(f"{folder}/notes"))) == (all_of_it, count, 1)
