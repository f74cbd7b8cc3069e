"""A link: Noise XX with identities in its payloads, then sealed frames (docs/protocol.md, "Links")."""

import asyncio
import struct

from crypto import Agreement, Symmetric, blake2b, is_genuine
from schema import WIRE

NOISE, PROLOGUE, VERSION = b"Noise_XX_25519_ChaChaPoly_BLAKE2b", b"baithak/2", b"\2"
DIALLER, LISTENER = 0, 1


def proof_text(static, transcript, role):
    """What an identity signs in a handshake."""
    return b"baithak-link-2" + static + transcript + bytes([role])


def member_proof(secret, transcript, role):
    """What shows on a link that one knows an invitation's secret."""
    return blake2b(b"baithak-member-2" + transcript + bytes([role]), 16, secret)


class Link:
    """One connection, and who is at its other end."""

    def __init__(self, reader, writer, role):
        self._reader, self._writer, self.role = reader, writer, role
        self.peer = self.hash = self.said = self._sending = self._receiving = None

    @classmethod
    async def dial(cls, address, port, signer):
        """A link to a listener."""
        link = cls(*await asyncio.open_connection(address, port), DIALLER)
        await asyncio.wait_for(link.open(signer), 5)
        return link

    async def open(self, signer, ephemeral=None, static=None):
        """The handshake. An error ends it."""
        state = Symmetric(NOISE, PROLOGUE)
        ephemeral, static = ephemeral or Agreement(), static or Agreement()
        if self.role == DIALLER:
            state.mix_hash(ephemeral.public)
            self._send_frame(ephemeral.public + state.seal(VERSION))
            reply = await self._frame()
            if reply.startswith(b"baithak/"):
                raise ValueError(f"the listener speaks {reply}")
            state.mix_hash(reply[:32])
            state.mix_key(ephemeral.with_key(reply[:32]))
            theirs = state.open(reply[32:80])
            state.mix_key(ephemeral.with_key(theirs))
            self._check(state, theirs, reply[80:])
            finish = state.seal(static.public)
            state.mix_key(static.with_key(reply[:32]))
            self._send_frame(finish + self._proof(state, static, signer))
        else:
            hello = await self._frame()
            if hello[32:] != VERSION:
                self._send_frame(PROLOGUE)
                raise ValueError("the dialler speaks another version")
            state.mix_hash(hello[:32])
            state.open(hello[32:])
            state.mix_hash(ephemeral.public)
            state.mix_key(ephemeral.with_key(hello[:32]))
            reply = ephemeral.public + state.seal(static.public)
            state.mix_key(static.with_key(hello[:32]))
            self._send_frame(reply + self._proof(state, static, signer))
            finish = await self._frame()
            theirs = state.open(finish[:48])
            state.mix_key(ephemeral.with_key(theirs))
            self._check(state, theirs, finish[48:])
        if self.peer == signer.key:
            raise ValueError("that is ourselves")
        self.hash = state.hash
        ciphers = state.split()
        self._sending, self._receiving = ciphers if self.role == DIALLER else reversed(ciphers)

    def _proof(self, state, static, signer):
        return state.seal(signer.key + signer.sign(proof_text(static.public, state.hash, self.role)))

    def _check(self, state, static, sealed):
        text = proof_text(static, state.hash, 1 - self.role)
        proof = state.open(sealed)
        if len(proof) != 96 or not is_genuine(proof[:32], proof[32:], text):
            raise ValueError("the other side proved no identity")
        self.peer = proof[:32]

    def send(self, **kind):
        """Send one message."""
        self._send_frame(self._sending.seal(WIRE.encode("Message", **kind)))

    async def receive(self):
        """The next message; an error is the end of the link."""
        return WIRE.decode("Message", self._receiving.open(await self._frame()))

    def close(self):
        self._writer.close()

    async def closed(self):
        """Until all that was sent is on its way."""
        await self._writer.wait_closed()

    def _send_frame(self, frame):
        self._writer.write(struct.pack(">H", len(frame)) + frame)

    async def _frame(self):
        return await self._reader.readexactly(struct.unpack(">H", await self._reader.readexactly(2))[0])
