"""Addresses that change, and machines with many: whom one tells which, and how soon one is linked again."""

import time

import pytest

from programs import program
from scenario import BEAT, OFF, assert_sentence, wait_until_all_see_all

pytestmark = pytest.mark.alone


def is_direct(host, other):
    row, = host.rows(key=other.key)
    return row["path"] == "direct" and row["presence"] == "here"


def link_numbers(host):
    """The numbers of the links that this daemon ever opened, from its log."""
    return [line.split("link=")[1].split()[0] for line in host.daemon.err().splitlines() if " link open " in line]


def wait_until_linked_anew(host, before, timeout):
    start = time.monotonic()
    host.venue.wait_until(f"{host.name} has a new link", lambda: set(link_numbers(host)) - set(before), timeout, 0.02)
    return time.monotonic() - start


@pytest.mark.parametrize("multicast", [True, False])
def test_after_a_change_of_address_one_is_linked_again_within_two_seconds(venue, multicast):
    asha, ravi = venue.hosts("asha", "ravi", families=("ipv4",), discovery=multicast)
    config = (BEAT if multicast else OFF) + '[log]\nlevel = "debug"\n'
    asha.attend("Asha Rao", config=config)
    ravi.attend("Ravi Kumar", config=config)
    if not multicast:
        asha.baithak("peer", "add", ravi.ipv4).ok()
    wait_until_all_see_all(asha, ravi)
    for mover, other in [(asha, ravi), (ravi, asha), (asha, ravi)]:
        venue.wait_until("they are linked", lambda: is_direct(asha, ravi) and is_direct(ravi, asha))
        time.sleep(1.2)  # so that the next link is not taken for a crossing dial (PeeringLimits.crossingMS)
        before = link_numbers(other)
        mover.readdress()
        seconds = wait_until_linked_anew(other, before, 2)
        print(f"{mover.name} moved, multicast {multicast}: linked again after {seconds:.2f} s")
        venue.wait_until("they are linked again", lambda: is_direct(asha, ravi) and is_direct(ravi, asha), 2)
        venue.wait_until(f"{other.name} knows the new address", lambda mover=mover, other=other: any(
            mover.ipv4 in address for address in other.rows(key=mover.key)[0]["addresses"]), 5)


def test_when_a_cable_is_pulled_the_wifi_takes_over_within_two_seconds_and_status_names_the_cable(venue):
    asha, ravi = venue.hosts("asha", "ravi", segments=("lan", "wifi"))
    config = BEAT + '[log]\nlevel = "debug"\n'
    asha.attend("Asha Rao", config=config)
    ravi.attend("Ravi Kumar", config=config)
    wait_until_all_see_all(asha, ravi)
    venue.wait_until("they are linked", lambda: is_direct(asha, ravi) and is_direct(ravi, asha))
    asha.filter("wifi_first", 'input iifname "wifi0" drop', 'output oifname "wifi0" drop')
    ravi.stop_daemon()
    ravi.start_daemon()
    wait_until_all_see_all(asha, ravi)
    asha.unfilter("wifi_first")
    assert ravi.status()["problems"] == []
    before = link_numbers(ravi)
    ravi.link_down(0)
    seconds = wait_until_linked_anew(ravi, before, 2)
    print(f"the cable was pulled: linked again after {seconds:.2f} s")
    assert any("lan0" in problem for problem in ravi.status()["problems"]), ravi.status()
    assert {left["interface"]: left["reason"] for left in ravi.status()["addresses"]["left_out"]} == {
        "lan0": "disconnected"}
    ravi.link_up(0)
    venue.wait_until("all is well again", lambda: ravi.status()["problems"] == [], 5)


def test_without_any_network_status_says_so_and_the_return_is_noticed_at_once(venue):
    asha, ravi = venue.hosts("asha", "ravi", families=("ipv4",))
    config = BEAT + '[log]\nlevel = "debug"\n'
    asha.attend("Asha Rao", config=config)
    ravi.attend("Ravi Kumar", config=config)
    wait_until_all_see_all(asha, ravi)
    ravi.link_down()
    venue.wait_until("ravi says that there is no network", lambda: any(
        "no network address" in problem for problem in ravi.status()["problems"]), 2)
    assert_sentence(ravi.baithak("nearby").ok().err, "no network address", "Wi-Fi")
    venue.wait_until("ravi holds no link for alive", lambda: ravi.status()["links"] == 0, 2)
    time.sleep(8)  # long enough for pauses between dials to grow
    before = link_numbers(ravi)
    ravi.link_up()
    seconds = wait_until_linked_anew(ravi, before, 2)
    print(f"the network came back: linked again after {seconds:.2f} s")


def add_bridges(host, count):
    """Bridges as Docker and libvirt make them, each second one with a container, and the address of a VPN."""
    batch = []
    for number in range(count):
        batch += [f"link add docker{number} type bridge", f"addr add 172.{17 + number}.0.1/16 dev docker{number}",
                  f"link set docker{number} up"]
        if number % 2 == 0:
            batch += [f"link add veth{number}a type veth peer name veth{number}b", f"link set veth{number}b up",
                      f"link set veth{number}a master docker{number} up"]
    batch += ["tuntap add vpn0 mode tun", "addr add 10.200.0.2/24 dev vpn0", "link set vpn0 up"]
    host.run(["ip", "-batch", "-"], stdin="\n".join(batch) + "\n").ok()


@pytest.mark.parametrize("multicast", [True, False])
def test_two_laptops_with_ten_container_bridges_are_linked_and_exchange_cards(venue, multicast):
    asha, ravi, meera = venue.hosts("asha", "ravi", "meera", families=("ipv4",))
    if not multicast:
        venue.drop_multicast()
    for host in (asha, ravi):
        add_bridges(host, 10)
    for host, name in [(asha, "Asha Rao"), (ravi, "Ravi Kumar"), (meera, "Meera Nair")]:
        host.attend(name)
    if not multicast:
        for host in (asha, ravi):
            host.baithak("peer", "add", meera.ipv4).ok()
    wait_until_all_see_all(asha, ravi, meera)
    venue.wait_until("the laptops are linked", lambda: is_direct(asha, ravi) and is_direct(ravi, asha), 10)
    row, = meera.rows(key=asha.key)
    assert row["addresses"][0].startswith(asha.ipv4), row
    assert not any("10.200." in address for address in row["addresses"]), row
    left = {each["interface"]: each["reason"] for each in asha.status()["addresses"]["left_out"]}
    assert left["docker9"] == "too_many", left
    assert left["vpn0"] in ("tunnel", "disconnected"), left  # nobody holds its other end
    asha.baithak("card", "set", "--email", "asha@example.org").ok()
    asha.spawn([program("baithak"), "exchange", ravi.tag, "--json"], "asking")
    venue.wait_until("ravi is asked", lambda: asha.tag in ravi.baithak("requests").ok().out, 10)
