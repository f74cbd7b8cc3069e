"""Every command while the disk with one's data is full: it takes effect, or nothing of it happens; reading works."""

import os

import pytest

from assembly import DAY, TITLE, add_place, attend, create, editor, join
from programs import program
from scenario import assert_refused, assert_sentence, wait_until_all_see_all

CODE = ("--gathering", TITLE)
# What writes nothing of its own into the database.
READING = {
    "nearby", "match", "badge show", "card show", "card qr", "card verify", "requests", "contacts", "contact show",
    "gathering list", "gathering show", "gathering invite", "session list", "session show", "desk list", "note show",
    "note list", "note log", "sync", "status", "peer add"}
# Tried elsewhere: they need no disk, or no daemon.
ELSEWHERE = {"help", "stop", "init", "decline", "mismatch", "confirm"}
TAKES_EFFECT = {"block", "unblock", "hide", "show"}
WRITES_A_FILE = {"contact export", "gathering export"}


class SmallDisk:
    """Asha, with little space, and Ravi share a gathering with something of everything in it."""

    def __init__(self, venue):
        self.venue = venue
        self.asha, self.ravi = asha, ravi = venue.hosts("asha", "ravi")
        asha.mount_tmpfs(f"{asha.data}/baithak", "4m")
        attend(asha, ravi)
        asha.baithak("card", "set", "--email", "asha@example.org").ok()
        asha.baithak("card", "set", "--face", "work", "--org", "Maps for All").ok()
        ravi.baithak("card", "set", "--email", "ravi@example.org").ok()
        create(ravi, title="Elsewhere")
        create(ravi, "--invite", title="Behind a door")
        self.invitation = ravi.baithak("gathering", "invite", "Behind a door").ok().out.split()[-1]
        create(asha)
        join(ravi, TITLE)
        asha.spawn([program("baithak"), "exchange", ravi.tag, "--unverified", "--face", "main"])
        venue.wait_until(
            "they have exchanged cards", lambda: ravi.baithak("accept", asha.tag, "--unverified").code == 0)
        venue.wait_until("asha holds it", lambda: asha.baithak("contacts", "--json").ok().json())
        asha.baithak("contact", "note", ravi.tag, "met at the maps table").ok()
        add_place(asha)
        asha.baithak("slot", "add", "15:00", "--day", DAY, "--length", "60", *CODE).ok()
        self.maps, self.lamps = (asha.baithak("session", "propose", title, *CODE, "--json").ok().json()["id"]
                                 for title in ("Maps", "Solar lamps"))
        asha.baithak("session", "want", self.maps, *CODE).ok()
        asha.baithak("session", "schedule", self.maps, "--slot", "14:00", *CODE).ok()
        asha.baithak("note", "append", self.maps, "while there was space", *CODE).ok()
        self.own, self.other = (self.open_desk(*pair) for pair in ((asha, ravi), (ravi, asha)))
        self.code = ravi.baithak("verify", "asha", "--qr", stdin="nothing\n").out

    def open_desk(self, owner, booker):
        """A desk whose first slot the other one has booked."""
        desk = owner.baithak(
            "desk", "open", f"Help of {owner.name}", "--slots", "14:00-15:00/20m", "--day", DAY, *CODE, "--json"
        ).ok().json()["id"]
        book = ("desk", "book", desk, "14:00", "--day", DAY, "--about", "maps", *CODE)
        self.venue.wait_until(f"{booker.name} has a slot", lambda: booker.baithak(*book).code == 0)
        return desk

    def everything(self, *hosts):
        """All that the two see of themselves, of each other, and of the gathering."""
        commands = [
            ("badge", "show"), ("card", "show"), ("contacts",), ("gathering", "list"), ("gathering", "show", *CODE),
            ("desk", "list", *CODE), ("note", "log", self.maps, *CODE), ("session", "show", self.lamps, *CODE)]
        return {(host.name, *command): host.baithak(*command, "--json").ok().json()
                for host in hosts or (self.asha, self.ravi) for command in commands}

    def deeds(self):
        """What can be done by each command that writes, and whatever else it is given."""
        asha, ravi = self.asha, self.ravi
        file, folder = f"{asha.data}/baithak/ravi.vcf", f"{asha.data}/baithak/pages"
        write = {"env": editor(asha, 'sed -i s/asha@/other@/ "$1"; echo "# more" >>"$1"')}
        return {
            "badge set": [("--headline", "maps")],
            "card set": [("--email", "new@example.org"), ("--face", "third", "--email", "third@example.org")],
            "card edit": [(write,)], "card remove": [("work",)],
            "exchange": [(ravi.tag,)], "accept": [(ravi.tag,)], "verify": [(ravi.tag, "--qr", {"stdin": self.code})],
            "contact note": [(ravi.tag, "lost")], "contact forget": [(ravi.tag,)],
            "contact export": [("--all", "--output", file)], "gathering export": [(folder, *CODE)],
            "block": [(ravi.tag,)], "unblock": [(ravi.tag,)], "hide": [()], "show": [()],
            "gathering create": [("Third", "--place", "Here", "--days", DAY)],
            "gathering join": [("Elsewhere",), ("--code", self.invitation)],
            "gathering leave": [(TITLE,)], "gathering appoint": [(ravi.tag, *CODE)],
            "session propose": [("Bread", *CODE)], "session edit": [(self.maps, "--title", "More maps", *CODE)],
            "session want": [(self.lamps, *CODE)], "session unwant": [(self.maps, *CODE)],
            "session schedule": [(self.lamps, "--slot", "15:00", *CODE)], "session unschedule": [(self.maps, *CODE)],
            "room add": [("Room 9", *CODE)], "room remove": [("Room 4", *CODE)],
            "slot add": [("16:00", "--day", DAY, "--length", "60", *CODE)],
            "slot remove": [("15:00", "--day", DAY, *CODE)],
            "desk open": [("Bread", "--slots", "14:00-15:00/20m", "--day", DAY, *CODE)],
            "desk book": [(self.other, "14:20", "--day", DAY, "--about", "tea", *CODE)],
            "desk free": [(desk, "14:00", "--day", DAY, *CODE) for desk in (self.own, self.other)],
            "desk close": [(self.own, *CODE)],
            "note edit": [(self.maps, *CODE, write)], "note append": [(self.maps, "lost", *CODE)],
            "retract": [(self.lamps, *CODE)]}

    def do(self, command, arguments):
        """Run one of them."""
        options = {key: value for one in arguments if isinstance(one, dict) for key, value in one.items()}
        words = [one for one in arguments if not isinstance(one, dict)]
        return self.asha.baithak(*command.split(), *words, **options)


@pytest.fixture
def small(venue):
    return SmallDisk(venue)


def commands(host):
    """Every command that there is."""
    def leaves(command, path):
        deeper = command.get("subcommands", [])
        return [leaf for one in deeper for leaf in leaves(one, [*path, one["commandName"]])] or [" ".join(path)]

    return set(leaves(host.baithak("--experimental-dump-help").ok().json()["command"], []))


def refuse_all(small, before):
    """Each of them fails with a sentence that says what to do, and has changed nothing anywhere."""
    for command, ways in small.deeds().items():
        for arguments in ways if command not in TAKES_EFFECT else []:
            result = small.do(command, arguments)
            if command in WRITES_A_FILE:
                assert_refused(result, "No space left", codes=(1, 74))
            else:
                words = ("disk is full", "free some space", "Nothing of what you did was kept")
                assert_refused(result, *words, codes=(1,))
            if command.endswith("edit") and "session" not in command:
                assert_sentence(result.err, "What you wrote is in /")
            assert small.everything(small.asha) == before, (command, arguments)
    assert not [name for name in os.listdir(small.asha.inside(f"{small.asha.data}/baithak")) if "ravi" in name]


def differences(before, now):
    """Which commands say something else."""
    return {command: (before[command], now[command]) for command in before if before[command] != now[command]}


@pytest.mark.alone  # a request lapses after two minutes
def test_on_a_full_disk_every_command_takes_effect_or_leaves_everything_as_it_was(small):
    """At once, after a restart, and when there is space again: nothing comes by itself that was refused."""
    asha, ravi, venue = small.asha, small.ravi, small.venue
    assert commands(asha) == READING | ELSEWHERE | set(small.deeds()), "Say here what a new command does."
    ravi.spawn([program("baithak"), "exchange", asha.tag])
    venue.wait_until("asha is asked", lambda: "requested" in asha.baithak("requests", "--json").ok().out)
    before = small.everything()
    asha.run(["sh", "-c", f"cat /dev/zero >{asha.data}/baithak/ballast"])
    refuse_all(small, small.everything(asha))
    assert "requested" in asha.baithak("requests", "--json").ok().out
    assert not differences(before, small.everything())
    asha.stop_daemon()
    asha.start_daemon()
    wait_until_all_see_all(asha, ravi)
    venue.wait_until("asha is asked again", lambda: "requested" in asha.baithak("requests", "--json").ok().out)
    venue.wait_until("all is as it was", lambda: not differences(before, small.everything()))
    refuse_all(small, small.everything(asha))
    for command in ("block", "unblock", "hide", "show"):
        said = small.do(command, small.deeds()[command][0]).ok().err
        assert_sentence(said, "disk is full", "only as long as baithakd runs")
    wait_until_all_see_all(asha, ravi)
    asha.run(["rm", f"{asha.data}/baithak/ballast"]).ok()
    venue.wait_until("the trouble is over", lambda: not asha.status()["problems"], 15)
    venue.wait_until("all is as it was", lambda: not differences(before, small.everything()))
    # And each of them works again.
    venue.wait_until("asha is asked again", lambda: "requested" in asha.baithak("requests", "--json").ok().out)
    asha.baithak("decline", ravi.tag).ok()
    for command in ("badge set", "card set", "card remove", "contact note", "verify", "desk book", "gathering join"):
        small.do(command, small.deeds()[command][0]).ok()
    now = small.everything(asha)
    asha.kill_daemon()
    asha.start_daemon()
    wait_until_all_see_all(asha, ravi)
    venue.wait_until("it is on the disk", lambda: not differences(now, small.everything(asha)))


def test_who_compares_digits_while_the_disk_fills_confirms_when_there_is_space(small):
    """Nobody holds a card that the other does not know of."""
    asha, ravi, venue = small.asha, small.ravi, small.venue

    def stage(host):
        return [row["stage"] for row in host.baithak("requests", "--json").ok().json()]

    for host, other, command in ((ravi, asha, "exchange"), (asha, ravi, "accept")):
        host.spawn([program("baithak"), command, other.tag, "--json", *(["--face", "main"] if host is asha else [])])
        venue.wait_until("it is under way", lambda host=other: stage(host))
    venue.wait_until("both see digits", lambda: stage(asha) == stage(ravi) == ["code"])
    asha.run(["sh", "-c", f"cat /dev/zero >{asha.data}/baithak/ballast"])
    assert_refused(asha.baithak("confirm", ravi.tag), "disk is full", "Nothing of what you did was kept", codes=(1,))
    assert stage(asha) == ["code"]
    asha.run(["rm", f"{asha.data}/baithak/ballast"]).ok()
    ravi.baithak("confirm", asha.tag).ok()
    asha.baithak("confirm", ravi.tag).ok()
    for host in (asha, ravi):
        venue.wait_until("they are verified", lambda host=host: [
            row["standing"] for row in host.baithak("contacts", "--json").ok().json()] == ["verified"])
