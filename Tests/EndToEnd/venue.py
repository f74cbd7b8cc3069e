"""A venue for tests: hosts on one or more bridges, each with its own network, /run, D-Bus and Avahi.

    with Venue() as venue:
        asha, ravi = venue.hosts("asha", "ravi")
        asha.run(["ping", "-c", "1", ravi.ipv4]).ok()

Everything is made inside the namespaces of `namespaces.enter()`, as root or not, and goes away with the process.
"""

import dataclasses
import os
import shutil
import subprocess

import namespaces
from host import Host
from waiting import wait_until

DUAL = ("ipv4", "ipv6")


@dataclasses.dataclass(frozen=True)
class Interface:
    """One end of a cable: `name` on the host, `port` on the bridge. Absent families are None."""

    name: str
    port: str
    hardware: str
    families: tuple
    ipv4: str
    ipv6: str
    link_local: str


class Venue:
    """Bridges and hosts. A segment is one broadcast domain; the first is `lan`, others are made when named."""

    living = []
    _count = 0

    def __init__(self):
        base = namespaces.enter()
        Venue._count += 1
        self.number = Venue._count
        self.folder = os.path.join(base, f"v{self.number}")
        os.mkdir(self.folder)
        self.members = []
        self._segments = {}
        Venue.living.append(self)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def host(self, name, families=DUAL, segments=("lan",), discovery=True):
        """Add a host with one interface on each segment.

        `families`: of "ipv4", "ipv6" (a global address beside the link-local one) and "link-local" (that one only).
        `discovery=False` leaves out D-Bus and Avahi.
        """
        return self.hosts(name, families=families, segments=segments, discovery=discovery)[0]

    def hosts(self, *names, families=DUAL, segments=("lan",), discovery=True):
        """Add several hosts of one kind; their daemons start at the same time."""
        added = []
        for name in names:
            host = Host(self, len(self.members) + 1, name, self._host_folder(name))
            self.members.append(host)
            added.append(host)
        for host in added:
            host.wait_until_made()
        self._plug(added, segments, families)
        if discovery:
            for host in added:
                host.bus.start_dbus()
                host.bus.start_avahi(wait=False)
            for host in added:
                host.bus.wait_for_avahi()
        return added

    def wait_until(self, what, predicate, timeout=10.0, every=0.05):
        """`waiting.wait_until`, with the logs of every host in the failure."""
        return wait_until(what, predicate, timeout, every, self.evidence)

    def introduce(self):
        """Let every host of the first segment know for good which hardware has the address of which other host.

        For crowds: Linux keeps one table of neighbours for all namespaces together, with room for 1,024 that it found
        by asking (arp(7), gc_thresh3); beyond that connections fail, which they would not between real hosts.
        """
        for host in self.members:
            lines = []
            for other in self.members:
                there = other.interfaces[0]
                for address in filter(None, (there.ipv4, there.ipv6, there.link_local) * (other is not host)):
                    lines.append(f"neigh replace {address} lladdr {there.hardware} nud permanent "
                                 f"dev {host.interfaces[0].name}")
            host.run(["ip", "-batch", "-"], stdin="\n".join(lines) + "\n").ok()

    # Trouble

    def drop_multicast(self, *hosts):
        """mDNS neither leaves nor reaches these hosts; everything else passes (as on many guest Wi-Fis)."""
        for host in hosts or self.members:
            host.filter("multicast", "input udp dport 5353 drop", "output udp dport 5353 drop")

    def allow_multicast(self, *hosts):
        """Undo `drop_multicast`."""
        for host in hosts or self.members:
            host.unfilter("multicast")

    def lose(self, host, percent):
        """Lose that share of the packets that reach a host, at random."""
        host.filter("loss", f"input numgen random mod 100 < {percent} drop")

    def part(self, one, other):
        """No packet passes between these two any more; each still reaches everybody else."""
        for here, there in [(one, other), (other, one)]:
            rules = []
            for interface in there.interfaces:
                for kind, address in [("ip", interface.ipv4), ("ip6", interface.ipv6), ("ip6", interface.link_local)]:
                    if address:
                        rules += [f"input {kind} saddr {address} drop", f"output {kind} daddr {address} drop"]
            here.filter(f"from_{there.number}", *rules)

    def reunite(self, one, other):
        """Undo `part`."""
        one.unfilter(f"from_{other.number}")
        other.unfilter(f"from_{one.number}")

    # Plumbing

    def ip(self, *arguments, stdin=""):
        """Run `ip` beside the bridges."""
        subprocess.run(["ip", *map(str, arguments)], check=True, input=stdin.encode())

    def _host_folder(self, name):
        assert all(host.name != name for host in self.members), f"Two hosts are called {name}."
        folder = os.path.join(self.folder, name)
        os.mkdir(folder)
        return folder

    def _segment(self, name):
        if name not in self._segments:
            number = len(self._segments) + 1
            bridge = f"br{self.number}-{number}"
            self.ip("link", "add", bridge, "type", "bridge", "mcast_snooping", "0")
            self.ip("link", "set", bridge, "addrgenmode", "none", "up")
            self._segments[name] = (number, bridge)
        return self._segments[name]

    def _plug(self, hosts, segments, families):
        """Give hosts an interface on each segment: `ip` runs once for all cables, and once on each host."""
        outside = []
        for host in hosts:
            for segment in segments:
                interface, bridge = self._interface(host, segment, families)
                host.interfaces.append(interface)
                outside += [
                    f"link add {interface.port} type veth peer name {interface.name} address {interface.hardware} "
                    f"netns /proc/{host.pid}/ns/net",
                    f"link set {interface.port} addrgenmode none master {bridge} up"]
        self.ip("-batch", "-", stdin="\n".join(outside) + "\n")
        for host in hosts:
            inside = []
            for interface in host.interfaces:
                inside += self._addresses(interface, is_first=interface is host.interfaces[0])
            six = [interface.name for interface in host.interfaces if interface.link_local]
            script = 'for name; do echo 0 >"/proc/sys/net/ipv6/conf/$name/disable_ipv6"; done; exec ip -batch -'
            host.run(["sh", "-ec", script, "sh", *six], stdin="\n".join(inside) + "\n").ok()

    def _interface(self, host, segment, families):
        number, bridge = self._segment(segment)
        six = set(families) & {"ipv6", "link-local"}
        return Interface(
            f"{segment}0", f"v{self.number}h{host.number}s{number}",
            f"02:00:{self.number % 256:02x}:{number:02x}:00:{host.number:02x}", tuple(families),
            f"10.{number}.{self.number % 256}.{host.number}" if "ipv4" in families else None,
            f"fd00:{number}:{self.number:x}::{host.number:x}" if "ipv6" in families else None,
            f"fe80::{number:x}:{host.number:x}" if six else None), bridge

    @staticmethod
    def _addresses(interface, is_first):
        # Link-local addresses are given by hand and without duplicate detection, so that they are there at once.
        name = interface.name
        lines = [f"link set {name} addrgenmode none", f"link set {name} up"]
        if interface.ipv4:
            lines += [f"addr add {interface.ipv4}/24 dev {name}"]
            if is_first:
                lines += [f"route add 224.0.0.0/4 dev {name}"]
        if interface.ipv6:
            lines += [f"addr add {interface.ipv6}/64 dev {name} nodad"]
        if interface.link_local:
            lines += [f"addr add {interface.link_local}/64 dev {name} nodad"]
        return lines

    # The end

    def evidence(self):
        """What every host's programs said last."""
        return "\n".join(filter(None, (host.evidence() for host in self.members)))

    def close(self):
        """End all hosts and take the bridges away."""
        if self not in Venue.living:
            return
        Venue.living.remove(self)
        for host in self.members:
            host.close()
        for _, bridge in self._segments.values():
            self.ip("link", "del", bridge)
        shutil.rmtree(self.folder, ignore_errors=True)
