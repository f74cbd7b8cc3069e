"""A daemon that starts while its address settles, as after a lid opens or DHCP answers, is announced all the same."""

import time

import pytest

from scenario import is_announced, make_identity

OFFSETS = (0.0, 0.1, 0.2, 0.3, 0.45, 0.6)


def readdress(host):
    """As when DHCP gives another address."""
    host.readdress()


def flap(host):
    """As when Wi-Fi joins another access point: the network goes for a moment, and the addresses stay."""
    host.link_down()
    time.sleep(0.1)
    host.link_up()


@pytest.mark.parametrize("trouble", [readdress, flap])
def test_a_daemon_is_announced_within_fifteen_seconds_of_trouble_during_its_start(venue, trouble):
    watcher, = venue.hosts("watcher", families=("ipv4",))
    hosts = venue.hosts(*(f"h{index}" for index in range(len(OFFSETS))), families=("ipv4",))
    for host in hosts:
        make_identity(host, host.name)
    troubled, seen = {}, {}
    for host, offset in zip(hosts, OFFSETS):
        host.start_daemon(wait=False)
        time.sleep(offset)
        trouble(host)
        troubled[host] = time.monotonic()

    def all_are_announced():
        for host in hosts:
            if host not in seen and is_announced(watcher, host):
                seen[host] = time.monotonic() - troubled[host]
        return len(seen) == len(hosts)

    venue.wait_until("every daemon is announced with the address it has now", all_are_announced, 15)
    for host, offset in zip(hosts, OFFSETS):
        print(f"{trouble.__name__} {offset:.2f} s after the start: announced after {seen[host]:.1f} s")
    for host in hosts:
        venue.wait_until(f"{host.name} says that it is", lambda host=host: (
            host.status()["discovery"] == {"state": "running", "browsing": True, "advertised": True}), 10)
