"""What the scenarios of gatherings share: people who have joined one, and an editor that needs no hands."""

import os
import shlex

from scenario import wait_until_all_see_all

TITLE = "BarCamp Pune"
DAY = "2026-11-28"
PEOPLE = {
    "asha": "Asha Rao", "ravi": "Ravi Kumar", "meera": "Meera Nair", "farah": "Farah Khan", "jose": "Jose Pinto"}


def attend(*hosts):
    """Start the daemons of these people and wait until they see each other."""
    for host in hosts:
        host.attend(PEOPLE[host.name])
    wait_until_all_see_all(*hosts)


def create(host, *options, title=TITLE, days="2026-11-28..29"):
    """Make a gathering."""
    place = ("--place", "Room 4, IIT", "--days", days)
    return host.baithak("gathering", "create", title, *place, "--json", *options).ok().json()


def join(host, *arguments):
    """Join, which may take a moment until the gathering is known."""
    host.venue.wait_until(
        f"{host.name} joins", lambda: host.baithak("gathering", "join", *arguments).code == 0, 15)


def gather(venue, *names, options=()):
    """Hosts whose people are in one gathering that the first of them made."""
    hosts = venue.hosts(*names)
    attend(*hosts)
    create(hosts[0], *options)
    for host in hosts[1:]:
        join(host)
    for host in hosts:
        venue.wait_until(f"{host.name} knows who takes part",
                         lambda host=host: programme(host)["gathering"]["attendees"] == len(hosts), 15)
    return hosts


def programme(host, *arguments):
    """All that one sees of the gathering."""
    return host.baithak("gathering", "show", "--json", *arguments).ok().json()


def sessions(host, *arguments):
    """Titles and sessions that one sees."""
    return {row["title"]: row for row in host.baithak("session", "list", "--json", *arguments).ok().json()}


def add_place(host, room="Room 4", start="14:00"):
    """Add a room and a slot of an hour."""
    host.baithak("room", "add", room).ok()
    host.baithak("slot", "add", start, "--day", DAY, "--length", "60").ok()


def propose(host, title, *others):
    """Propose a session, and wait until the others have heard of it; its id."""
    session = host.baithak("session", "propose", title, "--json").ok().json()["id"]
    for other in others:
        host.venue.wait_until(f"{other.name} hears of {title}", lambda other=other: title in sessions(other), 15)
    return session


def editor(host, script, name="editor"):
    """Environment in which $EDITOR is a shell script; `$1` is the file."""
    path = os.path.join(host.folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\n" + script + "\n")
    os.chmod(path, 0o755)
    return {"EDITOR": shlex.quote(path), "VISUAL": ""}


def text(host, session):
    """The notes of a session."""
    return host.baithak("note", "show", session).ok().out


def wait_for_text(host, session, *parts, timeout=20):
    """Wait until the notes hold all of these; returns them."""
    def read():
        words = text(host, session)
        return words if all(part in words for part in parts) else None

    return host.venue.wait_until(f"{host.name} reads {parts}", read, timeout)


def wait_for_one_text(session, *hosts, timeout=30):
    """Wait until all read the same, which is returned."""
    def same():
        texts = {text(host, session) for host in hosts}
        return texts if len(texts) == 1 else None

    return hosts[0].venue.wait_until("all read one text", same, timeout).pop()


def wait_until_all_have_all(*hosts, timeout=30):
    """Wait until every machine says of every other one with which it is linked that it has all."""
    def done(host):
        peers = host.baithak("sync", "--json").ok().json()["peers"]
        return peers and all(peer["state"] == "has_all" for peer in peers)

    for host in hosts:
        host.venue.wait_until(f"everybody has all that {host.name} has", lambda host=host: done(host), timeout)


def forks(*hosts):
    """What the daemons said about logs that were stopped."""
    return [line for host in hosts if host.daemon for line in all_said(host) if "a log was stopped" in line]


def all_said(host):
    """Every line that daemons of this host have said, over restarts."""
    with open(os.path.join(host.logs, "baithakd.log"), encoding="utf-8", errors="replace") as log:
        return log.read().splitlines()


def append(host, session, words):
    """One line more in the notes."""
    return host.baithak("note", "append", session, words).ok()


def edit(host, session, script, name="editor", **options):
    """`note edit` with an editor that is a script."""
    return host.baithak("note", "edit", session, env=editor(host, script, name), **options)
