"""The venue itself, with nothing of ours on it: raw Avahi on every host."""

import os
import signal
import subprocess
import sys
import time

import pytest

import namespaces
from venue import Venue


@pytest.fixture(scope="module")
def pair():
    with Venue() as venue:
        venue.hosts("asha", "ravi")
        yield venue


def publish(host, instance):
    return host.spawn(["avahi-publish", "-s", instance, "_venue._tcp", "9999", "v=1"], name="publish")


def browse(host):
    return host.spawn(["avahi-browse", "-r", "-p", "_venue._tcp"], name="browse")


def found(browser, instance, kind="="):
    """Its lines of one kind (`+` seen, `=` resolved) about one instance, not counting the host's own loopback."""
    rows = [line.split(";") for line in browser.out().splitlines()]
    return [row for row in rows if row[0] == kind and row[3] == instance and row[1] != "lo"]


def test_two_hosts_find_each_other_through_their_own_avahi(pair):
    asha, ravi = pair.members
    publish(asha, "from-asha")
    publish(ravi, "from-ravi")
    for here, there in [(asha, ravi), (ravi, asha)]:
        browser = browse(here)
        rows = pair.wait_until(f"{here.name} finds {there.name}", lambda: (
            lambda rows: len(rows) >= 2 and rows)(found(browser, f"from-{there.name}")))
        assert {row[2] for row in rows} == {"IPv4", "IPv6"}
        assert {row[7] for row in rows} <= {there.ipv4, there.ipv6, there.link_local}


def test_each_host_has_a_home_and_folders_of_its_own(pair):
    asha, ravi = pair.members
    said = [host.run(["sh", "-c", "echo $HOME $XDG_RUNTIME_DIR $XDG_DATA_HOME; hostname; ls -A /run"]).ok().out
            for host in pair.members]
    assert said[0] != said[1]
    assert os.stat(asha.runtime).st_mode & 0o777 == 0o700
    asha.run(["touch", "/run/only-here"]).ok()
    assert ravi.run(["test", "-e", "/run/only-here"]).code == 1


def test_hosts_reach_each_other_over_both_families(pair):
    asha, ravi = pair.members
    for address in [ravi.ipv4, ravi.ipv6, f"{ravi.link_local}%lan0"]:
        assert reaches(asha, ravi, address), address


def test_a_link_that_was_down_serves_both_families_again(venue):
    asha, ravi = venue.hosts("asha", "ravi", discovery=False)
    ravi.link_down()
    assert not reaches(asha, ravi, ravi.ipv4)
    ravi.link_up()
    for address in [ravi.ipv4, ravi.ipv6, f"{ravi.link_local}%lan0"]:
        assert reaches(asha, ravi, address), address


def reaches(here, there, address):
    """Whether a TCP connection from one host to the other gets through."""
    server = there.spawn([sys.executable, "-c", (
        "import socket; s = socket.create_server(('::', 7000), family=socket.AF_INET6, dualstack_ipv6=True);"
        "s.accept()")], name="server")
    client = ("import socket, sys, time\n"
              "for _ in range(40):\n"
              "    try:\n"
              "        socket.create_connection((sys.argv[1], 7000), 0.5); break\n"
              "    except ConnectionRefusedError: time.sleep(0.05)\n"
              "else: sys.exit(1)\n")
    try:
        return here.python(client, address).code == 0
    finally:
        server.kill()


def test_dropping_multicast_hides_services_but_not_hosts(venue):
    asha, ravi = venue.hosts("asha", "ravi")
    venue.drop_multicast()
    browser = browse(asha)
    publish(ravi, "unheard").until_it_says("Established")
    assert reaches(asha, ravi, ravi.ipv4)
    assert not found(browser, "unheard", "+")
    venue.allow_multicast()
    publish(ravi, "heard")
    venue.wait_until("asha finds what ravi offers now", lambda: found(browser, "heard"))


def test_two_parted_hosts_still_reach_the_third(venue):
    asha, ravi, meera = venue.hosts("asha", "ravi", "meera", discovery=False)
    venue.part(asha, meera)
    assert not reaches(asha, meera, meera.ipv4) and not reaches(asha, meera, meera.ipv6)
    assert reaches(asha, ravi, ravi.ipv4) and reaches(meera, ravi, ravi.ipv6)
    venue.reunite(asha, meera)
    assert reaches(asha, meera, meera.ipv4)


def test_a_lossy_link_loses_about_that_share(venue):
    asha, ravi = venue.hosts("asha", "ravi", discovery=False)
    venue.lose(ravi, 30)
    send = ("import socket, sys\n"
            "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
            "for _ in range(1000): s.sendto(b'x', (sys.argv[1], 7001))\n")
    receive = ("import socket\n"
               "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(('', 7001)); n = 0\n"
               "s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)\n"
               "print('ready', flush=True); s.settimeout(1.0)\n"
               "try:\n"
               "    while True: s.recv(10); n += 1\n"
               "except TimeoutError: print(n)\n")
    receiver = ravi.spawn([sys.executable, "-c", receive], name="receiver")
    venue.wait_until("the receiver is ready", lambda: "ready" in receiver.out())
    asha.python(send, ravi.ipv4).ok()
    receiver.wait()
    assert 600 <= int(receiver.out().split()[1]) <= 800


def test_hosts_with_link_local_addresses_only_find_each_other(venue):
    asha, ravi = venue.hosts("asha", "ravi", families=("link-local",))
    publish(ravi, "near")
    browser = browse(asha)
    rows = venue.wait_until("asha finds ravi", lambda: found(browser, "near"))
    assert {row[7] for row in rows} == {ravi.link_local}


def test_a_host_on_two_segments_is_found_on_both(venue):
    asha, ravi = venue.hosts("asha", "ravi", segments=("lan", "wifi"))
    publish(ravi, "both")
    browser = browse(asha)
    venue.wait_until("asha finds ravi twice", lambda: {row[1] for row in found(browser, "both")} == {"lan0", "wifi0"})
    ravi.link_down(0)
    assert "NO-CARRIER" in ravi.run(["ip", "link", "show", "lan0"]).ok().out
    assert reaches(asha, ravi, ravi.interfaces[1].ipv4)


def test_avahi_can_die_and_come_back(pair):
    asha, ravi = pair.members
    asha.kill_avahi()
    assert asha.run(["avahi-browse", "-t", "-p", "_venue._tcp"]).code != 0
    asha.start_avahi()
    publish(ravi, "later")
    browser = browse(asha)
    pair.wait_until("asha finds ravi again", lambda: found(browser, "later"))


def processes():
    """The numbers of all processes in our process namespace that are not dead already."""
    return {int(name) for name in os.listdir("/proc") if name.isdigit() and alive(name)}


def alive(number):
    try:
        with open(f"/proc/{number}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda ending: ending.name)
def test_a_venue_ended_by_a_signal_leaves_no_process_behind(ending):
    before = processes()
    source = ("from venue import Venue\n"
              "import time\n"
              "venue = Venue(); venue.hosts('one', 'two'); print('ready', flush=True); time.sleep(60)\n")
    program = subprocess.Popen(
        [sys.executable, "-c", source], cwd=os.path.dirname(os.path.abspath(__file__)),
        env=os.environ | {"TMPDIR": namespaces.enter()}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        process_group=0)
    assert program.stdout.readline() == "ready\n"
    assert len(processes() - before) >= 8  # two that wait and run, and three on each host
    if ending == signal.SIGINT:
        os.killpg(program.pid, ending)  # what Ctrl-C does
    else:
        program.send_signal(ending)
    program.wait(10)
    end = time.monotonic() + 5
    while processes() - before and time.monotonic() < end:
        time.sleep(0.02)
    assert not processes() - before
