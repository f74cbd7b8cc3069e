"""A second implementation of the protocol, written from docs/protocol.md, docs/formats.md and the .proto files alone.

It takes commands from a pipe, a line of JSON each, and prints what happens as lines of JSON. It keeps nothing on a
disk, and knows nothing of forks, desks, newer editions of cards and contents that did not come.
"""

import argparse
import asyncio
import ipaddress
import json
import os
import random
import time

from crypto import Signer, blake2b, first8, is_genuine
from exchange import Exchange, seal_card
from gathering import Gatherings
from link import LISTENER, Link
from schema import WIRE

INTERVAL_MS = 1000


def presence_text(header):
    """What an attendee signs with every beat."""
    return b"baithak-presence-1" + header


def tell(event, **what):
    print(json.dumps({"event": event, **what}), flush=True)


class Peer:
    """One attendee."""

    def __init__(self, options):
        self.options, self.signer = options, Signer()
        self.card = seal_card(self.signer, options.name, "pia@example.org")
        self.links, self.presences, self.exchanges, self.stamp = {}, {}, {}, 0
        self.gatherings = Gatherings(self.signer, options.name, self.links, tell)
        self.beat()

    # Links.

    async def run(self, link):
        """Serves an open link to its end."""
        before = self.links.pop(link.peer, None)
        if before:
            before.close()
        self.links[link.peer] = link
        tell("link", key=link.peer.hex(), role=link.role)
        link.send(presences=dict(presences=[self.presence]))
        link.send(have=self.have())
        self.gatherings.opened(link)
        for exchange in self.exchanges.values():
            if exchange.peer == link.peer:
                exchange.repeat()
        try:
            while True:
                message = await link.receive()
                getattr(self, "on_" + message.kind, lambda *_: None)(link, getattr(message, message.kind))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            link.close()
            if self.links.get(link.peer) is link:
                del self.links[link.peer]
            tell("closed", key=link.peer.hex())

    async def accepted(self, reader, writer):
        """Somebody has dialled."""
        link = Link(reader, writer, LISTENER)
        try:
            await asyncio.wait_for(link.open(self.signer), 5)
        except (ValueError, OSError, EOFError, TimeoutError, asyncio.TimeoutError):
            return link.close()
        await self.run(link)

    def on_ping(self, link, ping):
        if not ping.answer:
            link.send(ping=dict(answer=True))

    # Presence.

    def beat(self, leaving=False):
        """A new beat, said to everybody."""
        endpoints = []
        if self.options.listen:
            address = ipaddress.ip_address(self.options.address).packed
            endpoints.append(dict(ip=address, port=self.options.listen))
        profile = WIRE.encode(
            "Profile", name=self.options.name, headline="writes Python", asks=["a second reader"], endpoints=endpoints,
            gatherings=sorted(first8(one) for one in self.gatherings.open()), instance=self.options.instance)
        self.stamp = max(time.time_ns() // 1_000_000, self.stamp + 1)
        header = WIRE.encode(
            "PresenceHeader", author=self.signer.key, stamp=self.stamp, interval_ms=INTERVAL_MS, leaving=leaving,
            profile_hash=blake2b(profile)[:16])
        self.presence = dict(header=header, signature=self.signer.sign(presence_text(header)), profile=profile)
        for link in self.links.values():
            link.send(presences=dict(presences=[self.presence]))

    def have(self):
        """All that is known of who is here."""
        stamps = {first8(self.signer.key): self.stamp}
        stamps |= {first8(key): stamp for key, (stamp, _) in self.presences.items()}
        return dict(authors=list(stamps), stamps=list(stamps.values()), whole=True)

    def on_presences(self, link, message):
        for presence in message.presences:
            header = WIRE.decode("PresenceHeader", presence.header)
            stamp, held = self.presences.get(header.author, (0, None))
            if header.author == self.signer.key or header.stamp <= stamp:
                continue
            if not is_genuine(header.author, presence.signature, presence_text(presence.header)):
                raise ValueError("a forged presence")
            profile = presence.profile or held and held["profile"]
            if not profile or blake2b(profile)[:16] != header.profile_hash:
                if presence.profile:
                    raise ValueError("a profile of another presence")
                link.send(graft=dict(authors=[first8(header.author)], once=True))
                continue
            self.presences[header.author] = header.stamp, dict(
                header=presence.header, signature=presence.signature, profile=profile)
            if held is None or held["profile"] != profile or header.leaving:
                badge = WIRE.decode("Profile", profile)
                tell("badge", key=header.author.hex(), name=badge.name, headline=badge.headline, leaving=header.leaving)
            for other in self.links.values():
                if other is not link and other.peer != header.author:
                    other.send(presences=dict(presences=[self.presences[header.author][1]]))

    def on_have(self, link, have):
        stamps = {first8(key): stamp for key, (stamp, _) in self.presences.items()} | {first8(self.signer.key): 1 << 64}
        lacking = [author for author, stamp in zip(have.authors, have.stamps) if stamps.get(author, 0) < stamp]
        if lacking:
            link.send(graft=dict(authors=lacking, once=have.whole))

    def on_graft(self, link, graft, with_profile=True):
        held = [self.presence] + [presence for _, presence in self.presences.values()]
        wanted = [presence for presence in held
                  if first8(WIRE.decode("PresenceHeader", presence["header"]).author) in graft.authors]
        if not with_profile:
            wanted = [presence | {"profile": b""} for presence in wanted]
        for start in range(0, len(wanted), 32):
            link.send(presences=dict(presences=wanted[start:start + 32]))

    def on_pull(self, link, pull):
        self.on_graft(link, pull, with_profile=False)

    # Exchanging cards.

    def say(self, peer, exchange, **step):
        if peer in self.links:
            self.links[peer].send(exchange=dict(id=exchange, **step))

    def exchange(self, peer, request=None, name=None):
        """A new exchange, of the role that `request` makes it."""
        made = Exchange(self.signer, self.card, peer, lambda *step, **what: self.say(peer, *step, **what), tell,
                        request, name)
        self.exchanges[made.id] = made
        made.repeat()
        return made

    def on_exchange(self, link, message):
        found = self.exchanges.get(message.id)
        if found and found.peer == link.peer:
            found.receive(message)
        elif message.step == "request":
            ours = [one for one in self.exchanges.values() if one.peer == link.peer and one.is_asking]
            if ours and self.signer.key < link.peer:
                return  # both have asked: the request of the smaller key lives
            made = self.exchange(link.peer, message.request, message.id)
            for one in ours:
                del self.exchanges[one.id]
                made.accept()
            tell("request", key=link.peer.hex())
        elif message.step not in ("end", "receipt"):
            self.say(link.peer, message.id, end=dict(reason=WIRE.cases["UNKNOWN"]))

    # Gatherings.

    def on_gatherings(self, link, message):
        self.gatherings.met(link, message)

    def on_record(self, link, message):
        self.gatherings.receive(link, message)

    # Commands.

    async def obey(self, do, **what):
        """One command."""
        if do == "dial":
            link = await Link.dial(what["address"], what["port"], self.signer)
            asyncio.ensure_future(self.run(link))
        elif do == "ask":
            self.exchange(bytes.fromhex(what["key"]))
        elif do in ("accept", "confirm"):
            for exchange in self.exchanges.values():
                if exchange.peer.hex() == what["key"]:
                    getattr(exchange, do)()
        else:
            getattr(self.gatherings, do)(**what)
            self.beat()

    async def live(self):
        """Until somebody says `leave`."""
        pipe = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(pipe), open(os.open(self.options.commands, os.O_RDWR), "rb", 0))
        if self.options.listen:
            await asyncio.start_server(self.accepted, self.options.address, self.options.listen)
        clocks = [asyncio.ensure_future(clock) for clock in (self.beats(), self.comparisons())]
        tell("ready", key=self.signer.key.hex())
        while True:
            command = json.loads(await pipe.readline())
            if command == {"do": "leave"}:
                break
            await self.obey(**command)
        for clock in clocks:
            clock.cancel()
        self.beat(leaving=True)
        for link in list(self.links.values()):
            link.close()
            await link.closed()

    async def beats(self):
        while True:
            await asyncio.sleep(INTERVAL_MS / 1000)
            self.beat()

    async def comparisons(self):
        while True:
            await asyncio.sleep(random.uniform(1.5, 4.5))
            self.gatherings.compare_with_anybody()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="Pia Python")
    parser.add_argument("--commands", required=True, help="a pipe that exists")
    parser.add_argument("--listen", type=int, default=0, help="on this port")
    parser.add_argument("--address", default="", help="where others find us")
    parser.add_argument("--instance", default="", help="the name under which DNS-SD shows us")
    asyncio.run(Peer(parser.parse_args()).live())


if __name__ == "__main__":
    main()
