"""Programs that run on a host: those waited for, and those in the background."""

import dataclasses
import json
import os
import signal
import subprocess

from waiting import wait_until


@dataclasses.dataclass(frozen=True)
class Result:
    """What a finished program left behind. `code` is negative when a signal ended it."""

    arguments: list
    code: int
    out: str
    err: str
    seconds: float

    def json(self):
        """Its output as JSON."""
        try:
            return json.loads(self.out)
        except json.JSONDecodeError as error:
            raise AssertionError(f"This is not JSON ({error}): {self}") from None

    def ok(self):
        """Itself, after asserting that it succeeded."""
        assert self.code == 0, f"It should have succeeded: {self}"
        return self

    def __str__(self):
        command = " ".join(map(str, self.arguments))
        return f"`{command}` exited with {self.code}\n--- out\n{self.out[-2000:]}\n--- err\n{self.err[-2000:]}"


class Process:
    """A program in the background; what it says goes to files."""

    def __init__(self, name, arguments, folder, env, command):
        self.name, self.arguments = name, arguments
        self.log, self.output = os.path.join(folder, f"{name}.log"), os.path.join(folder, f"{name}.out")
        with open(self.log, "ab") as err, open(self.output, "wb") as out:
            self._start = err.tell()
            self._popen = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=env, cwd=folder,
                start_new_session=True)  # As a service: no terminal, whoever runs the tests.

    @property
    def pid(self):
        """Its process number."""
        return self._popen.pid

    @property
    def code(self):
        """Its exit code, or None while it runs."""
        return self._popen.poll()

    @property
    def running(self):
        """Whether it has not ended."""
        return self.code is None

    def err(self):
        """What this run of it has written to standard error so far."""
        with open(self.log, "rb") as file:
            file.seek(self._start)
            return file.read().decode("utf-8", "replace")

    def out(self):
        """What it has written to standard output so far."""
        with open(self.output, encoding="utf-8", errors="replace") as file:
            return file.read()

    def json_lines(self):
        """The complete lines of its output, each as JSON."""
        return [json.loads(line) for line in self.out().splitlines(keepends=True) if line.endswith("\n")]

    def signal(self, number):
        """Send it a signal."""
        self._popen.send_signal(number)

    def wait(self, timeout=10.0):
        """Wait for its end and return its exit code."""
        try:
            return self._popen.wait(timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{self.name} has not ended after {timeout:g} s. It said:\n{self.err()}") from None

    def stop(self, timeout=10.0):
        """Ask it to end (SIGTERM), wait, and return its exit code."""
        if self.running:
            self.signal(signal.SIGTERM)
        return self.wait(timeout)

    def kill(self):
        """End it at once (SIGKILL)."""
        if self.running:
            self._popen.kill()
        self._popen.wait()

    def until_it_says(self, text, timeout=10.0):
        """Wait until its standard error holds `text`."""
        def said():
            assert text in self.err() or self.running, f"It ended with {self.code}."
            return text in self.err()

        wait_until(f"{self.name} says {text!r}", said, timeout, evidence=self.err)


def cpu_seconds(pid):
    """Processor time of a process, in user and in kernel mode (proc(5), utime and stime)."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(pid, field="VmRSS"):
    """Memory of a process in MiB (proc(5)): what is resident, or another field of its status."""
    with open(f"/proc/{pid}/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(field)) / 1024
