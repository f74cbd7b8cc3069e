"""The cryptography that the documents name, from libsodium and Python's own library."""

import ctypes
import ctypes.util
import hashlib
import hmac
import os
import struct

SODIUM = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")
assert SODIUM.sodium_init() >= 0


def sodium(name, length, *arguments):
    """Call a function of libsodium whose first argument takes its result."""
    out = ctypes.create_string_buffer(length)
    if getattr(SODIUM, name)(out, *arguments) != 0:
        raise ValueError(f"{name} failed")
    return out.raw


def blake2b(data, size=32, key=b""):
    """BLAKE2b of `size` bytes."""
    return hashlib.blake2b(data, digest_size=size, key=key).digest()


def first8(data):
    """The first eight bytes as a number, most significant first."""
    return int.from_bytes(data[:8], "big")


def number8(number):
    """A number in eight bytes, most significant first."""
    return number.to_bytes(8, "big")


def _count(data):
    return ctypes.c_ulonglong(len(data))


class Signer:
    """An Ed25519 key pair."""

    def __init__(self, seed=None):
        self._secret = ctypes.create_string_buffer(64)
        self.key = sodium("crypto_sign_seed_keypair", 32, self._secret, seed or os.urandom(32))

    def sign(self, text):
        """64 bytes."""
        return sodium("crypto_sign_detached", 64, None, text, _count(text), self._secret)


def is_genuine(key, signature, text):
    """Whether the owner of this key, which is a point that signs, signed this text."""
    return len(key) == 32 and len(signature) == 64 and SODIUM.crypto_core_ed25519_is_valid_point(key) == 1 \
        and SODIUM.crypto_sign_verify_detached(signature, text, _count(text), key) == 0


class Agreement:
    """An X25519 key pair."""

    def __init__(self, secret=None):
        self._secret = secret or os.urandom(32)
        self.public = sodium("crypto_scalarmult_base", 32, self._secret)

    def with_key(self, public):
        """The secret that both share; an error for keys of low order."""
        return sodium("crypto_scalarmult", 32, self._secret, public)


class Cipher:
    """ChaCha20-Poly1305 with a number for each message, as Noise uses it."""

    def __init__(self, key):
        self._key, self._number = key, 0

    def seal(self, text, data=b""):
        """What `open` of the other side takes."""
        return sodium("crypto_aead_chacha20poly1305_ietf_encrypt", len(text) + 16, None, text, _count(text), data,
                      _count(data), None, self._nonce(), self._key)

    def open(self, sealed, data=b""):
        """The text; an error if it is not the next one that was sealed."""
        if len(sealed) < 16:
            raise ValueError("too short")
        return sodium("crypto_aead_chacha20poly1305_ietf_decrypt", max(1, len(sealed) - 16), None, None, sealed,
                      _count(sealed), data, _count(data), self._nonce(), self._key)[:len(sealed) - 16]

    def _nonce(self):
        self._number += 1
        return struct.pack("<IQ", 0, self._number - 1)


class Symmetric:
    """Noise's SymmetricState, with BLAKE2b."""

    def __init__(self, name, prologue):
        self.hash = name.ljust(64, b"\0")
        self._chain, self._cipher = self.hash, None
        self.mix_hash(prologue)

    def mix_hash(self, data):
        self.hash = blake2b(self.hash + data, 64)

    def mix_key(self, material):
        self._chain, key = self._derive(material)
        self._cipher = Cipher(key[:32])

    def seal(self, text):
        sealed = self._cipher.seal(text, self.hash) if self._cipher else text
        self.mix_hash(sealed)
        return sealed

    def open(self, sealed):
        text = self._cipher.open(sealed, self.hash) if self._cipher else sealed
        self.mix_hash(sealed)
        return text

    def split(self):
        """Of the dialler's messages and of the listener's."""
        return [Cipher(key[:32]) for key in self._derive(b"")]

    def _derive(self, material):
        base = hmac.digest(self._chain, material, "blake2b")
        first = hmac.digest(base, b"\1", "blake2b")
        return first, hmac.digest(base, first + b"\2", "blake2b")
