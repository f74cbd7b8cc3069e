"""Run on a host: throw bytes at a daemon's port. `hostile.py KIND ADDRESS PORT SEED`; says what became of them."""

import concurrent.futures
import random
import selectors
import socket
import struct
import sys
import time


def connect(address):
    return socket.create_connection(address, 5)


def is_closed(client, seconds):
    """Whether the other side ends the connection within that time (anything it sends is read and dropped)."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        client.settimeout(left)
        try:
            if not client.recv(65536):
                return True
        except TimeoutError:
            return False
        except OSError:
            return True
    return False


def throw(address, chunks, pause=0.0):
    """Send chunks on one connection until it closes or they end; the seconds it stayed open, or None if it did."""
    start = time.monotonic()
    try:
        with connect(address) as client:
            for chunk in chunks:
                client.sendall(chunk)
                if pause and is_closed(client, pause):
                    return time.monotonic() - start
            return time.monotonic() - start if is_closed(client, 10) else None
    except OSError:
        return time.monotonic() - start


def together(address, texts):
    """Each text on a connection of its own, a dozen at a time."""
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        return list(pool.map(lambda text: throw(address, [text]), texts))


def noise(address, source):
    """60 connections of random bytes of random length."""
    return together(address, [source.randbytes(source.randrange(1, 5000)) for _ in range(60)])


def huge(address, source):
    """The largest length, and then less than that; also zero, and a first message far beyond a handshake's."""
    shapes = [(65535, 10), (65535, 65535), (0, 0), (0, 100), (2049, 2049), (32, 31), (32, 32)]
    return together(address, [struct.pack(">H", length) + source.randbytes(sent) for length, sent in shapes])


def drip(address, source):
    """One byte at a time, for longer than a handshake may take."""
    yield throw(address, (source.randbytes(1) for _ in range(100)), 0.1)


def silent(address, _):
    """100 connections that say nothing; how many still stand after 12 seconds decides the last answer."""
    clients = []
    for _ in range(100):
        try:
            clients.append(connect(address))
        except OSError:
            pass
    print("open", flush=True)
    start, standing = time.monotonic(), selectors.DefaultSelector()
    for client in clients:
        client.setblocking(False)
        standing.register(client, selectors.EVENT_READ)
    while standing.get_map() and time.monotonic() - start < 12:
        for key, _ in standing.select(0.2):
            try:
                over = not key.fileobj.recv(65536)
            except OSError:
                over = True
            if over:
                standing.unregister(key.fileobj)
    yield None if standing.get_map() else time.monotonic() - start


def main():
    kind, host, port, seed = sys.argv[1:5]
    kinds = {"noise": noise, "huge": huge, "drip": drip, "silent": silent}
    outcomes = list(kinds[kind]((host, int(port)), random.Random(int(seed))))
    print("closed" if all(outcome is not None for outcome in outcomes) else "standing",
          f"{max((outcome for outcome in outcomes if outcome is not None), default=0):.2f}")


if __name__ == "__main__":
    main()
