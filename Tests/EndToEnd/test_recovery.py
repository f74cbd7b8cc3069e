"""What the disk does to a gathering: a kill in the middle of saving, copied and restored folders, a full disk."""

import os
import shutil
import threading

from assembly import (
    DAY, TITLE, append, attend, create, edit, forks, gather, join, propose, sessions, text, wait_for_one_text,
    wait_for_text)
from programs import program
from scenario import BEAT, assert_refused, assert_sentence, wait_for_presence, wait_until_all_see_all


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


def fill(host):
    """Nothing more fits on the small disk of a host."""
    host.run(["sh", "-c", f"cat /dev/zero >{host.data}/baithak/ballast"])


def free(host):
    """There is space again."""
    host.run(["rm", f"{host.data}/baithak/ballast"]).ok()


def desks(host):
    """The desks that one sees."""
    return host.baithak("desk", "list", "--json").ok().json()["desks"]


def attend_on_a_small_disk(venue):
    """Two people in a gathering with a session, the first of them with little space."""
    asha, ravi = venue.hosts("asha", "ravi")
    asha.mount_tmpfs(f"{asha.data}/baithak", "4m")
    attend(asha, ravi)
    create(asha)
    join(ravi)
    session = propose(asha, "Maps", ravi)
    append(asha, session, "while there was space")
    wait_for_text(ravi, session, "while there was space")
    return asha, ravi, session


def refuse_a_large_save(asha, session):
    """Save a large text, which must fail; returns the file in which it is kept, and what is in it."""
    big = os.path.join(asha.folder, "big")
    with open(big, "w") as file:
        file.write("".join(f"much text, line {number}\n" for number in range(9_000)))
    refused = edit(asha, session, f'cat {big} >>"$1"')
    assert_refused(refused, "disk is full", "nothing of what you did was kept", "is in", codes=(1,))
    path = next(word.rstrip(".") for word in refused.err.split() if word.startswith("/") and word.endswith(".md."))
    with open(path) as file:
        kept = file.read()
    assert kept.startswith("while there was space") and kept.endswith("line 8999\n")
    return path, kept


def test_a_full_disk_saves_nothing_and_what_was_refused_is_there_once_when_it_is_done_again(venue):
    """A sentence, a file that it names, and nothing on the way to others, then or later."""
    asha, ravi, session = attend_on_a_small_disk(venue)
    fill(asha)
    path, kept = refuse_a_large_save(asha, session)
    deeds = [
        ("session", "propose", "Solar lamps"), ("note", "append", session, "appended"),
        ("desk", "open", "QGIS help", "--slots", "14:00-15:00/20m", "--day", DAY),
        ("gathering", "create", "Second", "--place", "Here", "--days", DAY)]
    for deed in deeds * 2:
        assert_refused(asha.baithak(*deed), "disk is full", "nothing of what you did was kept", codes=(1,))
    assert asha.daemon.running and asha.status()["problems"]
    for host in (asha, ravi):
        host.baithak("sync").ok()
    assert text(asha, session) == text(ravi, session) == "while there was space\n"
    free(asha)
    venue.wait_until("the trouble is over", lambda: not asha.status()["problems"], 15)
    # Nothing comes by itself: whoever was refused does it again.
    assert text(asha, session) == "while there was space\n" and list(sessions(asha)) == ["Maps"]
    assert [row["title"] for row in asha.baithak("gathering", "list", "--json").ok().json()] == [TITLE]
    edit(asha, session, f'cp {path} "$1"').ok()
    for deed in deeds:
        where = ("--gathering", TITLE) if deed[0] != "gathering" else ()
        asha.baithak(*deed, *where).ok()
    here = ("--gathering", TITLE)
    venue.wait_until("ravi hears of the session", lambda: "Solar lamps" in sessions(ravi))
    wait_for_text(ravi, session, "line 8999", "appended")
    assert text(ravi, session) == kept + "appended\n"
    assert asha.baithak("note", "show", session, *here).ok().out == kept + "appended\n"
    assert sorted(sessions(asha, *here)) == sorted(sessions(ravi)) == ["Maps", "Solar lamps"]
    venue.wait_until("ravi hears of the desk", lambda: desks(ravi))
    assert len(desks(ravi)) == 1
    mine = [row["title"] for row in asha.baithak("gathering", "list", "--json").ok().json()]
    assert sorted(mine) == sorted([TITLE, "Second"])
    assert asha.stop_daemon() == 0
    asha.start_daemon()
    assert asha.baithak("note", "show", session, *here).ok().out == kept + "appended\n"
    assert not forks(asha, ravi)


def test_on_a_full_disk_everything_can_be_read_after_a_restart(venue):
    """What is on the disk, and over it what others write; hiding and blocking take effect, and say how long."""
    asha, ravi, session = attend_on_a_small_disk(venue)
    fill(asha)
    for end in (asha.stop_daemon, asha.kill_daemon):
        end()
        asha.start_daemon()
        assert "copied or restored" not in asha.daemon.err()
        wait_until_all_see_all(asha, ravi)
        wait_for_text(asha, session, "while there was space")
        assert list(sessions(asha)) == ["Maps"]
        append(ravi, session, "ravi goes on")
        wait_for_text(asha, session, "ravi goes on")
    # What waits is read together with what is there, also by whoever looks for the first time.
    other = propose(ravi, "Solar lamps")
    append(ravi, other, "how bright")
    venue.wait_until("asha hears of the other session", lambda: "Solar lamps" in sessions(asha))
    wait_for_text(asha, other, "how bright")
    for deed in [("block", ravi.tag), ("hide",)]:
        said = asha.baithak(*deed).ok().err
        assert_sentence(said, "disk is full", "only as long as baithakd runs")
    assert asha.status()["visible"] is False and "Solar lamps" not in sessions(asha)
    free(asha)
    venue.wait_until("the trouble is over", lambda: not asha.status()["problems"], 15)
    asha.kill_daemon()
    asha.start_daemon()
    assert asha.status()["visible"] is False, "There was space again before it ended."
    assert "only as long" not in asha.baithak("show").ok().err + asha.baithak("unblock", ravi.tag).ok().err


def test_who_is_killed_on_a_full_disk_has_the_file_and_it_is_there_once_when_it_is_saved_again(venue):
    """What was refused is not on the disk, so after a kill the file is all there is."""
    asha, ravi, session = attend_on_a_small_disk(venue)
    fill(asha)
    path, kept = refuse_a_large_save(asha, session)
    asha.kill_daemon()
    free(asha)
    asha.start_daemon()
    wait_until_all_see_all(asha, ravi)
    assert text(asha, session) == "while there was space\n"
    edit(asha, session, f'cp {path} "$1"').ok()
    wait_for_text(ravi, session, "line 8999\n", timeout=30)
    append(asha, session, "space again")
    wait_for_text(ravi, session, "space again")
    assert wait_for_one_text(session, asha, ravi) == kept + "space again\n"
    assert not forks(asha, ravi)


def test_what_others_write_waits_while_the_disk_is_full_and_is_there_when_it_is_not(venue):
    """Nobody is told about what others wrote, and nobody has to do anything about it."""
    asha, ravi, session = attend_on_a_small_disk(venue)
    ravi.baithak("desk", "open", "QGIS help", "--slots", "14:00-15:00/20m", "--day", DAY).ok()
    venue.wait_until("asha hears of the desk", lambda: desks(asha))
    book = ("desk", "book", desks(asha)[0]["id"], "14:00", "--day", DAY,
            "--about", "maps")
    fill(asha)
    assert_refused(asha.baithak("note", "append", session, "appended"), "disk is full", codes=(1,))
    assert_refused(asha.baithak(*book), "disk is full", codes=(1,))
    append(ravi, session, "ravi goes on")
    wait_for_text(asha, session, "ravi goes on")
    free(asha)
    append(asha, session, "appended")
    assert asha.baithak(*book).code in (0, 75)
    venue.wait_until("ravi has one booking", lambda: [
        slot["state"] for slot in desks(ravi)[0]["slots"]] == ["taken", "free", "free"])
    wait_for_text(ravi, session, "ravi goes on", "appended")
    assert wait_for_one_text(session, asha, ravi).splitlines() == ["while there was space", "ravi goes on", "appended"]
    asha.stop_daemon()
    asha.start_daemon()
    assert text(asha, session).splitlines() == ["while there was space", "ravi goes on", "appended"]
    assert not forks(asha, ravi)


def test_a_disk_that_fails_without_being_full_leaves_nothing_twice(venue):
    """Writing fails by a limit on the size of files, which is no full disk to SQLite; then it works again."""
    asha, ravi = gather(venue, "asha", "ravi")
    session = propose(asha, "Maps", ravi)
    assert asha.stop_daemon() == 0
    # The limit is to make calls fail, and not to end the daemon.
    asha.daemon = asha.spawn(["sh", "-c", 'trap "" XFSZ; exec "$0"', program("baithakd")], "baithakd")
    asha.wait_until_answering()
    wait_until_all_see_all(asha, ravi)
    append(asha, session, "before")
    asha.run(["prlimit", "--pid", str(asha.daemon.pid), "--fsize=4096:"]).ok()
    for words in ("again", "again"):
        refused = asha.baithak("note", "append", session, words)
        assert_refused(refused, "could not be read or written", "look whether what you did is there", codes=(1,))
    assert text(asha, session) == "before\n"
    asha.run(["prlimit", "--pid", str(asha.daemon.pid), "--fsize=unlimited:"]).ok()
    append(asha, session, "again")
    wait_for_text(ravi, session, "again")
    assert wait_for_one_text(session, asha, ravi).splitlines() == ["before", "again"]
    assert asha.stop_daemon() == 0
    asha.start_daemon()
    assert text(asha, session).splitlines() == ["before", "again"]
    assert not forks(asha, ravi)
