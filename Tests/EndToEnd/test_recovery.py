"""What the disk does to a gathering: a kill in the middle of saving, copied and restored folders, a full disk."""

import os
import shutil
import threading

from assembly import (
    append, attend, create, edit, forks, gather, join, propose, sessions, text, wait_for_one_text, wait_for_text)
from scenario import BEAT, assert_refused, wait_for_presence, wait_until_all_see_all


def test_every_save_that_was_acknowledged_survives_a_kill_and_nothing_forks(venue):
    """SIGKILL in the middle of saving, five times: what was told to be saved is there, and reaches the others."""
    asha, ravi = gather(venue, "asha", "ravi")
    session = propose(asha, "Maps", ravi)
    acknowledged = []
    for turn in range(5):
        enough = threading.Event()

        def save(turn=turn):
            for number in range(1000):
                line = f"turn {turn}, line {number};"
                if asha.baithak("note", "append", session, line).code != 0:
                    return
                acknowledged.append(line)
                if number >= turn:
                    enough.set()

        thread = threading.Thread(target=save)
        thread.start()
        assert enough.wait(30)
        asha.kill_daemon()
        thread.join(30)
        assert not thread.is_alive()
        asha.start_daemon()
        held = text(asha, session)
        assert [line for line in acknowledged if line not in held] == []
    wait_until_all_see_all(asha, ravi)
    wait_for_text(ravi, session, *acknowledged)
    append(ravi, session, "ravi too")
    wait_for_text(asha, session, "ravi too")
    merged = wait_for_one_text(session, asha, ravi)
    assert len(merged.splitlines()) == len(set(merged.splitlines())), "Nothing is there twice."
    assert not forks(asha, ravi)


def test_a_home_folder_on_two_machines_writes_two_logs(venue):
    """A copied folder: both machines write under one name, nothing forks, and all of it reaches everybody."""
    asha, ravi = gather(venue, "asha", "ravi")
    session = propose(asha, "Maps", ravi)
    append(asha, session, "before the copy")
    wait_for_text(ravi, session, "before the copy")
    assert asha.stop_daemon() == 0
    copy = venue.host("meera")
    shutil.rmtree(copy.data)
    shutil.copytree(asha.data, copy.data)
    copy.configure(BEAT)
    asha.start_daemon()
    copy.start_daemon()
    for host in (asha, copy):
        wait_for_presence(host, ravi, "here")
    for number in range(5):
        append(asha, session, f"first machine {number}")
        append(copy, session, f"second machine {number}")
        append(ravi, session, f"ravi {number}")
    lines = [f"{who} {number}" for who in ("first machine", "second machine", "ravi") for number in range(5)]
    for host in (asha, copy, ravi):
        wait_for_text(host, session, "before the copy", *lines, timeout=60)
    wait_for_one_text(session, asha, copy, ravi)
    assert not forks(asha, copy, ravi)
    for host in (asha, copy):
        host.stop_daemon()
        host.start_daemon()
    append(asha, session, "first machine again")
    append(copy, session, "second machine again")
    for host in (asha, copy, ravi):
        wait_for_text(host, session, "first machine again", "second machine again", timeout=60)
    assert not forks(asha, copy, ravi)


def restore(venue, as_new_file, alone):
    """Asha's folder goes back to a backup, and she writes again; returns what was said of forks."""
    asha, ravi = gather(venue, "asha", "ravi")
    session = propose(asha, "Maps", ravi)
    append(asha, session, "in the backup")
    assert asha.stop_daemon() == 0
    folder, backup = f"{asha.data}/baithak", f"{asha.folder}/backup"
    asha.run(["cp", "-a", folder, backup]).ok()
    asha.start_daemon()
    wait_until_all_see_all(asha, ravi)
    for number in range(3):
        append(asha, session, f"after the backup {number}")
    wait_for_text(ravi, session, "after the backup 2")
    assert asha.stop_daemon() == 0
    if as_new_file:
        shutil.rmtree(folder)
        asha.run(["cp", "-a", backup, folder]).ok()
    else:
        inode = os.stat(f"{folder}/baithak.sqlite").st_ino
        asha.run(["cp", "-a", f"{backup}/.", folder]).ok()
        assert os.stat(f"{folder}/baithak.sqlite").st_ino == inode
    if alone:
        venue.part(asha, ravi)
    asha.start_daemon()
    append(asha, session, "restored 0")
    if alone:
        assert "after the backup" not in text(asha, session)
        venue.reunite(asha, ravi)
    wait_until_all_see_all(asha, ravi)
    append(asha, session, "restored 1")
    lines = ["in the backup", "restored 0", "restored 1"] + [f"after the backup {number}" for number in range(3)]
    for host in (asha, ravi):
        wait_for_text(host, session, *lines, timeout=30)
    assert sorted(wait_for_one_text(session, asha, ravi).splitlines()) == sorted(lines)
    assert not forks(asha, ravi)


def test_a_folder_that_was_restored_from_a_backup_writes_again(venue):
    """A new file from a backup: nothing forks, and what was written after the backup comes back from others."""
    restore(venue, as_new_file=True, alone=False)


def test_a_folder_that_was_restored_from_a_backup_writes_again_where_nobody_is_near(venue):
    """The same where the first words are written before anybody is met."""
    restore(venue, as_new_file=True, alone=True)


def test_a_folder_that_was_restored_in_place_writes_again(venue):
    """The backup is copied over the files that are there, so that they are the same files."""
    restore(venue, as_new_file=False, alone=False)


def test_a_folder_that_was_restored_in_place_writes_again_where_nobody_is_near(venue):
    """The same where the first words are written before anybody is met."""
    restore(venue, as_new_file=False, alone=True)


def test_a_full_disk_saves_nothing_sends_nothing_and_keeps_what_was_typed(venue):
    """A sentence, a file that it names, and nothing on the way to others; with space it is written after all."""
    asha, ravi = venue.hosts("asha", "ravi")
    folder = f"{asha.data}/baithak"
    asha.mount_tmpfs(folder, "4m")
    attend(asha, ravi)
    create(asha)
    join(ravi)
    session = propose(asha, "Maps", ravi)
    append(asha, session, "while there was space")
    wait_for_text(ravi, session, "while there was space")
    asha.run(["sh", "-c", f"cat /dev/zero >{folder}/ballast"])
    big = os.path.join(asha.folder, "big")
    with open(big, "w") as file:
        file.write("".join(f"much text, line {number}\n" for number in range(9_000)))
    refused = edit(asha, session, f'cat {big} >>"$1"')
    assert_refused(refused, "disk|space", "is in", codes=(1,))
    path = next(word.rstrip(".") for word in refused.err.split() if word.startswith("/") and word.endswith(".md."))
    with open(path) as file:
        kept = file.read()
    assert kept.startswith("while there was space") and kept.endswith("line 8999\n")
    assert_refused(asha.baithak("session", "propose", "Solar lamps"), "disk|space", codes=(1,))
    assert asha.daemon.running
    for host in (asha, ravi):
        host.baithak("sync").ok()  # They compare, and nothing comes that is not on the disk.
    assert text(ravi, session) == "while there was space" and list(sessions(ravi)) == ["Maps"]
    asha.run(["rm", f"{folder}/ballast"]).ok()
    # "Nothing else is needed": it is written by itself.
    wait_for_text(ravi, session, "line 8999\n", timeout=30)
    venue.wait_until("ravi hears of the session", lambda: "Solar lamps" in sessions(ravi))
    append(asha, session, "space again")
    wait_for_text(ravi, session, "space again")
    assert wait_for_one_text(session, asha, ravi) == kept + "space again"
    assert not forks(asha, ravi)
