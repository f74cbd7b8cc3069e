"""A room full of people for `crowd.py`: hosts, their daemons, and what these cost."""

import fcntl
import functools
import os
import statistics

from control import Control
from processes import cpu_seconds, megabytes
from programs import program
from waiting import wait_until

PORT = 22484
# Heard by the host itself, own multicast and loopback left out; counted before any socket, so with or without Avahi.
_HEARD = """table inet heard {{
counter mdns {{ }}
chain heard {{ type filter hook prerouting priority -300; iifname lo accept
ip saddr {ipv4} accept
ip6 saddr {{ {ipv6}, {link_local} }} accept
udp dport 5353 counter name mdns
}}
}}
"""


class Room:
    """`count` hosts on one bridge. The first `avahi` of them have D-Bus and Avahi; the others know one address."""

    def __init__(self, venue, count, avahi):
        self.venue, self.avahi = venue, avahi
        self.hosts = venue.hosts(*(f"h{number}" for number in range(1, avahi + 1)), discovery=True) if avahi else []
        self.hosts += venue.hosts(*(f"h{number}" for number in range(avahi + 1, count + 1)), discovery=False)
        venue.introduce()
        for host in self.hosts[:avahi]:
            host.bus.avahi.until_it_says("Server startup complete", 60)
        self._init()
        for number, host in enumerate(self.hosts):
            known = f'[peers]\naddresses = ["{self.hosts[0].ipv4}:{PORT}"]\n' if number >= max(avahi, 1) else ""
            host.configure(known)
            if avahi:
                interface = host.interfaces[0]
                host.run(["nft", "-f", "-"], stdin=_HEARD.format(
                    ipv4=interface.ipv4, ipv6=interface.ipv6, link_local=interface.link_local)).ok()
        self.controls = [Control(host) for host in self.hosts]
        self._avahi_before = [cpu_seconds(host.bus.avahi.pid) for host in self.hosts[:avahi]]
        self._udp_before = [udp_received(host) for host in self.hosts]

    def _init(self):
        made = [host.spawn([program("baithakd"), "init", "--name", f"Person {host.number}"], "init")
                for host in self.hosts]
        for process in made:
            assert process.wait(120) == 0, process.err()

    def start(self):
        """Start all daemons at one moment: each waits at a gate, a file that we hold locked until all are there."""
        path = os.path.join(self.venue.folder, "gate")
        with open(path, "w") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            for host in self.hosts:
                host.start_daemon(wait=False, before=["flock", "--shared", "--no-fork", path])
            for host in self.hosts:
                waits = functools.partial(self._waits, host)
                wait_until(f"{host.name} waits at the gate", waits, 60, 0.01)

    @staticmethod
    def _waits(host):
        with open(f"/proc/{host.daemon.pid}/comm") as file:
            return file.read().strip() == "flock"

    def costs(self):
        """What daemons and Avahis have cost up to now, a list for each figure with an item for each host."""
        daemons = [host.daemon.pid for host in self.hosts if host.daemon.running]
        avahis = [host.bus.avahi.pid for host in self.hosts[:self.avahi]]
        return {
            "memory_mib": [megabytes(pid) for pid in daemons],
            "memory_private_mib": [private_megabytes(pid) for pid in daemons],
            "daemon_cpu_s": [cpu_seconds(pid) for pid in daemons],
            "avahi_cpu_s": [cpu_seconds(pid) - before for pid, before in zip(avahis, self._avahi_before)],
            "mdns_heard": [self._heard(host) for host in self.hosts] if self.avahi else [],
            "udp_delivered": [udp_received(host) - before for host, before in zip(self.hosts, self._udp_before)]}

    def ended(self):
        """The hosts whose daemon has ended, with what it said last."""
        return {host.name: host.daemon.err()[-300:] for host in self.hosts if not host.daemon.running}

    def _heard(self, host):
        rows = host.run(["nft", "-j", "list", "counter", "inet", "heard", "mdns"]).ok().json()["nftables"]
        return next(row["counter"]["packets"] for row in rows if "counter" in row)


def private_megabytes(pid):
    """Memory in MiB that a process shares with no other (proc(5), smaps_rollup): programs alike share their code."""
    with open(f"/proc/{pid}/smaps_rollup") as file:
        return sum(int(line.split()[1]) for line in file if line.startswith("Private_")) / 1024


def udp_received(host):
    """Datagrams of either family that programs on a host have read (InDatagrams of its /proc/net/snmp and snmp6)."""
    with open(f"/proc/{host.pid}/net/snmp") as file:
        names, values = [line.split() for line in file if line.startswith("Udp:")]
    with open(f"/proc/{host.pid}/net/snmp6") as file:
        six = next(int(line.split()[1]) for line in file if line.startswith("Udp6InDatagrams"))
    return int(values[names.index("InDatagrams")]) + six


def spread(values):
    """Least, median, 95th of a hundred, and most of some values; None of none."""
    if not values:
        return None
    values = sorted(values)
    return {"min": values[0], "p50": statistics.median(values), "p95": values[max(0, -(-len(values) * 95 // 100) - 1)],
            "max": values[-1]}
