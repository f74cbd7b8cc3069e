"""Run on a host: link with a daemon as anybody may, and say things about a gathering that nobody should.

`intruder.py KIND ADDRESS PORT GATHERING AUTHOR SEED` (both 64 hexadecimal digits) prints `closed` if the daemon ends
the link, else `standing`. With the kind `late` it leaves out what its own entry says, prints `asked` when the daemon
asks for it, and then gives it. It knows docs/protocol.md and nothing of the daemon's code.
"""

import ctypes
import ctypes.util
import hashlib
import hmac
import os
import random
import socket
import struct
import sys
import time

SODIUM = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")


class Closed(Exception):
    """The other side ended the link."""


# Cryptography.


def sodium(name, length, *arguments):
    """Call a function of libsodium whose first argument takes its result."""
    out = ctypes.create_string_buffer(length)
    if getattr(SODIUM, name)(out, *arguments) != 0:
        raise ValueError(f"{name} failed")
    return out.raw


def agree(secret, public):
    return sodium("crypto_scalarmult", 32, secret, public)


def long(data):
    return ctypes.c_ulonglong(len(data))


def seal(key, number, data, text):
    return sodium("crypto_aead_chacha20poly1305_ietf_encrypt", len(text) + 16, None, text, long(text), data, long(data),
                  None, nonce(number), key)


def unseal(key, number, data, text):
    return sodium("crypto_aead_chacha20poly1305_ietf_decrypt", len(text) - 16, None, None, text, long(text), data,
                  long(data), nonce(number), key)


def nonce(number):
    return struct.pack("<IQ", 0, number)


def digest(*parts, size=64):
    return hashlib.blake2b(b"".join(parts), digest_size=size).digest()


class Signer:
    """An Ed25519 key pair."""

    def __init__(self):
        self.secret = ctypes.create_string_buffer(64)
        self.public = sodium("crypto_sign_seed_keypair", 32, self.secret, os.urandom(32))

    def sign(self, text):
        return sodium("crypto_sign_detached", 64, None, text, long(text), self.secret)


# The link.


class Link:
    """A link that we dialled: Noise XX, then sealed frames."""

    def __init__(self, address, signer):
        self.socket = socket.create_connection(address, 10)
        self.hash = b"Noise_XX_25519_ChaChaPoly_BLAKE2b".ljust(64, b"\0")
        self.chain, self.key, self.number = self.hash, None, 0
        self.mix_hash(b"baithak/2")
        ephemeral, static = os.urandom(32), os.urandom(32)
        public = [sodium("crypto_scalarmult_base", 32, secret) for secret in (ephemeral, static)]
        self.mix_hash(public[0])
        self.mix_hash(b"\2")
        self.send_frame(public[0] + b"\2")
        reply = self.receive_frame()
        theirs = reply[:32]
        self.mix_hash(theirs)
        self.mix_key(agree(ephemeral, theirs))
        their_static = self.open(reply[32:80])
        self.mix_key(agree(ephemeral, their_static))
        self.peer = self.open(reply[80:])[:32]
        finish = self.close(public[1])
        self.mix_key(agree(static, theirs))
        finish += self.close(signer.public + signer.sign(b"baithak-link-2" + public[1] + self.hash + b"\0"))
        self.send_frame(finish)
        self.sending, self.receiving = (part[:32] for part in self.derive(b""))
        self.sent = self.received = 0

    def derive(self, material):
        base = hmac.digest(self.chain, material, "blake2b")
        first = hmac.digest(base, b"\1", "blake2b")
        return first, hmac.digest(base, first + b"\2", "blake2b")

    def mix_hash(self, data):
        self.hash = digest(self.hash, data)

    def mix_key(self, material):
        self.chain, key = self.derive(material)
        self.key, self.number = key[:32], 0

    def close(self, text):
        sealed = seal(self.key, self.number, self.hash, text)
        self.number += 1
        self.mix_hash(sealed)
        return sealed

    def open(self, sealed):
        text = unseal(self.key, self.number, self.hash, sealed)
        self.number += 1
        self.mix_hash(sealed)
        return text

    def send_frame(self, frame):
        try:
            self.socket.sendall(struct.pack(">H", len(frame)) + frame)
        except OSError as error:
            raise Closed from error

    def receive_frame(self):
        return self.read(struct.unpack(">H", self.read(2))[0])

    def read(self, count):
        parts = b""
        while len(parts) < count:
            try:
                part = self.socket.recv(count - len(parts))
            except TimeoutError:
                raise
            except OSError as error:
                raise Closed from error
            if not part:
                raise Closed
            parts += part
        return parts

    def send(self, message):
        self.send_frame(seal(self.sending, self.sent, b"", message))
        self.sent += 1

    def receive(self):
        message = unseal(self.receiving, self.received, b"", self.receive_frame())
        self.received += 1
        return message

    def is_closed(self, seconds):
        """Whether the other side ends it within that time; what it says is passed over."""
        end = time.monotonic() + seconds
        try:
            while (left := end - time.monotonic()) > 0:
                self.socket.settimeout(left)
                self.receive()
        except TimeoutError:
            return False
        except Closed:
            return True
        return False


# What is said.


def varint(number):
    out = b""
    while number > 127:
        out, number = out + bytes([number & 127 | 128]), number >> 7
    return out + bytes([number])


def field(number, value, fixed=False):
    """A field of protobuf: a number, eight bytes if `fixed`, or bytes."""
    if fixed:
        return varint(number << 3 | 1) + struct.pack("<Q", value)
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def packed(number, values, fixed=False):
    return field(number, b"".join(struct.pack("<Q", value) if fixed else varint(value) for value in values))


def entry(gathering, author, signer, content=b"", kind=11, height=0, log=1):
    """An entry that says it is of `author`, signed by whoever."""
    header = field(1, gathering) + field(2, author) + field(3, log, fixed=True)
    if height:
        header += field(4, height) + field(5, os.urandom(32))
    header += field(6, gathering) + field(7, gathering) + field(8, 1_800_000_000_000)
    header += field(9, digest(content, size=32)) + field(10, len(content)) + field(11, kind)
    return field(1, header) + field(2, signer.sign(b"baithak-entry-1" + header)) + field(3, content)


def step(kind, gathering, author, signer, source):
    """The step of a `Record` message that this kind of intruder sends; None for bytes that are no message at all."""
    forged = entry(gathering, author, signer, b"\x0a\x06Forged", 7)
    tag = source.randrange(1 << 64)
    return {
        "noise": lambda: None,
        "nothing": lambda: b"",
        "frontier": lambda: field(2, field(1, source.randbytes(31))),
        "buckets": lambda: field(3, field(1, source.randbytes(12))),
        "lines": lambda: field(4, packed(2, [tag, tag], fixed=True) + packed(3, [1]) + packed(4, [1], fixed=True)),
        "wants": lambda: field(5, packed(1, [tag], fixed=True) + packed(2, [7]) + packed(3, [7])),
        "entries": lambda: field(6, b"".join(field(1, source.randbytes(200)) for _ in range(20))),
        "forged": lambda: field(6, field(1, forged)),
        "pushed": lambda: field(6, field(1, forged) + field(2, 1)),
        "other": lambda: field(6, field(1, entry(source.randbytes(32), signer.public, signer, b"\x0a\x05Other", 7))),
        "founding": lambda: field(12, field(1, forged)),
        "proof": lambda: field(10, field(1, forged) + field(2, entry(gathering, author, signer, b"\x0a\x01F", 7))),
        "stranger": lambda: field(6, field(1, entry(gathering, signer.public, signer, b"\x0a\x08Stranger", 7))),
    }[kind]()


def fields(message):
    """The fields of a message, by number: bytes, or numbers."""
    found, place = {}, 0

    def number():
        nonlocal place
        shift = value = 0
        while True:
            byte = message[place]
            place, value, shift = place + 1, value | (byte & 127) << shift, shift + 7
            if byte < 128:
                return value

    while place < len(message):
        key = number()
        if key & 7 == 0:
            found[key >> 3] = number()
        else:
            size = 8 if key & 7 == 1 else number()
            found[key >> 3] = message[place:place + size]
            place += size
    return found


def give_late(link, gathering, signer):
    """Pushes an entry without what it says, and waits until that is asked for."""
    whole = entry(gathering, signer.public, signer, field(1, b"Mallory"), 2)
    parts = fields(whole)
    prefix = field(1, int.from_bytes(gathering[:8], "big"), fixed=True)

    def say(said):
        link.send(field(11, prefix + said))

    say(field(6, field(1, field(1, parts[1]) + field(2, parts[2])) + field(2, 1)))
    link.socket.settimeout(60)
    while True:
        record = fields(fields(link.receive()).get(11, b""))
        if 2 in record and record[2]:
            say(field(2, b""))  # the same here
        elif 5 in record:
            say(field(6, field(1, whole)))
            say(field(6, b""))
            return "asked"


def main():
    kind, host, port, gathering, author, seed = sys.argv[1:7]
    assert SODIUM.sodium_init() >= 0
    source, signer = random.Random(int(seed)), Signer()
    gathering, author = bytes.fromhex(gathering), bytes.fromhex(author)
    link = Link((host, int(port)), signer)
    assert link.peer == author, "somebody else answered"
    try:
        link.send(field(10, field(1, gathering)))
        if kind == "late":
            print(give_late(link, gathering, signer))
            link.is_closed(3)
            return
        said = step(kind, gathering, author, signer, source)
        if said is None:
            link.send(source.randbytes(300))
        else:
            link.send(field(11, field(1, int.from_bytes(gathering[:8], "big"), fixed=True) + said))
        print("closed" if link.is_closed(3) else "standing")
    except Closed:
        print("closed")


if __name__ == "__main__":
    main()
