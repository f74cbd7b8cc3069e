"""A program in front of which a person sits."""

import codecs
import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time

from programs import program


class Terminal:
    """A `baithak` command, or another command line, that a person sits in front of. The terminal controls it: keys
    raise signals, and so does closing it.
    """

    def __init__(self, host, *arguments, command=None, columns=80):
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.popen = subprocess.Popen(
            host.command(command or [program("baithak"), *arguments]), stdin=theirs, stdout=theirs, stderr=theirs,
            env=host.environment | {"TERM": "xterm"}, cwd=host.folder, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(theirs, termios.TIOCSCTTY, 0))
        os.close(theirs)
        self.text = ""
        self.decoder = codecs.getincrementaldecoder("utf-8")()

    def wait_for(self, words, timeout=20):
        """Read until these words are on the screen."""
        end = time.monotonic() + timeout
        while words not in " ".join(self.text.split()):
            assert time.monotonic() < end, f"{words!r} never came:\n{self.text}"
            self.read()

    def read(self):
        """Some of what it has written since; returns all so far."""
        if select.select([self.ours], [], [], 0.1)[0]:
            self.text += self.decoder.decode(os.read(self.ours, 4096))
        return self.text

    def type(self, text):
        """Type a line."""
        self.press(text + "\n")

    def press(self, keys):
        """Type just these keys."""
        os.write(self.ours, keys.encode())

    def close(self, code):
        """Close its window; the program must end so."""
        os.close(self.ours)
        assert self.popen.wait(20) == code, self.text

    def end(self, code):
        """The command must end so."""
        assert self.popen.wait(20) == code, self.text
        os.close(self.ours)

    def read_to_end(self, code):
        """All that it writes; it must end so."""
        while True:
            try:
                block = os.read(self.ours, 4096)
            except OSError:  # The other end of a terminal is closed.
                break
            self.text += self.decoder.decode(block)
        self.end(code)
        return self.text
