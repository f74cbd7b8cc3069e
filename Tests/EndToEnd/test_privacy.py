"""What a machine says of its owner to those who only listen, and what stands in its own logs."""

import re

from assembly import DAY, append, attend, create, join, propose
from programs import program
from scenario import wait_until_all_see_all


def announced(watcher, host):
    """The names under which the Avahi of one host hears the daemon of another."""
    lines = watcher.run(["timeout", "3", "avahi-browse", "-rptk", "_baithak._tcp"]).out.splitlines()
    return {line.split(";")[3] for line in lines if line.startswith("=") and f";{host.name}.local;" in line}


def test_logs_hold_no_name_no_address_and_no_word_that_anybody_wrote(venue):
    """A day's work of two people: badges, a card, a gathering, a session, notes, a request; then both logs are read."""
    asha, ravi = venue.hosts("asha", "ravi")
    attend(asha, ravi)
    asha.baithak("badge", "set", "--headline", "canary-headline", "--topic", "canary-topic").ok()
    asha.baithak("card", "set", "--email", "canary@example.org").ok()
    ravi.baithak("card", "set", "--email", "ravi@example.org").ok()
    create(asha, title="canary-gathering")
    join(ravi)
    session = propose(asha, "canary-title", ravi)
    append(asha, session, "canary-note")
    asha.baithak("slot", "add", "10:00", "--day", DAY).ok()
    venue.wait_until("Ravi has the note", lambda: "canary-note" in ravi.baithak("note", "show", session).out, 15)
    waiting = ravi.spawn([program("baithak"), "exchange", asha.tag])
    venue.wait_until("Asha has the request", lambda: ravi.tag in asha.baithak("requests").out, 15)
    asha.baithak("decline", ravi.tag).ok()
    waiting.stop()
    ravi.baithak("peer", "add", asha.ipv4).ok()
    for host in (asha, ravi):
        said = host.daemon.err()
        assert "exchange" in said and "attendee" in said, said
        for word in ["canary", "Asha", "Ravi", "example.org", asha.ipv4, ravi.ipv4, asha.key, ravi.key]:
            assert word not in said, f"{word} is in the log of {host.name}:\n{said}"


def test_the_name_on_the_network_is_another_after_each_start(venue):
    """Nobody who only listens to multicast DNS knows a daemon again by it."""
    asha, ravi = venue.hosts("asha", "ravi")
    asha.attend("Asha Rao")
    before = set()
    for _ in range(3):
        now = venue.wait_until("Asha is announced anew", lambda: announced(ravi, asha) - before, 15)
        assert all(re.fullmatch(r"baithak-[a-z0-9]{4,}", name) for name in now), now
        before |= now
        asha.stop_daemon()
        asha.start_daemon()


def test_nothing_listens_but_the_port_for_links(venue):
    """No page in a browser can talk to the daemon: its control socket is no port."""
    asha, ravi = venue.hosts("asha", "ravi")
    asha.attend("Asha Rao")
    ravi.attend("Ravi Kumar")
    wait_until_all_see_all(asha, ravi)
    port = asha.status()["port"]
    lines = asha.run(["ss", "-Htulnp"]).ok().out.splitlines()
    own = {line.split()[4].rsplit(":", 1)[1] for line in lines if "baithakd" in line}
    assert own == {str(port)}, lines


def test_secrets_stay_in_memory_that_is_not_swapped(venue):
    """The pages that keys are in are locked, as the kernel counts them."""
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    with open(f"/proc/{asha.daemon.pid}/status", encoding="ascii") as file:
        locked = re.search(r"VmLck:\s+(\d+) kB", file.read())
    assert int(locked[1]) > 0
