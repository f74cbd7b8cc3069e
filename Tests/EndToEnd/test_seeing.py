"""Three people in one room: who is seen, and what happens as they come and go."""

import re
import signal

import pytest

from scenario import wait_for_presence, wait_until_all_see_all
from venue import Venue


@pytest.fixture(scope="module")
def room():
    with Venue() as venue:
        asha, ravi, meera = venue.hosts("asha", "ravi", "meera")
        asha.attend("Asha Rao", "--headline", "maps for NGOs", "--topic", "maps", "--topic", "open-data",
                    "--offer", "QGIS help", "--ask", "a treasurer")
        ravi.attend("Ravi Kumar", "--headline", "solar lamps")
        meera.attend("Meera Nair", "--topic", "libraries")
        yield asha, ravi, meera


@pytest.fixture
def trio(room):
    """All three at the venue and seen by each other, whatever the test before did."""
    for host in room:
        if not host.daemon.running:
            host.start_daemon()
    wait_until_all_see_all(*room)
    return room


def test_three_hosts_see_each_other(trio):
    for host in trio:
        host.venue.wait_until(f"Avahi has announced {host.name}", lambda host=host: (
            host.nearby()["venue"]["discovery"] == "running"), 5)
        nearby = host.nearby()
        assert nearby["venue"]["links"] >= 2
        assert {row["key"] for row in nearby["attendees"]} == {other.key for other in trio if other is not host}


def test_a_badge_arrives_as_it_was_written(trio):
    asha, ravi, _ = trio
    row, = ravi.rows(key=asha.key)
    assert row["name"] == "Asha Rao"
    assert row["tag"] == asha.tag and re.fullmatch(r"[a-z2-7]{4}-[a-z2-7]{4}", row["tag"])
    assert row["headline"] == "maps for NGOs"
    assert row["topics"] == ["maps", "open-data"]
    assert (row["offers"], row["asks"]) == (["QGIS help"], ["a treasurer"])
    assert (row["standing"], row["path"]) == ("stranger", "direct")
    assert row["last_heard_ms"] < 5_000
    assert row["addresses"]


def test_the_table_shows_every_name_with_its_tag(trio):
    asha, ravi, meera = trio
    table = asha.baithak("nearby").ok().out
    for other, name in [(ravi, "Ravi Kumar"), (meera, "Meera Nair")]:
        line, = [line for line in table.splitlines() if name in line]
        assert other.tag in line
    assert "\x1b" not in table  # not a terminal


def test_a_changed_badge_reaches_the_others(trio):
    _, ravi, meera = trio
    meera.baithak("badge", "set", "--headline", "reads aloud").ok()
    assert meera.baithak("badge", "show", "--json").ok().json()["headline"] == "reads aloud"
    ravi.venue.wait_until("ravi reads it", lambda: ravi.rows(key=meera.key)[0]["headline"] == "reads aloud")


def test_a_watcher_first_hears_everything_and_then_every_change(trio):
    asha, ravi, _ = trio
    watch = asha.watch()
    asha.venue.wait_until("there is a snapshot", watch.json_lines)
    first = watch.json_lines()[0]
    assert first["event"] == "snapshot" and first["venue"]["discovery"] == "running"
    assert ravi.key in {row["key"] for row in first["attendees"]}
    assert ravi.stop_daemon() == 0

    def told():
        return [line for line in watch.json_lines()[1:] if line["event"] == "attendee"
                and line["attendee"]["key"] == ravi.key and line["attendee"]["presence"] == "gone"]

    asha.venue.wait_until("the watcher hears that ravi left", told, 5)
    watch.signal(signal.SIGINT)
    assert watch.wait() in (0, 130, -signal.SIGINT)


def test_whoever_leaves_politely_is_gone_at_once(trio):
    asha, ravi, meera = trio
    assert ravi.stop_daemon() == 0
    for host in (asha, meera):
        wait_for_presence(host, ravi, "gone", timeout=3)


def test_whoever_is_killed_does_not_stay_here(trio):
    asha, ravi, meera = trio
    ravi.kill_daemon()
    for host in (asha, meera):
        wait_for_presence(host, ravi, "quiet", "gone", timeout=8)
        wait_for_presence(host, ravi, "gone", timeout=12)


def test_whoever_is_killed_and_starts_again_is_the_same_attendee_in_one_row(trio):
    asha, ravi, meera = trio
    ravi.kill_daemon()
    ravi.start_daemon()
    assert ravi.status()["key"] == ravi.key
    wait_until_all_see_all(asha, ravi, meera)
    assert len(asha.rows(name="Ravi Kumar")) == 1


def test_whoever_walks_out_of_range_fades_and_returns(trio):
    asha, ravi, meera = trio
    meera.link_down()
    for host in (asha, ravi):
        wait_for_presence(host, meera, "gone")
    wait_for_presence(asha, ravi, "here", timeout=1)
    meera.link_up()
    wait_until_all_see_all(asha, ravi, meera, timeout=45)


def test_a_link_that_loses_a_fifth_of_its_packets_still_serves(trio):
    asha, ravi, meera = trio
    asha.venue.lose(ravi, 20)
    try:
        ravi.stop_daemon()
        ravi.start_daemon()
        wait_until_all_see_all(asha, ravi, meera, timeout=30)
    finally:
        ravi.unfilter("loss")


def test_two_attendees_with_one_name_are_two_rows_with_two_tags(trio):
    asha, ravi, _ = trio
    other = asha.venue.host("namesake")
    other.attend("Asha Rao")
    try:
        wait_until_all_see_all(asha, other, ravi)
        rows = ravi.rows(name="Asha Rao")
        assert {row["tag"] for row in rows} == {asha.tag, other.tag} and asha.tag != other.tag
        table = ravi.baithak("nearby").ok().out
        assert asha.tag in table and other.tag in table
        # A name is a label, never an address.
        asked = ravi.baithak("nearby", "Asha Rao")
        assert asked.code == 67 and asha.tag in asked.err and other.tag in asked.err, str(asked)
        assert asha.key in ravi.baithak("nearby", asha.tag).ok().out
    finally:
        other.stop_daemon()


def test_what_is_announced_to_everybody_holds_no_name(trio):
    asha, ravi, _ = trio
    browser = ravi.spawn(["avahi-browse", "-r", "-p", "-t", "_baithak._tcp"], name="browse")
    browser.wait(15)
    rows = [line.split(";") for line in browser.out().splitlines() if line.startswith("=")]
    assert asha.ipv4 in {row[7] for row in rows}
    for row in rows:
        assert re.fullmatch(r"baithak-[a-z0-9]{4,}", row[3]), row
        assert set(row[9].split()) == {'"txtvers=1"', '"v=2"'}, row
