"""Run on a host: link with a daemon as anybody may, and tell of attendees as nobody should.

`herald.py flood ADDRESS PORT COUNT` beats so often at once, and prints how many of these beats the daemon passes on to
a second link within four seconds, and whether the newest is among them. `herald.py invent ADDRESS PORT COUNT` tells of
so many attendees who do not exist, prints `told`, and keeps the link until it is killed.
"""

import struct
import sys
import threading
import time

from intruder import SODIUM, Closed, Link, Signer, digest, field, fields

SILENCE_MS = 600_000


def beat(signer, stamp, name=b"Mallory", interval_ms=1_000, with_profile=True):
    """A beat as a field of `Presences`."""
    profile = field(1, name)
    header = field(1, signer.public) + field(2, stamp, fixed=True) + field(3, interval_ms)
    header += field(5, digest(profile, size=32)[:16])
    said = field(1, header) + field(2, signer.sign(b"baithak-presence-1" + header))
    return field(1, said + (field(3, profile) if with_profile else b""))


def say(link, beats):
    """As many to a message as are allowed."""
    for start in range(0, len(beats), 32):
        link.send(field(1, b"".join(beats[start:start + 32])))


def stamps(message, author):
    """The stamps of an author's beats in a message."""
    found, place = [], message.find(author)
    while place >= 0:
        # The author is the first field of a header, and the stamp the second.
        found.append(struct.unpack("<Q", message[place + 33:place + 41])[0])
        place = message.find(author, place + 41)
    return found


def pump(link, heard):
    """Answers pings, and hands over all else."""
    link.socket.settimeout(None)
    try:
        while True:
            message = link.receive()
            if fields(message) == {5: b""}:
                link.send(field(5, field(1, 1)))
            heard(message)
    except Closed:
        pass


def open_link(address, heard, name):
    signer = Signer()
    link = Link(address, signer)
    say(link, [beat(signer, time.time_ns() // 1_000_000, name)])
    threading.Thread(target=pump, args=(link, heard), daemon=True).start()
    return link, signer


def flood(address, count):
    heard = []
    author = []
    open_link(address, lambda message: heard.extend(stamps(message, author[0]) if author else []), b"Watcher")
    link, signer = open_link(address, lambda message: None, b"Mallory")
    time.sleep(2)
    author.append(signer.public)
    first = time.time_ns() // 1_000_000 + 1
    say(link, [beat(signer, first + number, with_profile=False) for number in range(count)])
    time.sleep(4)
    print(len(heard), first + count - 1 in heard)


def invent(address, count):
    link, _ = open_link(address, lambda message: None, b"Mallory")
    now = time.time_ns() // 1_000_000
    for start in range(0, count, 32):
        say(link, [beat(Signer(), now, b"Nobody %d" % number, SILENCE_MS)
                   for number in range(start, min(start + 32, count))])
    print("told", file=sys.stderr, flush=True)
    threading.Event().wait()


def main():
    kind, host, port, count = sys.argv[1:5]
    assert SODIUM.sodium_init() >= 0
    {"flood": flood, "invent": invent}[kind]((host, int(port)), int(count))


if __name__ == "__main__":
    main()
