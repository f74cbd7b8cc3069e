"""What people in the room of `crowd.py` do one after the other, and how long it takes until all have come through."""

import asyncio
import collections
import datetime
import time

# Requests a second to all daemons together: asking must not be what the room is busy with. Most are for the status,
# which costs a daemon that knows 200 others a millisecond.
REQUESTS_PER_SECOND = 200
PERIOD_SECONDS_MIN = 0.02
WRITERS = 5


class Step:
    """What everybody is to come through, and after how many seconds each has (None: not yet), by host."""

    def __init__(self, name, seconds, said=()):
        self.name, self.seconds, self.said = name, seconds, collections.Counter(said)

    @property
    def reached_after(self):
        """The seconds of those who came through."""
        return [seconds for seconds in self.seconds if seconds is not None]

    @property
    def reached(self):
        """How many came through."""
        return len(self.reached_after)

    @property
    def is_complete(self):
        """Whether all did, and nobody was told that something failed."""
        return self.reached == len(self.seconds) and not self.said

    def __str__(self):
        last = max(self.reached_after, default=0)
        text = f"{self.name}: {self.reached} of {len(self.seconds)}, the last after {last:.2f} s"
        return "; ".join([text, *(f"{count} were told “{words}”" for words, count in self.said.most_common())])


async def until_all(controls, check, timeout, since):
    """Ask each daemon until all that `await check(control)` returns is true.

    For each item of what `check` returns, the seconds after `since` at which it was first true, daemon by daemon.
    """
    waiting = len(controls)

    async def follow(number, control):
        nonlocal waiting
        seconds = None
        await asyncio.sleep(number / REQUESTS_PER_SECOND)
        while seconds is None or None in seconds and time.monotonic() - since < timeout:
            holds, now = await check(control), time.monotonic() - since
            seconds = seconds or [None] * len(holds)
            seconds = [now if was is None and is_so else was for was, is_so in zip(seconds, holds)]
            if None in seconds:
                await asyncio.sleep(max(PERIOD_SECONDS_MIN, waiting / REQUESTS_PER_SECOND))
        waiting -= 1
        return seconds

    return list(zip(*await asyncio.gather(*(follow(*item) for item in enumerate(controls)))))


async def start(controls, timeout, since):
    """From the start of the daemons until all see all."""
    others = len(controls) - 1

    async def look(control):
        # Looking for the socket costs the daemon nothing.
        status = await control.get("/v1/status") if control.is_there else None
        if status is None:
            return [False] * 4
        here, discovery = status["attendees"]["here"], status["discovery"]["state"]
        return True, discovery == "running" or not control.host.bus.avahi, here > 0, here == others

    up, discovers, sees, sees_all = await until_all(controls, look, timeout, since)
    with_avahi = [seconds for control, seconds in zip(controls, discovers) if control.host.bus.avahi]
    steps = [Step("daemons that are up", up), Step("discovery runs, of those with Avahi", with_avahi),
             Step("sees somebody", sees), Step("sees all others", sees_all)]
    return [step for step in steps if step.seconds]


class Gathering:
    """A gathering that the last person in a room founds, and `joiners` of the others join, all at one moment.

    Not the first: that one's address is known to many, so that it has more links than others.
    """

    def __init__(self, controls, by_invitation, joiners):
        self.founder, self.by_invitation = controls[-1], by_invitation
        self.joiners = [controls[number * (len(controls) - 1) // joiners] for number in range(joiners)]
        self.id = self.code = None

    async def found(self):
        """The founder makes it, and a session with a line of notes."""
        today = str(datetime.date.today())
        self.id = (await must(self.founder, "/v1/gatherings", {
            "title": "Crowd", "place": "One bridge", "first_day": today, "last_day": today,
            "by_invitation": self.by_invitation, "anybody_schedules": False, "organisers": []}))["id"]
        if self.by_invitation:
            self.code = (await self.founder.get(f"{self.path}/invitation"))["text"]
        await self._propose(self.founder, "Opening")

    @property
    def path(self):
        """What all that is in it begins with."""
        return f"/v1/gatherings/{self.id}"

    async def join(self, timeout):
        """All joiners type it at one moment, and again two seconds after each failure.

        Two steps: who got in at the first typing, with what the others were told, and who got in in the end.
        """
        since, told = time.monotonic(), []

        async def type_it(control):
            message = await self._type_join(control)
            first = None if message else time.monotonic() - since
            if message:
                told.append(message)
            while message and not (await self._listed(control) or {}).get("standing") == "joined":
                if time.monotonic() - since > timeout:
                    return first, None
                if self.by_invitation:  # the daemon keeps the invitation
                    await asyncio.sleep(0.2)
                else:
                    await asyncio.sleep(2)
                    message = await self._type_join(control)
            return first, time.monotonic() - since

        first, last = zip(*await asyncio.gather(*map(type_it, self.joiners)))
        return [Step("in at the first `join`", first, told), Step("in the gathering in the end", last)]

    async def _type_join(self, control):
        """What `baithak gathering join ID` or `… join --code CODE` asks; what the person is told if it fails."""
        if self.by_invitation:
            status, answer = await attempt(control, "/v1/invitations", {"text": self.code})
        elif await self._listed(control):
            status, answer = await attempt(control, f"{self.path}/join", {})
        else:
            return "There is no such gathering in `baithak gathering list`."
        return None if status == 200 else answer["message"]

    async def _listed(self, control):
        """How `baithak gathering list` shows it to somebody; None if it does not."""
        rows = await control.get("/v1/gatherings")
        return next((row for row in rows or [] if row["id"] == self.id), None)

    async def hold(self, joined, timeout):
        """Some of those who joined propose a session each, and append lines to its notes and to those of the first.

        Steps, in seconds since they began: until each was told that all is saved, and until all daemons know who is in
        and hold all sessions and lines.
        """
        writers = joined[::max(1, len(joined) // WRITERS)][:WRITERS]
        since, said = time.monotonic(), []

        async def write(number, control):
            title = f"Session {number}"
            try:
                await self._propose(control, title)
                while "Opening" not in (pads := await self._pads(control)):
                    if time.monotonic() - since > timeout:
                        return None
                    await asyncio.sleep(0.1)
                await self._append(control, pads["Opening"]["session"], f"{title} was announced")
            except Refused as refusal:
                said.append(str(refusal))
                return None
            return time.monotonic() - since

        async def look(control):
            # Not the programme: in a large crowd that alone would keep the daemons busy.
            row, pads = await self._listed(control), await self._pads(control)
            return bool(row) and row["attendees"] == len(joined) + 1, await self._has_notes(control, pads, len(writers))

        written, (know, hold) = await asyncio.gather(
            asyncio.gather(*(write(*writer) for writer in enumerate(writers, 1))),
            until_all([self.founder, *self.joiners], look, timeout, since))
        return [Step("what writers typed is saved", written, said), Step("knows all who are in", know),
                Step("holds all sessions and notes", hold)]

    async def _has_notes(self, control, pads, writers):
        for title, lines in self._notes(writers).items():
            if title not in pads or pads[title]["characters"] < sum(map(len, lines)):
                return False  # without asking for what cannot be whole
            pad = await control.get(f"{self.path}/pads/{pads[title]['session']}")
            if pad is None or set(pad["text"].split("\n")) - {""} != lines:
                return False
        return True

    @staticmethod
    def _notes(writers):
        """The lines that the notes of each session are made of in the end, by its title."""
        titles = [f"Session {number}" for number in range(1, writers + 1)]
        notes = {title: {f"what was said in {title}"} for title in ["Opening", *titles]}
        notes["Opening"] |= {f"{title} was announced" for title in titles}
        return notes

    async def _propose(self, control, title):
        session = (await must(control, f"{self.path}/sessions", {"title": title}))["id"]
        await self._append(control, session, f"what was said in {title}")

    async def _append(self, control, session, line):
        await must(control, f"{self.path}/pads/{session}/append", {"text": f"{line}\n"})

    async def _pads(self, control):
        """What `baithak note list` shows, by the session's title."""
        return {row["title"]: row for row in await control.get(f"{self.path}/pads") or []}


class Refused(Exception):
    """A daemon did not do what it was asked to; the text is what it said."""


async def attempt(control, path, body):
    """POST; a connection that fails is an answer too, with the status 0."""
    try:
        return await control.ask("POST", path, body)
    except OSError as error:
        return 0, {"message": f"The daemon does not answer ({error})."}


async def must(control, path, body):
    """The answer to a POST that has to succeed."""
    status, answer = await attempt(control, path, body)
    if status != 200:
        raise Refused(f"{path.split('/')[-1]}: {answer['message']}")
    return answer
