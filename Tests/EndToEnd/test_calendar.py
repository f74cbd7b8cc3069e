"""The programme in calendars: every file that somebody takes home goes on from the one before."""

import datetime
import os

import icalendar
import vobject

from assembly import DAY, add_place, gather, propose, sessions, wait_until_all_have_all

UTC = datetime.timezone.utc


def events(host, name):
    """The events of an exported calendar by their titles, as two readers that know nothing of us have them."""
    folder = os.path.join(host.folder, name)
    host.baithak("gathering", "export", folder).ok()
    with open(os.path.join(folder, "programme.ics"), encoding="utf-8", newline="") as file:
        text = file.read()
    calendar, other = vobject.readOne(text), icalendar.Calendar.from_ical(text)
    assert other.errors == [] and all(event.errors == [] for event in other.walk())
    names = ("uid", "summary", "location", "description", "status", "dtstart", "dtend", "dtstamp", "sequence")
    for one, event in zip(other.walk("VEVENT"), calendar.contents.get("vevent", []), strict=True):
        read = {name: getattr(one[name], "dt", str(one[name])) for name in names if name in one}
        assert read == {name: event.contents[name][0].value for name in names if name in event.contents}
    return {event.summary.value: event for event in getattr(calendar, "vevent_list", [])}


def test_each_export_is_a_later_edition_at_the_hours_of_the_room(venue):
    """Edited, moved, taken off and taken back; two people export the same, each in UTC by the clock of their laptop."""
    asha, ravi = gather(venue, "asha", "ravi", options=("--anybody-schedules",))
    for host in (asha, ravi):
        host.stop_daemon()
        host.start_daemon(env={"TZ": "Asia/Kolkata"})
    add_place(asha)
    asha.baithak("slot", "add", "16:00", "--day", DAY, "--length", "30").ok()
    maps, tea = (propose(asha, title, ravi) for title in ("Maps", "Tea"))
    asha.baithak("session", "schedule", maps, "--room", "Room 4", "--slot", "14:00").ok()
    asha.baithak("session", "schedule", tea, "--slot", "14:00").ok()
    first = events(asha, "first")
    assert first["Maps"].dtstart.value == datetime.datetime(2026, 11, 28, 8, 30, tzinfo=UTC)
    assert first["Maps"].dtend.value - first["Maps"].dtstart.value == datetime.timedelta(minutes=45)
    editions = [first["Maps"]]

    def is_later(title, name):
        event = events(asha, name)[title]
        assert int(event.sequence.value) > int(editions[-1].sequence.value)
        assert event.uid.value == editions[-1].uid.value and event.dtstamp.value >= editions[-1].dtstamp.value
        assert event.dtstamp.value == event.last_modified.value
        editions.append(event)
        return event

    asha.baithak("session", "edit", maps, "--title", "Maps for all").ok()
    is_later("Maps for all", "edited")
    asha.baithak("session", "schedule", maps, "--room", "Room 4", "--slot", "16:00").ok()
    moved = is_later("Maps for all", "moved")
    assert moved.dtstart.value == datetime.datetime(2026, 11, 28, 10, 30, tzinfo=UTC)
    asha.baithak("session", "unschedule", maps).ok()
    gone = is_later("Maps for all", "off")
    assert gone.status.value == "CANCELLED" and gone.dtstart.value == moved.dtstart.value
    asha.baithak("retract", tea).ok()
    venue.wait_until("ravi does not see it", lambda: list(sessions(ravi)) == ["Maps for all"])
    wait_until_all_have_all(asha, ravi)
    withdrawn = [event for event in events(asha, "last").values() if event.uid.value == first["Tea"].uid.value]
    assert [event.status.value for event in withdrawn] == ["CANCELLED"]
    assert int(withdrawn[0].sequence.value) > int(first["Tea"].sequence.value)
    events(ravi, "same")
    with open(f"{asha.folder}/last/programme.ics", encoding="utf-8") as one, \
            open(f"{ravi.folder}/same/programme.ics", encoding="utf-8") as other:
        assert one.read() == other.read()
