"""One host of a venue: its own network, /run, D-Bus, Avahi, home, and the two programs under test."""

import dataclasses
import os
import signal
import subprocess
import sys
import time

from bus import Bus
from processes import Process, Result
from programs import program


class Host:
    """A network and mount namespace held open by one sleeping process, joined with nsenter."""

    def __init__(self, venue, number, name, folder):
        self.venue, self.number, self.name, self.folder = venue, number, name, folder
        self.home, self.runtime = os.path.join(folder, "home"), os.path.join(folder, "runtime")
        self.config, self.data = os.path.join(self.home, "config"), os.path.join(self.home, "data")
        self.logs = os.path.join(folder, "logs")
        for path in [self.home, self.config, self.data, self.logs, os.path.join(folder, "tmp")]:
            os.makedirs(path)
        os.mkdir(self.runtime, 0o700)
        self.interfaces = []
        self.daemon = None
        self.key = self.tag = None
        self.processes = []
        self._runs = 0
        self._holder = subprocess.Popen(
            ["unshare", "--net", "--mount", "--uts", "sh", "-ec",
             'hostname "$0"; mount -t tmpfs -o mode=755 run /run; mkdir /run/lock; ip link set lo up;'
             ' echo; exec sleep infinity', name],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        self.bus = Bus(self)

    def wait_until_made(self):
        """Wait until its namespaces are there."""
        assert self._holder.stdout.readline(), f"The namespaces of {self.name} could not be made."

    # Where it is on the network

    @property
    def pid(self):
        """The process that holds its namespaces open."""
        return self._holder.pid

    @property
    def ipv4(self):
        """Its IPv4 address on the first segment."""
        return self.interfaces[0].ipv4

    @property
    def ipv6(self):
        """Its global IPv6 address on the first segment."""
        return self.interfaces[0].ipv6

    @property
    def link_local(self):
        """Its IPv6 link-local address on the first segment, without a scope."""
        return self.interfaces[0].link_local

    # Programs

    @property
    def environment(self):
        """What every program on this host finds in its environment."""
        kept = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH") if key in os.environ}
        return kept | {
            "HOME": self.home, "XDG_RUNTIME_DIR": self.runtime, "XDG_CONFIG_HOME": self.config,
            "XDG_DATA_HOME": self.data, "TMPDIR": os.path.join(self.folder, "tmp"), "LANG": "C.UTF-8",
            "TERM": "dumb", "COLUMNS": "120", "SWIFT_BACKTRACE": "enable=no"}

    def command(self, arguments):
        """The command line that runs `arguments` on this host."""
        return ["nsenter", "-t", str(self.pid), "-n", "-m", "-u", "--", *map(str, arguments)]

    def run(self, arguments, timeout=20.0, stdin=None, env=None):
        """Run a program to its end. Fails the test when that takes longer than `timeout` seconds."""
        self._runs += 1
        start = time.monotonic()
        with open(os.path.join(self.logs, "run.err"), "w+b") as err, \
                open(os.path.join(self.logs, "run.out"), "w+b") as out:
            # Files, not pipes: a child that outlives the program would hold a pipe open.
            popen = subprocess.Popen(
                self.command(arguments), stdout=out, stderr=err, cwd=self.folder,
                stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
                env=self.environment | (env or {}))
            try:
                popen.communicate(stdin.encode() if stdin is not None else None, timeout)
                late = False
            except subprocess.TimeoutExpired:
                popen.kill()
                popen.wait()
                late = True
            seconds = time.monotonic() - start
            texts = [(file.seek(0), file.read().decode("utf-8", "replace"))[1] for file in (out, err)]
        result = Result(list(arguments), popen.returncode, *texts, seconds)
        assert not late, f"Still running after {timeout:g} s: {result}\n{self.venue.evidence()}"
        return result

    def spawn(self, arguments, name=None, env=None):
        """Start a program in the background."""
        name = name or os.path.basename(str(arguments[0]))
        process = Process(
            name, list(arguments), self.logs, self.environment | (env or {}), self.command(arguments))
        self.processes = [other for other in self.processes if other.running] + [process]
        return process

    def python(self, source, *arguments, **options):
        """Run a Python program on this host."""
        return self.run([sys.executable, "-c", source, *arguments], **options)

    # The programs under test

    def baithak(self, *arguments, **options):
        """Run the `baithak` command."""
        return self.run([program("baithak"), *arguments], **options)

    def init(self, name, *arguments):
        """`baithak init --name NAME …`, which must succeed."""
        return self.baithak("init", "--name", name, *arguments).ok()

    def configure(self, text):
        """Write the daemon's config file."""
        folder = os.path.join(self.config, "baithak")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "config.toml"), "w") as file:
            file.write(text)

    def start_daemon(self, wait=True, env=None, before=()):
        """Start `baithakd` and wait until it answers. `before`: a program that becomes it, with its arguments."""
        assert self.daemon is None or not self.daemon.running, f"{self.name} already runs baithakd."
        self.daemon = self.spawn([*before, program("baithakd")], name="baithakd", env=env)
        if wait:
            self.wait_until_answering()
        return self.daemon

    def wait_until_answering(self, timeout=20.0):
        """Wait until the daemon answers `baithak status`."""
        def answers():
            if not self.daemon.running:
                return True
            return os.path.exists(os.path.join(self.runtime, "baithak.sock")) \
                and self.baithak("status", "--json").code == 0

        self.venue.wait_until(f"the daemon of {self.name} answers", answers, timeout, 0.02)
        assert self.daemon.running, \
            f"The daemon of {self.name} ended with {self.daemon.code}. It said:\n{self.daemon.err()}"

    def attend(self, name, *badge, config="[presence]\nbeat_seconds = 1\n"):
        """Make an identity and a badge, start the daemon, and note our `key` and `tag`. Beats are fast, for tests."""
        self.configure(config)
        self.init(name, *badge)
        self.start_daemon()
        status = self.status()
        self.key, self.tag = status["key"], status["tag"]
        return self

    def run_daemon(self, timeout=15.0, env=None):
        """Run `baithakd` where it ought to refuse; returns what it said. Fails when it is still running."""
        return self.run([program("baithakd")], timeout=timeout, env=env)

    def stop_daemon(self, timeout=15.0):
        """SIGTERM; returns its exit code."""
        return self.daemon.stop(timeout)

    def kill_daemon(self):
        """SIGKILL: no goodbye, no clean-up."""
        self.daemon.kill()

    def status(self):
        """`baithak status --json`."""
        return self.baithak("status", "--json").ok().json()

    def nearby(self):
        """`baithak nearby --json`."""
        return self.baithak("nearby", "--json").ok().json()

    def rows(self, name=None, key=None):
        """The attendees it lists, or those of one name or key."""
        return [row for row in self.nearby()["attendees"]
                if (name is None or row["name"] == name) and (key is None or row["key"] == key)]

    def presence(self, key):
        """`here`, `quiet`, `gone`, or `absent` when it lists nobody with that key. Two rows fail the test."""
        rows = self.rows(key=key)
        assert len(rows) < 2, f"{self.name} lists one attendee twice: {rows}"
        return rows[0]["presence"] if rows else "absent"

    def watch(self):
        """`baithak nearby --watch --json` in the background."""
        return self.spawn([program("baithak"), "nearby", "--watch", "--json"], name="watch")

    # Its network

    def link_down(self, interface=0):
        """Pull the cable of one interface: this host loses the carrier, the others notice nothing."""
        self.venue.ip("link", "set", self.interfaces[interface].port, "down")

    def link_up(self, interface=0):
        """Plug it in again."""
        self.venue.ip("link", "set", self.interfaces[interface].port, "up")

    def readdress(self, interface=0):
        """Exchange the IPv4 address for one that nobody had yet, as DHCP may: the old one goes first."""
        old = self.interfaces[interface]
        new = f"{old.ipv4.rsplit('.', 1)[0]}.{int(old.ipv4.rsplit('.', 1)[1]) + 100}"
        self.run(["ip", "-batch", "-"], stdin=f"addr del {old.ipv4}/24 dev {old.name}\n"
                                              f"addr add {new}/24 dev {old.name}\n").ok()
        self.interfaces[interface] = dataclasses.replace(old, ipv4=new)

    def filter(self, table, *rules):
        """Packet rules in a table of their own, each `input RULE` or `output RULE`; loopback is left alone."""
        text = f"table inet {table} {{\n"
        for hook, device in [("input", "iifname"), ("output", "oifname")]:
            text += f"chain {hook} {{ type filter hook {hook} priority 0; {device} lo accept\n"
            text += "".join(f"{rule.split(' ', 1)[1]}\n" for rule in rules if rule.startswith(hook)) + "}\n"
        self.run(["nft", "-f", "-"], stdin=f"add table inet {table}\ndelete table inet {table}\n{text}}}\n").ok()

    def unfilter(self, table):
        """Take such a table away again."""
        self.run(["nft", "delete", "table", "inet", table]).ok()

    def kill_avahi(self):
        """SIGKILL its Avahi."""
        self.bus.kill_avahi()

    def start_avahi(self):
        """Start its Avahi (again)."""
        self.bus.start_avahi()

    # Traps

    def mount_tmpfs(self, path, size):
        """A small file system of its own at `path`, seen on this host only (elsewhere: `inside(path)`)."""
        os.makedirs(path, exist_ok=True)
        self.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "small", path]).ok()

    def inside(self, path):
        """Where the test process finds a path of this host's mount namespace."""
        return f"/proc/{self.pid}/root{path}"

    # The end

    def evidence(self, lines=40):
        """The last lines of everything its programs said."""
        parts = []
        for file in sorted(os.listdir(self.logs)):
            with open(os.path.join(self.logs, file), encoding="utf-8", errors="replace") as log:
                tail = log.read().splitlines()[-lines:]
            if tail:
                parts.append(f"--- {self.name}: {file}\n" + "\n".join(tail))
        return "\n".join(parts)

    def close(self):
        """End everything on it, and with the last process its namespaces."""
        for process in self.processes:
            if process.running:
                process.signal(signal.SIGKILL)
        for process in self.processes:
            process.kill()
        self._holder.kill()
        self._holder.wait()
        self._holder.stdout.close()
