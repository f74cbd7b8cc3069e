"""Starts that fail and power that goes: neither is a copied database, and the same log goes on."""

import os
import random
import shutil
import signal
import time

from assembly import all_said, append, create, propose, text
from scenario import BEAT, PORT, assert_refused, assert_sentence

COPIED = "copied or restored"


def latest(host):
    """Our latest entry from this database."""
    return host.baithak("sync", "--json").ok().json()["latest"]


def go_on(host, session, before):
    """The daemon, started again, writes on in the same log: what was latest before is so still."""
    host.start_daemon()
    assert COPIED not in host.daemon.err() and latest(host) == before
    assert "written nothing" not in host.baithak("sync").ok().err
    append(host, session, "and on")


def test_a_start_that_fails_late_is_no_copy(venue):
    """A port that is taken, and a folder for the socket that is not there: the next start goes on."""
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    create(asha)
    session = propose(asha, "Maps")
    append(asha, session, "before")
    before = latest(asha)
    assert asha.stop_daemon() == 0
    asha.configure(BEAT + PORT.format(port=22499))
    taker = asha.spawn(["python3", "-c", """
import signal, socket
held = [socket.socket(family) for family in (socket.AF_INET, socket.AF_INET6)]
held[1].setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
for one in held:
    one.bind(("", 22499))
    one.listen()
print("taken", flush=True)
signal.pause()"""], "taker")
    venue.wait_until("the port is taken", lambda: "taken" in taker.out())
    assert_refused(asha.run_daemon(), "22499")
    taker.kill()
    go_on(asha, session, before)
    before = latest(asha)
    assert asha.stop_daemon() == 0
    assert_refused(asha.run_daemon(env={"XDG_RUNTIME_DIR": f"{asha.folder}/nowhere"}), "nowhere")
    go_on(asha, session, before)
    asha.stop_daemon()
    assert COPIED not in "\n".join(all_said(asha))


def test_a_restored_database_still_begins_a_new_log_and_says_so(venue):
    """What told the two apart must not have made a copy pass for a power cut; whoever asks hears of the log before."""
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    create(asha)
    session = propose(asha, "Maps")
    assert asha.stop_daemon() == 0
    folder = f"{asha.data}/baithak"
    shutil.copytree(folder, f"{asha.folder}/backup")
    asha.start_daemon()
    append(asha, session, "after the backup")
    # Killed, so that nothing was closed in order.
    asha.kill_daemon()
    for name in os.listdir(folder):
        if name.startswith("baithak.sqlite"):
            os.remove(f"{folder}/{name}")
    asha.run(["sh", "-c", f"cp {asha.folder}/backup/baithak.sqlite* {folder}"]).ok()
    asha.start_daemon()
    assert COPIED in asha.daemon.err()
    assert_sentence(asha.baithak("sync").ok().err, "written nothing since", COPIED)


def test_a_power_cut_is_no_copy(venue):
    """The disk as it was at that moment, in the middle of writing, of the end, and after it, is started from."""
    asha = venue.host("asha", discovery=False)
    disk, folder = f"{asha.folder}/disk", f"{asha.data}/baithak"
    asha.run(["truncate", "-s", "48M", disk]).ok()
    asha.run(["mkfs.ext4", "-q", disk]).ok()
    os.makedirs(folder)
    asha.run(["mount", "-o", "loop", disk, folder]).ok()
    asha.attend("Asha Rao")
    create(asha)
    session = propose(asha, "Maps")
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    dice = random.Random(seed)
    lines = []
    for cut in range(12):
        lines.append(f"{cut}: " + "x" * 20_000)
        append(asha, session, lines[-1])
        before = latest(asha)
        if cut % 3:
            asha.daemon.signal(signal.SIGTERM)
            time.sleep(dice.uniform(0, 0.25))
        if asha.daemon.running:
            asha.daemon.signal(signal.SIGSTOP)
        # What has reached the disk, and no more: what was not waited for is in the memory of the kernel alone.
        shutil.copyfile(disk, f"{disk}.cut")
        asha.daemon.kill()
        asha.run(["umount", folder]).ok()
        os.replace(f"{disk}.cut", disk)
        asha.run(["mount", "-o", "loop", disk, folder]).ok()
        asha.start_daemon()
        assert COPIED not in asha.daemon.err(), f"cut {cut}"
        assert latest(asha) == before
        assert text(asha, session).splitlines() == lines
    asha.stop_daemon()
    asha.run(["umount", folder]).ok()
