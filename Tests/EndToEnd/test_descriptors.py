"""Few file descriptors, and many connections to the control socket."""

import json
import os
import socket
import sys
import time

import pytest

from programs import program
from scenario import assert_refused, assert_sentence, make_identity

CLIENTS = 32


def processor_seconds(pid):
    """What a process has used so far."""
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def connections(host, count):
    """Connections to the control socket on which nothing is asked; as many as there is room for."""
    opened = []
    for _ in range(count):
        client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        client.setblocking(False)
        try:
            client.connect(f"{host.runtime}/baithak.sock")
        except BlockingIOError:  # Nobody has accepted those before.
            client.close()
            break
        opened.append(client)
    return opened


def test_idle_connections_give_way_to_a_command(venue):
    asha = venue.host("asha", discovery=False).attend("Asha Rao")
    idle = connections(asha, 2 * CLIENTS)
    assert len(idle) >= CLIENTS
    result = asha.baithak("status").ok()
    assert result.seconds < 4, result
    # Where there is room they may stay for as long as they like.
    few = connections(asha, 3)
    time.sleep(2.5)
    for client in few:
        with pytest.raises(BlockingIOError):
            client.recv(1)


def test_with_few_descriptors_the_daemon_rests_answers_and_says_so(venue):
    asha = venue.host("asha")
    make_identity(asha)
    asha.daemon = asha.spawn(["prlimit", "--nofile=64:64", program("baithakd")], name="baithakd")
    asha.wait_until_answering()
    assert_sentence(" ".join(asha.status()["problems"]), "64 files", "2048")
    for _ in range(2):
        idle = connections(asha, 64)
        before = processor_seconds(asha.daemon.pid)
        time.sleep(2)
        assert processor_seconds(asha.daemon.pid) - before < 0.5, "It tries again and again to accept."
        assert asha.baithak("status").ok().seconds < 4
        for client in idle:
            client.close()


def test_strangers_who_take_all_descriptors_do_not_keep_the_daemon_busy(venue):
    asha = venue.host("asha", discovery=False)
    make_identity(asha)
    asha.daemon = asha.spawn(["prlimit", "--nofile=64:64", program("baithakd")], name="baithakd")
    asha.wait_until_answering()
    many = """
import socket, sys, time
kept = []
for _ in range(80):
    one = socket.socket()
    one.setblocking(False)
    one.connect_ex(("127.0.0.1", int(sys.argv[1])))
    kept.append(one)
print("connected", flush=True)
time.sleep(30)
"""
    crowd = asha.spawn([sys.executable, "-c", many, asha.status()["port"]], name="crowd")
    venue.wait_until("they are connected", lambda: "connected" in crowd.out())
    before = processor_seconds(asha.daemon.pid)
    time.sleep(2)
    assert processor_seconds(asha.daemon.pid) - before < 0.5, "It tries again and again to accept."
    crowd.kill()
    assert asha.baithak("status").ok().seconds < 4


def test_where_descriptors_are_lacking_discovery_says_so_and_commands_answer(venue):
    """What Avahi needs cannot be opened; that Avahi is not running would be false."""
    asha = venue.host("asha").attend("Asha Rao")
    venue.wait_until("discovery runs", lambda: asha.status()["discovery"]["state"] == "running")
    pid = str(asha.daemon.pid)
    asha.kill_avahi()
    venue.wait_until("discovery ends", lambda: asha.status()["discovery"]["state"] != "running")
    # Room for the connection of a command, and not for a handle of the library, which takes five.
    opened = {int(number) for number in os.listdir(f"/proc/{pid}/fd")}
    limit = [number for number in range(1024) if number not in opened][2] + 1
    asha.run(["prlimit", "--pid", pid, f"--nofile={limit}:"]).ok()
    asha.start_avahi()
    venue.wait_until("it is said", lambda: "may open no more files" in asha.baithak("status").ok().out, 30)
    status = asha.status()
    assert_sentence(status["discovery"]["detail"], "raise its limit", "LimitNOFILE=")
    assert "not running" not in json.dumps(status)
    assert_sentence(" ".join(status["problems"]), f"Only {limit} files", "2048")
    for command in (["badge", "set", "--headline", "maps"], ["nearby"], ["hide"], ["show"], ["contacts"]):
        assert asha.baithak(*command).ok().seconds < 4
    asha.run(["prlimit", "--pid", pid, "--nofile=4096:"]).ok()
    venue.wait_until("discovery runs again", lambda: asha.status()["discovery"]["state"] == "running", 60)
    assert asha.status()["problems"] == []


def test_where_not_even_a_few_people_could_be_reached_the_daemon_does_not_start(venue):
    """It would fail later on, somewhere."""
    asha = venue.host("asha", discovery=False)
    make_identity(asha)
    result = asha.run(["prlimit", "--nofile=16:16", program("baithakd")])
    assert_refused(result, "Only 16 files", "raise the limit", codes=(1,))
