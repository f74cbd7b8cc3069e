"""The constructions of docs/examples.md, made from the inputs that it names; prints them as they stand there."""

import asyncio
import os
import socket
import textwrap

from crypto import Agreement, Signer, blake2b, first8, number8
from exchange import commitment, digits, receipt_text
from gathering import invitation_code
from link import DIALLER, LISTENER, Link, member_proof, proof_text
from pad import Pad, shape
from peer import presence_text
from record import FOUNDING, JOIN, PAD_EDIT, RULES, SESSION, Entry, Record, join_tag
from schema import CONTENTS, ROOT, WIRE

DOCUMENT = os.path.join(ROOT, "docs", "examples.md")
ASHA, RAVI = Signer(b"\1" * 32), Signer(b"\2" * 32)
SECRETS = {"dialler's ephemeral secret": b"\x11", "dialler's static secret": b"\x12",
           "listener's ephemeral secret": b"\x13", "listener's static secret": b"\x14"}
EXCHANGE, NONCES, CARDS = bytes(range(16)), (b"\x21" * 32, b"\x22" * 32), (b"asha.s.card", b"ravi.s.card")
INVITED, CREATED_MS = b"\x31" * 16, 1_800_000_000_000
LOGS = {"asha": 0x0102030405060708, "ravi": 0x1112131415161718, "other": 0x2122232425262728}


class Recorded(Link):
    """A link whose frames and proofs are kept."""

    kept = {}

    def _send_frame(self, frame):
        self.kept.setdefault("frames", []).append(frame)
        super()._send_frame(frame)

    def _proof(self, state, static, signer):
        side = ("dialler", "listener")[self.role]
        self.kept[f"h before the {side}'s proof"] = state.hash
        self.kept[f"{side}'s proof"] = signer.key + signer.sign(proof_text(static.public, state.hash, self.role))
        return super()._proof(state, static, signer)


async def handshake():
    """Asha dials Ravi."""
    one, other = [await asyncio.open_connection(sock=end) for end in socket.socketpair()]
    dialler, listener = Recorded(*one, DIALLER), Recorded(*other, LISTENER)
    keys = [Agreement(secret * 32) for secret in SECRETS.values()]
    await asyncio.gather(dialler.open(ASHA, *keys[:2]), listener.open(RAVI, *keys[2:]))
    assert (dialler.peer, listener.peer) == (RAVI.key, ASHA.key) and dialler.hash == listener.hash
    dialler.send(ping={})
    assert (await listener.receive()).kind == "ping"
    said = Recorded.kept
    first, second, third, sealed = said.pop("frames")
    for end in (dialler, listener):
        end.close()
    return {name: secret * 32 for name, secret in SECRETS.items()} | {
        "first frame": first, **{name: said[name] for name in ("h before the listener's proof", "listener's proof")},
        "second frame": second, **{name: said[name] for name in ("h before the dialler's proof", "dialler's proof")},
        "third frame": third, "link hash": dialler.hash, "ping": WIRE.encode("Message", ping={}), "sealed ping": sealed}


def presence():
    profile = WIRE.encode(
        "Profile", name="Asha Rao", headline="Maps for all", topics=["maps"], asks=["a ride"], offers=["QGIS"],
        endpoints=[dict(ip=bytes([192, 0, 2, 7]), port=22484)], gatherings=[LOGS["asha"]], instance="baithak-k7qa")
    header = WIRE.encode("PresenceHeader", author=ASHA.key, stamp=CREATED_MS, interval_ms=20_000,
                         profile_hash=blake2b(profile)[:16])
    signature = ASHA.sign(presence_text(header))
    said = dict(header=header, signature=signature, profile=profile, age_ms=250)
    return {"profile": profile, "header": header, "signature": signature,
            "message": WIRE.encode("Message", presences=dict(presences=[said]))}


def exchange():
    keys = (ASHA.key, RAVI.key)
    receipt = receipt_text(EXCHANGE, *keys, *CARDS, True)
    return {"exchange": EXCHANGE, "requester's nonce": NONCES[0], "commitment": commitment(EXCHANGE, *keys, NONCES[0]),
            "responder's nonce": NONCES[1], "digits": digits(EXCHANGE, *keys, *NONCES), "requester's card": CARDS[0],
            "responder's card": CARDS[1], "receipt's text": receipt, "requester's signature": ASHA.sign(receipt)}


def sign(signer, log, kind, content, last=None, entry_shape=b"", **header):
    return Entry.sign(signer, content, entry_shape, log=LOGS[log], height=last.header.height + 1 if last else 0,
                      previous=last.id if last else b"", created_ms=CREATED_MS, kind=kind, **header)


def parts(name, entry):
    found = {f"{name}: content": entry.content, f"{name}: shape": entry.header.shape,
             f"{name}: header": entry.header_bytes, f"{name}: signature": entry.signature, f"{name}: id": entry.id}
    return {part: value for part, value in found.items() if value}


def gathering(link_hash):
    """The membership proof, entries, the frontier and the pad."""
    founding = sign(ASHA, "asha", FOUNDING, CONTENTS.encode(
        "Founding", title="OSSCamp", place="Pune", first_day="2027-01-30", last_day="2027-01-31",
        invitation_hash=blake2b(INVITED), rules=RULES))
    within, tag = dict(gathering=founding.id, document=founding.id), join_tag(INVITED, founding.id, RAVI.key)
    join = sign(RAVI, "ravi", JOIN, CONTENTS.encode("Join", name="Ravi Kumar", membership_tag=tag), **within)
    session = sign(RAVI, "ravi", SESSION, CONTENTS.encode("Session", title="Maps", length_minutes=30), join,
                   parents=[join.id], **within)
    record = Record(founding)
    record.take([join, session])
    buckets = sum(1 << (tag >> 58) for tag in record.logs)
    lines = dict(gathering=first8(founding.id), lines=record.lines(buckets))
    asha, ravi = founding.log, join.log
    yield "Membership", {
        "secret": INVITED, "hash of the secret": blake2b(INVITED), "invitation": invitation_code(founding.id, INVITED),
        "dialler's proof": member_proof(INVITED, link_hash, DIALLER),
        "listener's proof": member_proof(INVITED, link_hash, LISTENER), "ravi's membership tag": tag}
    yield "Entries", parts("founding", founding) | parts("join", join) | parts("session", session)
    yield "Logs and frontier", {
        "tag of asha's log": number8(asha), "tag of ravi's log": number8(ravi),
        "bucket of asha's log": record.bucket_hashes()[asha >> 58],
        "bucket of ravi's log": record.bucket_hashes()[ravi >> 58], "empty bucket": blake2b(b""),
        "frontier": record.frontier(), "lines": WIRE.encode("Message", record=lines)}
    pad = dict(gathering=founding.id, document=session.id)

    def edit(signer, log, last, parents, *operations):
        made, content = shape(operations)
        return sign(signer, log, PAD_EDIT, content, last, made, parents=parents, **pad)

    one = edit(ASHA, "asha", founding, [], (0, "[]"))
    two = edit(ASHA, "asha", one, [one.id], (1, "x"))
    three = edit(ASHA, "asha", two, [two.id], (1, "y"), (0, 1))
    four = edit(RAVI, "ravi", session, [one.id], (1, "नमस्ते"))
    five = edit(RAVI, "other", None, [one.id], (1, "z"))
    record.take([one, two, three, four, five])
    entries = dict(one=one, two=two, three=three, four=four, five=five)
    yield "Pad", {part: value for name, entry in entries.items() for part, value in parts(name, entry).items()} | {
        "text": Pad(record, session.id).text().encode()}


def sections():
    """Titles of sections, and what stands in each: bytes, or text."""
    links = asyncio.run(handshake())
    yield "Keys", {"asha's seed": b"\1" * 32, "asha's key": ASHA.key, "ravi's seed": b"\2" * 32, "ravi's key": RAVI.key}
    yield "Handshake", links
    yield "Presence", presence()
    yield "Exchange", exchange()
    yield from gathering(links["link hash"])


def block(values):
    """A section's values as they are written."""
    lines = []
    for name, value in values.items():
        text = value if isinstance(value, str) else value.hex()
        lines += [f"{name} = {text}"] if len(name) + len(text) < 116 else \
            [f"{name} ="] + textwrap.wrap(text, 112, initial_indent="    ", subsequent_indent="    ")
    return "```\n" + "\n".join(lines) + "\n```\n"


def differing():
    """Titles of sections that the document has otherwise."""
    with open(DOCUMENT, encoding="utf-8") as file:
        document = file.read()
    return [title for title, values in sections()
            if block(values) not in document.partition(f"\n## {title}\n")[2].partition("\n## ")[0]]


if __name__ == "__main__":
    for title, values in sections():
        print(f"## {title}\n\n{block(values)}")
