"""One person's daemon: hiding, starting twice, settings that change, disks that fill up."""

import json
import os
import signal
import stat

from programs import program
from scenario import (BEAT, PORT, assert_refused, assert_sentence, make_identity, wait_for_presence,
                      wait_until_all_see_all)
from terminal import Terminal


def test_whoever_hides_sees_without_being_seen_and_can_show_again(venue):
    asha, ravi = venue.hosts("asha", "ravi")
    asha.attend("Asha Rao")
    ravi.attend("Ravi Kumar")
    wait_until_all_see_all(asha, ravi)
    ravi.baithak("hide").ok()
    assert ravi.status()["visible"] is False
    wait_for_presence(asha, ravi, "gone", "absent")
    for command in [("nearby",), ("gathering", "create", "BarCamp", "--place", "Room 4", "--days", "2026-11-28")]:
        assert_sentence(ravi.baithak(*command).ok().err, "You are hidden", "baithak show")

    def unseen():
        lines = asha.run(["avahi-browse", "-p", "-t", "_baithak._tcp"]).ok().out.splitlines()
        names = [(fields[1], fields[3]) for fields in (line.split(";") for line in lines) if len(fields) > 3]
        own = {name for interface, name in names if interface == "lo"}
        return own and not {name for _, name in names} - own

    # A goodbye of mDNS leaves others a second to hear it.
    venue.wait_until("Ravi is no longer announced", unseen, 5)
    wait_for_presence(ravi, asha, "here")

    ravi.stop_daemon()
    ravi.start_daemon()
    assert ravi.status()["visible"] is False, "It should still be hidden after a restart."
    wait_for_presence(ravi, asha, "here")
    assert asha.presence(ravi.key) in ("gone", "absent")

    ravi.baithak("show").ok()
    assert ravi.status()["visible"] is True
    assert "hidden" not in ravi.baithak("nearby").ok().err
    wait_until_all_see_all(asha, ravi)


def test_a_second_daemon_of_the_same_user_says_so_and_ends(venue):
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    assert_refused(asha.run_daemon(), "another|already")
    assert asha.daemon.running and asha.status()["key"] == asha.key


def test_a_stale_socket_of_a_killed_daemon_does_not_stop_the_next(venue):
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    asha.kill_daemon()
    assert_refused(asha.baithak("status"), "baithakd", codes=(69,))
    asha.start_daemon()
    assert asha.status()["key"] == asha.key


def test_without_a_daemon_the_command_says_how_to_start_it(venue):
    asha = venue.host("asha", discovery=False)
    asha.init("Asha Rao")
    for arguments in [("nearby",), ("nearby", "--json"), ("status",), ("hide",), ("peer", "add", "10.0.0.1:22484")]:
        assert_refused(asha.baithak(*arguments), "baithakd", codes=(69,))


def test_an_empty_room_is_no_failure_and_gets_a_hint(venue):
    asha = venue.host("asha")
    asha.attend("Asha Rao")
    result = asha.baithak("nearby", "--json").ok()
    assert result.json()["attendees"] == []
    assert_sentence(asha.baithak("nearby").ok().err)


def test_a_hangup_signal_reloads_the_settings_and_names_what_needs_a_restart(venue):
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    pid = asha.status()["pid"]
    said = len(asha.daemon.err())
    asha.configure("[presence]\nbeat_seconds = 2\n" + PORT.format(port=23999))
    asha.daemon.signal(signal.SIGHUP)
    venue.wait_until("the daemon says what it cannot change",
                     lambda: "restart" in asha.daemon.err()[said:].lower(), 5)
    assert_sentence(asha.daemon.err()[said:], "port")
    status = asha.status()
    assert status["pid"] == pid and status["key"] == asha.key and status["port"] != 23999


def test_a_terminal_that_is_closed_ends_the_daemon_in_it_with_a_goodbye(venue):
    asha, ravi = venue.hosts("asha", "ravi")
    make_identity(asha)
    ravi.attend("Ravi Kumar")
    terminal = Terminal(asha, command=[program("baithakd")])
    venue.wait_until("asha answers", lambda: asha.baithak("status").code == 0)
    asha.key = asha.status()["key"]
    wait_for_presence(ravi, asha, "here")
    terminal.close(0)
    # Beats that are missed would take four seconds.
    wait_for_presence(ravi, asha, "gone", timeout=2)
    assert not os.path.exists(f"{asha.runtime}/baithak.sock")


def test_a_daemon_that_nohup_started_outlives_its_terminal(venue):
    asha = venue.host("asha", discovery=False)
    make_identity(asha)
    terminal = Terminal(asha, command=["sh", "-c", f"nohup {program('baithakd')} >log 2>&1 & echo $!; exec cat"])
    venue.wait_until("asha answers", lambda: asha.baithak("status").code == 0)
    pid = asha.status()["pid"]
    terminal.close(-signal.SIGHUP)
    os.kill(pid, signal.SIGHUP)
    assert asha.status()["pid"] == pid
    asha.baithak("stop").ok()


def test_stop_says_goodbye_and_returns_when_the_daemon_has_ended(venue):
    asha, ravi = venue.hosts("asha", "ravi")
    asha.attend("Asha Rao")
    ravi.attend("Ravi Kumar")
    wait_until_all_see_all(asha, ravi)
    watch = asha.watch()
    venue.wait_until("the watch runs", watch.json_lines)
    assert_sentence(asha.baithak("stop").ok().err, "stopped")
    # A service manager takes this for success, and starts nothing again.
    assert asha.daemon.wait(1) == 0
    assert "goodbye" in asha.daemon.err()
    assert watch.wait() == 69
    wait_for_presence(ravi, asha, "gone", timeout=2)
    asha.start_daemon()
    wait_until_all_see_all(asha, ravi)


def test_stop_without_a_daemon_is_no_failure(venue):
    asha = venue.host("asha", discovery=False)
    assert_sentence(asha.baithak("stop").ok().err, "not running")


def test_a_mistake_in_reloaded_settings_is_named_and_the_old_ones_stay(venue):
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    said = len(asha.daemon.err())
    asha.configure("# a comment\n[presence]\nbeat_seconds = \"often\"\n")
    asha.daemon.signal(signal.SIGHUP)
    venue.wait_until("the mistake is named", lambda: "beat_seconds" in asha.daemon.err()[said:], 5)
    assert_sentence(asha.daemon.err()[said:], r"(line |:)3\b")
    assert asha.status()["key"] == asha.key


def test_the_control_socket_and_the_identity_are_for_their_owner_only(venue):
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    for path in [f"{asha.runtime}/baithak.sock", f"{asha.data}/baithak/identity.key"]:
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600, path
    assert stat.S_IMODE(os.stat(f"{asha.data}/baithak").st_mode) == 0o700


def test_a_polite_end_leaves_no_socket_behind(venue):
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    assert asha.stop_daemon() == 0
    assert not os.path.exists(f"{asha.runtime}/baithak.sock")


def test_a_full_disk_gets_a_sentence_and_the_daemon_goes_on(venue):
    asha, ravi = venue.hosts("asha", "ravi")
    folder = f"{asha.data}/baithak"
    asha.mount_tmpfs(folder, "2m")
    asha.attend("Asha Rao", "--headline", "before")
    ravi.attend("Ravi Kumar")
    wait_until_all_see_all(asha, ravi)
    asha.run(["sh", "-c", f"cat /dev/zero > {folder}/ballast"])
    refused = None
    for attempt in range(20):  # what SQLite has already reserved may take a few more changes
        result = asha.baithak("badge", "set", "--headline", f"{attempt} " + "x" * 150)
        if result.code != 0:
            refused = result
            break
    if refused:
        assert_refused(refused, "disk|space")
    assert asha.daemon.running
    wait_for_presence(asha, ravi, "here")
    asha.run(["rm", f"{folder}/ballast"]).ok()
    asha.baithak("badge", "set", "--headline", "after").ok()
    venue.wait_until("ravi reads the new badge", lambda: ravi.rows(key=asha.key)[0]["headline"] == "after")


def test_a_daemon_that_starts_on_a_full_disk_serves_and_says_so_when_it_should_write(venue):
    asha = venue.host("asha", discovery=False)
    folder = f"{asha.data}/baithak"
    asha.mount_tmpfs(folder, "2m")
    asha.configure(BEAT)
    asha.init("Asha Rao")
    asha.run(["sh", "-c", f"cat /dev/zero > {folder}/ballast"])
    asha.start_daemon()
    assert_refused(asha.baithak("badge", "set", "--headline", "maps"), "disk|space", codes=(1,))
    assert json.loads(asha.baithak("badge", "show", "--json").ok().out)["headline"] == ""
    asha.run(["rm", f"{folder}/ballast"]).ok()
    asha.baithak("badge", "set", "--headline", "maps").ok()
