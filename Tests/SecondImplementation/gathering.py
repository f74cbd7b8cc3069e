"""Taking part in gatherings: comparing, streams, writing (docs/protocol.md, "Gatherings")."""

import base64
import os
import random
import time

from crypto import blake2b, first8
from link import member_proof
from pad import Pad, scribble, shape
from record import BUCKET_BYTES, BUCKETS, FOUNDING, JOIN, PAD_EDIT, RETRACTION, RULES, SESSION, Entry, Record, join_tag
from schema import CONTENTS, WIRE

STREAM_BYTES, STREAM_ENTRIES, IN_FLIGHT_MAX, TAKEN_TOGETHER = 60_000, 512, 16, 8


def invitation(code):
    """The first eight bytes of a gathering's id, and its secret."""
    text = code.split(":")[-1].replace("-", "").replace(" ", "").upper()
    data = base64.b32decode(text + "=" * (-len(text) % 8))
    if len(data) != 27 or blake2b(b"baithak-invitation-1" + data[:24], 16)[:3] != data[24:]:
        raise ValueError("a code with a mistake")
    return first8(data), data[8:24]


def invitation_code(gathering, secret):
    """The other way round."""
    data = gathering[:8] + secret
    data += blake2b(b"baithak-invitation-1" + data, 16)[:3]
    text = base64.b32encode(data).decode().lower().rstrip("=")
    return "baithak-join:" + "-".join(text[place:place + 4] for place in range(0, len(text), 4))


class Shared:
    """A link, as one gathering sees it."""

    def __init__(self, link):
        self.link, self.is_eager = link, True
        self.stream, self.in_flight, self.taken = [], 0, 0


class Gatherings:
    """All that one takes part in, or could."""

    def __init__(self, signer, name, links, tell):
        self.signer, self.name, self.links, self.tell = signer, name, links, tell
        self.offered, self.records, self.secrets = {}, {}, {}
        self.shared, self.held_back, self.texts = {}, None, {}
        self.log = random.getrandbits(64)

    def open(self):
        """The ids of those that anybody may know of."""
        return [name for name in self.records if first8(name) not in self.secrets]

    # Whom one shares them with.

    def opened(self, link):
        """A link has opened, or what we take part in has changed."""
        proofs = [member_proof(secret, link.hash, link.role) for secret in self.secrets.values()]
        if proofs or self.records:
            link.send(gatherings=dict(open=self.open(), proofs=proofs))

    def met(self, link, message):
        """Somebody says what they take part in; it stands until they say something else."""
        link.said = message
        for name in message.open:
            self._meet(link, first8(name))
        for prefix, secret in self.secrets.items():
            if member_proof(secret, link.hash, 1 - link.role) in message.proofs:
                self._meet(link, prefix)

    def _meet(self, link, prefix):
        self.shared.setdefault(prefix, {})[link.peer] = Shared(link)
        if prefix in map(first8, self.records):
            self._compare(prefix, self.shared[prefix][link.peer])
        else:
            self._say(link, prefix, founding_ask={})

    def _say(self, link, prefix, **step):
        link.send(record=dict(gathering=prefix, **step))

    def _sharing(self, prefix):
        """Over which links."""
        return [one for one in self.shared.get(prefix, {}).values() if self.links.get(one.link.peer) is one.link]

    def receive(self, link, message):
        """Something about the record of one gathering."""
        if self.held_back is not None and message.step not in ("founding", "founding_ask"):
            return self.held_back.append((link, message))
        shared = self.shared.get(message.gathering, {}).get(link.peer)
        record = next((one for name, one in self.records.items() if first8(name) == message.gathering), None)
        value = getattr(message, message.step)
        if message.step == "founding":
            self._offer(message.gathering, Entry(value.entry))
        elif record and message.step == "founding_ask":
            self._say(link, message.gathering, founding=dict(entry=record.founding.raw))
        elif record and shared:
            getattr(self, "_on_" + message.step, lambda *_: None)(record, message.gathering, shared, value)

    def _offer(self, prefix, founding):
        header, secret = founding.header, self.secrets.get(prefix)
        content = CONTENTS.decode("Founding", founding.content)
        if header.kind != FOUNDING or header.gathering or header.document or not founding.is_genuine() \
                or first8(founding.id) != prefix or content.invitation_hash != (blake2b(secret) if secret else b""):
            raise ValueError("that founds nothing")
        if content.rules != RULES:
            return self.tell("other rules", gathering=founding.id.hex(), rules=content.rules or 1)
        self.offered[founding.id] = founding
        self.tell("offered", gathering=founding.id.hex(), title=content.title)

    # Comparing.

    def compare_with_anybody(self):
        for name in self.records:
            sharing = [one for one in self._sharing(first8(name)) if not one.stream and not one.in_flight]
            if sharing and self.held_back is None:
                self._compare(first8(name), random.choice(sharing))

    def _compare(self, prefix, shared):
        record = next(one for name, one in self.records.items() if first8(name) == prefix)
        self._say(shared.link, prefix, frontier=dict(hash=record.frontier()))

    def _on_frontier(self, record, prefix, shared, frontier):
        if not frontier.hash:
            self.tell("same", key=shared.link.peer.hex(), entries=len(record.entries))
        elif frontier.hash == record.frontier():
            self._say(shared.link, prefix, frontier={})
        else:
            self._say(shared.link, prefix, buckets=dict(hashes=record.bucket_prefixes()))

    def _on_buckets(self, record, prefix, shared, buckets):
        ours, size = record.bucket_prefixes(), BUCKET_BYTES
        differing = sum(1 << place for place in range(BUCKETS)
                        if ours[place * size:][:size] != buckets.hashes[place * size:][:size])
        if differing:
            self._say(shared.link, prefix, lines=record.lines(differing))

    def _on_lines(self, record, prefix, shared, lines):
        theirs, wants = dict(zip(lines.logs, lines.heights)), dict(logs=[], lower=[], upper=[])
        for log, height in theirs.items():
            held = record.logs[log].height if log in record.logs else 0
            if held < height:
                wants["logs"].append(log)
                wants["lower"].append(held)
                wants["upper"].append(height)
        if wants["logs"]:
            self._say(shared.link, prefix, wants=wants)
        ours = [entry for log in record.lines(lines.buckets)["logs"]
                for entry in record.logs[log].entries[theirs.get(log, 0):]]
        self._serve(prefix, shared, ours)

    # Streams.

    def _on_wants(self, record, prefix, shared, wants):
        shared.is_eager = shared.is_eager or wants.graft
        self._serve(prefix, shared, [
            entry for log, lower, upper in zip(wants.logs, wants.lower, wants.upper) if log in record.logs
            for entry in record.logs[log].entries[lower:upper]])

    def _serve(self, prefix, shared, entries):
        shared.stream += [*self._parts(entries), []]
        self._send_more(prefix, shared)

    @staticmethod
    def _parts(entries):
        """Entries as messages that are not too long."""
        part, size = [], 0
        for entry in entries:
            if part and (size + len(entry.raw) > STREAM_BYTES or len(part) == STREAM_ENTRIES):
                yield part
                part, size = [], 0
            part.append(entry.raw)
            size += len(entry.raw)
        if part:
            yield part

    def _send_more(self, prefix, shared):
        while shared.stream and (shared.in_flight < IN_FLIGHT_MAX or not shared.stream[0]):
            part = shared.stream.pop(0)
            shared.in_flight += bool(part)
            self._say(shared.link, prefix, entries=dict(entries=part))

    def _on_entries_taken(self, record, prefix, shared, taken):
        shared.in_flight -= taken.messages
        self._send_more(prefix, shared)

    def _on_entries(self, record, prefix, shared, message):
        new = record.take([Entry(raw) for raw in message.entries])
        self._spread(prefix, new, shared)
        for log in {entry.log for entry in new if entry.header.author == shared.link.peer}:
            held = dict(logs=[log], heights=[record.logs[log].height])
            self._say(shared.link, prefix, entries_held=held)
        self._changed(record, new)
        if not message.pushed:
            shared.taken += bool(message.entries)
            if shared.taken == TAKEN_TOGETHER or shared.taken and not message.entries:
                self._say(shared.link, prefix, entries_taken=dict(messages=shared.taken))
                shared.taken = 0

    # New entries.

    def _spread(self, prefix, entries, source=None):
        """To everybody but who brought them and who wrote them: at once, or by telling of them."""
        for shared in self._sharing(prefix):
            news = [entry for entry in entries if shared is not source and entry.header.author != shared.link.peer]
            if news and shared.is_eager:
                for part in self._parts(news):
                    self._say(shared.link, prefix, entries=dict(entries=part, pushed=True))
            elif news:
                tops = {entry.log: entry.header.height + 1 for entry in news}
                held = dict(logs=list(tops), heights=list(tops.values()))
                self._say(shared.link, prefix, entries_held=held)

    def _on_entries_prune(self, record, prefix, shared, _):
        shared.is_eager = False

    def _on_entries_held(self, record, prefix, shared, held):
        for log, height in zip(held.logs, held.heights):
            ours = record.logs[log].height if log in record.logs else 0
            if ours < height:
                wants = dict(logs=[log], lower=[ours], upper=[height], graft=True)
                self._say(shared.link, prefix, wants=wants)

    def _changed(self, record, entries):
        for entry in entries:
            if entry.header.kind == SESSION and entry.content is not None:
                title = CONTENTS.decode("Session", entry.content).title
                self.tell("session", session=entry.id.hex(), title=title)
        for session in {entry.header.document for entry in entries} - {record.gathering, b""}:
            self.tell("text", session=session.hex(), text=Pad(record, session).text())

    # Commands.

    def found(self, title, rules=RULES):
        """Begins an open gathering."""
        content = CONTENTS.encode(
            "Founding", title=title, place="Pune", first_day="2026-11-28", last_day="2026-11-28", rules=rules)
        founding = Entry.sign(self.signer, content, log=self.log, created_ms=time.time_ns() // 1_000_000, kind=FOUNDING)
        self.records[founding.id] = Record(founding)
        for link in self.links.values():
            self.opened(link)
        self.tell("founded", gathering=founding.id.hex())

    def join(self, title):
        """Takes part in what was offered."""
        founding = next(one for one in self.offered.values()
                        if CONTENTS.decode("Founding", one.content).title == title)
        record = self.records[founding.id] = Record(founding)
        prefix = first8(founding.id)
        for link in self.links.values():
            self.opened(link)
        for shared in self._sharing(prefix):
            self._compare(prefix, shared)
        tag = join_tag(self.secrets[prefix], founding.id, self.signer.key) if prefix in self.secrets else b""
        self._write(record, founding.id, JOIN, CONTENTS.encode("Join", name=self.name, membership_tag=tag))

    def code(self, code):
        """An invitation."""
        prefix, secret = invitation(code)
        self.secrets[prefix] = secret
        for link in self.links.values():
            self.opened(link)
            if link.said:
                self.met(link, link.said)

    def propose(self, title):
        record = self._record()
        content = CONTENTS.encode("Session", title=title, about="in Python", length_minutes=30)
        self._changed(record, [self._write(record, record.gathering, SESSION, content)])

    def edit(self, session, operations):
        """Changes a pad: (position, text) inserts, (position, count) deletes."""
        record, session = self._record(), bytes.fromhex(session)
        self._changed(record, [self._write(record, session, PAD_EDIT, *reversed(shape(operations)))])

    def take_back(self, session):
        """Takes back our last edit of a pad, and leaves what stands in its place."""
        record, session = self._record(), bytes.fromhex(session)
        last = [entry for entry in record.entries.values()
                if entry.header.document == session and entry.header.author == self.signer.key][-1]
        content = CONTENTS.encode("Retraction", author=self.signer.key, log=last.header.log, height=last.header.height,
                                  entry=last.id)
        self._changed(record, [self._write(record, session, RETRACTION, content)])

    def scribble(self, session, count, seed):
        """Random edits of random versions, each in a log of its own, as if many wrote at once."""
        record, session, source, new = self._record(), bytes.fromhex(session), random.Random(seed), []
        for _ in range(count):
            pad = Pad(record, session)
            parents, operations = scribble(pad, source, sorted(pad.seen))
            new.append(self._write(
                record, session, PAD_EDIT, *reversed(shape(operations)), parents, source.getrandbits(64), False))
        self._spread(first8(record.gathering), new)
        self._changed(record, new)

    def hold(self):
        """From now on no record is heard or told."""
        self.held_back = []

    def release(self):
        """What was held back happens now."""
        waiting, self.held_back = self.held_back, None
        for link, message in waiting:
            self.receive(link, message)
        self.compare_with_anybody()

    def _record(self):
        return list(self.records.values())[-1]

    def _write(self, record, document, kind, content, shape=b"", parents=None, log=None, spreads=True):
        held = record.logs.get(first8(blake2b(self.signer.key + (log or self.log).to_bytes(8, "big"))))
        entry = Entry.sign(
            self.signer, content, shape, gathering=record.gathering, log=log or self.log,
            height=held.height if held else 0, previous=held.head if held and held.height else b"", document=document,
            parents=record.heads(document) if parents is None else parents,
            created_ms=time.time_ns() // 1_000_000, kind=kind)
        record.take([entry])
        if spreads and self.held_back is None:
            self._spread(first8(record.gathering), [entry])
        return entry
