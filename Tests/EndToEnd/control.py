"""Daemons asked over their control sockets, many at once from one process, without the start of a program for each."""

import asyncio
import json
import os
import time

# A daemon closes a connection that was idle for 30 s; one that is nearly so is not used again.
IDLE_SECONDS_MAX = 20.0


class Control:
    """One connection to the daemon of a host, opened when it is needed and kept; one request at a time."""

    def __init__(self, host):
        self.host, self.path = host, os.path.join(host.runtime, "baithak.sock")
        self._reader = self._writer = None
        self._used, self._is_whole = 0.0, True
        self._turn = asyncio.Lock()

    @property
    def is_there(self):
        """Whether the daemon listens, or did until it crashed."""
        return os.path.exists(self.path)

    async def ask(self, method, path, body=None, timeout=30.0):
        """The HTTP status and the JSON of one request; an OSError (a late answer is one too) closes the connection."""
        async with self._turn:
            try:
                return await asyncio.wait_for(self._exchange(method, path, body), timeout)
            except asyncio.IncompleteReadError as error:
                raise ConnectionError("it closed the connection") from error
            except asyncio.TimeoutError as error:
                raise ConnectionError(f"nothing came for {timeout:g} s") from error
            finally:
                if not self._is_whole:
                    self.close()

    async def get(self, path):
        """The JSON of a GET; None while the daemon does not answer or answers that there is none."""
        try:
            status, value = await self.ask("GET", path)
        except OSError:
            return None
        return value if status == 200 else None

    def close(self):
        """Give the place of this client back."""
        if self._writer:
            self._writer.close()
        self._reader = self._writer = None

    async def _exchange(self, method, path, body):
        self._is_whole = False
        if self._writer is None or time.monotonic() - self._used > IDLE_SECONDS_MAX:
            self.close()
            self._reader, self._writer = await asyncio.open_unix_connection(self.path)
        data = b"" if body is None else json.dumps(body).encode()
        self._writer.write(f"{method} {path} HTTP/1.1\r\nHost: baithak\r\nContent-Type: application/json\r\n"
                           f"Content-Length: {len(data)}\r\n\r\n".encode() + data)
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        fields = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
        answer = await self._reader.readexactly(int(fields.get("content-length", 0)))
        self._used, self._is_whole = time.monotonic(), fields.get("connection") != "close"
        return int(head[0].split()[1]), json.loads(answer) if answer else None
