"""An exchange of cards, of either role (docs/protocol.md, "Exchanging cards"; docs/formats.md, "Cards")."""

import base64
import json
import os
import time
import uuid

from crypto import blake2b, first8, is_genuine
from schema import WIRE


def commitment(exchange, requester, responder, nonce):
    """What the requester sends before its nonce."""
    return blake2b(b"baithak-commitment-2" + exchange + requester + responder + nonce)


def digits(exchange, requester, responder, nonce, answer):
    """What both people compare."""
    return f"{first8(blake2b(b'baithak-code-2' + exchange + requester + responder + nonce + answer)) % 1_000_000:06}"


def receipt_text(exchange, requester, responder, first_card, second_card, is_verified):
    """What both sign in the end; the requester's card is the first."""
    return b"baithak-receipt-1" + exchange + requester + responder + blake2b(first_card) + blake2b(second_card) \
        + bytes([is_verified])


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def unbase64url(text):
    return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))


def seal_card(signer, name, email):
    """A card of ours: a JWS of a JSContact card."""
    header = {"alg": "Ed25519", "typ": "jscontact+jws", "iat": int(time.time()),
              "jwk": {"kty": "OKP", "crv": "Ed25519", "x": base64url(signer.key).decode()}}
    card = {"@type": "Card", "version": "1.0", "uid": uuid.uuid4().urn, "name": {"full": name},
            "emails": {"e1": {"address": email}}}
    text = b".".join(base64url(json.dumps(part).encode()) for part in (header, card))
    return text + b"." + base64url(signer.sign(text))


def read_card(jws, owner):
    """A card that its owner sealed; an error if it is none."""
    text, _, seal = jws.rpartition(b".")
    header, card = (json.loads(unbase64url(part)) for part in text.split(b"."))
    if header["typ"] != "jscontact+jws" or header["alg"] not in ("Ed25519", "EdDSA") \
            or unbase64url(header["jwk"]["x"].encode()) != owner or not is_genuine(owner, unbase64url(seal), text):
        raise ValueError("a card that its owner did not seal")
    return card


class Exchange:
    """What is under way with one other person. `say` sends a step, `tell` says to our side what happened."""

    def __init__(self, signer, card, peer, say, tell, request=None, name=None):
        self.id, self.peer = name or os.urandom(16), peer
        self._signer, self._card, self._say, self._tell = signer, card, say, tell
        self._is_requester, self._nonce, self._answer = request is None, os.urandom(32), None
        self._keys = (signer.key, peer) if self._is_requester else (peer, signer.key)
        self._commitment = commitment(self.id, *self._keys, self._nonce) if self._is_requester else request.commitment
        self._confirmed = self._they_confirmed = False
        self._theirs, self._their_receipt, self.state = None, None, "asking" if self._is_requester else "asked"

    @property
    def is_asking(self):
        return self.state == "asking"

    def repeat(self):
        """Says what the other side may have missed, at the beginning and when a link opens."""
        if self.state == "asking":
            self._say(self.id, request=dict(commitment=self._commitment))
        elif self.state == "accepted":
            self._say(self.id, accept=dict(nonce=self._answer))
        elif self.state in ("comparing", "trading"):
            if self._is_requester:
                self._say(self.id, reveal=dict(nonce=self._nonce))
            if self._confirmed:
                self._say(self.id, confirm={})
            if self.state == "trading":
                self._say(self.id, card=dict(jws=self._card))
                self._give_receipt()

    def accept(self):
        """Our side wants it too."""
        if self.state == "asked":
            self._answer, self.state = os.urandom(32), "accepted"
            self.repeat()

    def confirm(self):
        """Our side has found the digits equal."""
        if self.state == "comparing" and not self._confirmed:
            self._confirmed = True
            self._say(self.id, confirm={})
            self._trade()

    def receive(self, message):
        """Takes a step of the other side. Each may come again."""
        getattr(self, "_on_" + message.step)(getattr(message, message.step))

    def _on_request(self, _):
        self.repeat()

    def _on_accept(self, accept):
        if self.state != "asking":
            return self.repeat()
        self._answer = accept.nonce
        self._say(self.id, reveal=dict(nonce=self._nonce))
        self._compare(self._nonce)

    def _on_reveal(self, reveal):
        if self.state != "accepted":
            return self.repeat()
        if commitment(self.id, *self._keys, reveal.nonce) != self._commitment:
            self._say(self.id, end=dict(reason=WIRE.cases["MISMATCH"]))
            return self._end("they committed to another nonce")
        self._compare(reveal.nonce)

    def _compare(self, nonce):
        self.state = "comparing"
        self._tell("digits", key=self.peer.hex(), digits=digits(self.id, *self._keys, nonce, self._answer))

    def _on_confirm(self, _):
        self._they_confirmed = True
        self._trade()

    def _trade(self):
        if self.state == "comparing" and self._confirmed and self._they_confirmed:
            self.state = "trading"
            self._say(self.id, card=dict(jws=self._card))

    def _on_card(self, card):
        if self.state == "trading":
            self._tell("card", key=self.peer.hex(), card=read_card(card.jws, self.peer))
            self._theirs = card.jws
        if self._theirs == card.jws:
            self._give_receipt()
            self._complete()

    def _receipt(self):
        cards = (self._card, self._theirs) if self._is_requester else (self._theirs, self._card)
        return receipt_text(self.id, *self._keys, *cards, True)

    def _give_receipt(self):
        if self._theirs:
            self._say(self.id, receipt=dict(signature=self._signer.sign(self._receipt())))

    def _on_receipt(self, receipt):
        self._their_receipt = receipt.signature  # may come before their card
        self._complete()

    def _complete(self):
        if self.state == "trading" and self._theirs and self._their_receipt:
            if not is_genuine(self.peer, self._their_receipt, self._receipt()):
                return self._end("their receipt is wrong")
            self.state = "completed"
            self._tell("completed", key=self.peer.hex())

    def _on_end(self, end):
        # Of a trade only UNKNOWN is an end: both have confirmed.
        if self.state not in ("trading", "completed") or self.state == "trading" and end.reason == 0:
            self._end(f"they ended it ({end.reason})")

    def _end(self, why):
        self.state = "ended"
        self._tell("ended", key=self.peer.hex(), why=why)
