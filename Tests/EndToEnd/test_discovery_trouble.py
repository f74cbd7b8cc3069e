"""Avahi and D-Bus missing, dying and coming back: the daemon lives on and says so."""

import time

from scenario import assert_sentence, is_announced, wait_until_all_see_all


def wait_for_discovery(host, state, timeout=15.0):
    host.venue.wait_until(f"discovery at {host.name} is {state}",
                          lambda: host.status()["discovery"]["state"] == state, timeout)


def test_when_avahi_dies_the_links_stay_and_when_it_returns_newcomers_are_seen(venue):
    asha, ravi, meera = venue.hosts("asha", "ravi", "meera")
    asha.attend("Asha Rao")
    ravi.attend("Ravi Kumar")
    wait_until_all_see_all(asha, ravi)
    wait_for_discovery(asha, "running")
    asha.kill_avahi()
    wait_for_discovery(asha, "unavailable")
    assert_sentence(asha.status()["discovery"]["detail"], "avahi")
    assert asha.nearby()["venue"]["discovery"] == "unavailable"
    assert_sentence(asha.baithak("nearby").ok().err + asha.baithak("nearby").ok().out, "avahi")
    assert asha.presence(ravi.key) == "here"
    asha.start_avahi()
    wait_for_discovery(asha, "running", 40)
    ravi.stop_daemon()  # so that nobody else can tell asha about the newcomer
    meera.attend("Meera Nair")
    wait_until_all_see_all(asha, meera)


def test_avahi_killed_five_times_is_found_again_each_time_within_five_seconds(venue):
    asha, ravi = venue.hosts("asha", "ravi")
    asha.attend("Asha Rao")
    ravi.attend("Ravi Kumar")
    wait_until_all_see_all(asha, ravi)
    for _ in range(5):
        asha.kill_avahi()
        wait_for_discovery(asha, "unavailable")
        asha.start_avahi()
        returned = time.monotonic()
        assert asha.presence(ravi.key) == "here"
        wait_for_discovery(asha, "running", 5)
        print(f"advertised and browsing {time.monotonic() - returned:.1f} s after Avahi's return")
        venue.wait_until("ravi's Avahi knows where asha is", lambda: is_announced(ravi, asha), 5)
    assert asha.daemon.running and asha.presence(ravi.key) == "here"


def test_when_dbus_dies_the_daemon_lives_on_and_finds_the_new_one(venue):
    asha, ravi = venue.hosts("asha", "ravi")
    asha.attend("Asha Rao")
    wait_for_discovery(asha, "running")
    asha.bus.kill_dbus()
    wait_for_discovery(asha, "unavailable")
    asha.bus.avahi.kill()
    asha.run(["rm", "-rf", "/run/avahi-daemon"]).ok()
    asha.bus.start_dbus()
    asha.start_avahi()
    wait_for_discovery(asha, "running", 40)
    ravi.attend("Ravi Kumar")
    wait_until_all_see_all(asha, ravi)


def test_without_dbus_the_daemon_runs_says_so_and_takes_an_address_by_hand(venue):
    asha = venue.host("asha", discovery=False)
    ravi = venue.host("ravi")
    asha.attend("Asha Rao")
    ravi.attend("Ravi Kumar")
    wait_for_discovery(asha, "by_address")
    assert_sentence(asha.status()["discovery"]["detail"], "avahi|d-?bus")
    assert asha.status()["problems"] == []
    assert "by address only" in asha.baithak("status").ok().out
    empty = asha.baithak("nearby").ok()
    assert_sentence(empty.err + empty.out, "avahi|d-?bus")
    asha.baithak("peer", "add", f"{ravi.ipv4}:{ravi.status()['port']}").ok()
    wait_until_all_see_all(asha, ravi)
