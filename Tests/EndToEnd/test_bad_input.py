"""Input that is wrong: each gets a sentence that says what to do next, and nothing is harmed."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys

import pytest

import namespaces
from assembly import create, programme
from programs import program
from scenario import BEAT, PORT, assert_refused, assert_sentence, make_database, make_identity


@pytest.fixture
def asha(venue):
    return venue.host("asha", discovery=False)


def contents(path):
    with open(path, "rb") as file:
        return file.read()


# What a person types

@pytest.mark.parametrize("name", ["x" * 65, "आ" * 65], ids=["ascii", "three bytes each"])
def test_a_name_of_65_characters_is_refused_and_nothing_is_made(asha, name):
    assert_refused(asha.baithak("init", "--name", name), "name", "65", "64")
    assert not os.path.exists(f"{asha.data}/baithak/identity.key")


@pytest.mark.parametrize("name", ["x" * 64, "आ" * 64], ids=["ascii", "three bytes each"])
def test_a_name_of_64_characters_is_taken_and_is_that_of_its_gathering(asha, name):
    asha.attend(name)
    assert asha.baithak("badge", "show", "--json").ok().json()["name"] == name
    create(asha)
    assert [one["name"] for one in programme(asha)["attendees"]] == [name]


@pytest.mark.parametrize("text", ["a\x1b[2Jb", "a\u202eb", "a\nb", "a\x07b", "a\u0085b"], ids=ascii)
def test_control_characters_in_a_badge_are_refused_on_entry(asha, text):
    point = f"U\\+{next(ord(character) for character in text if character not in 'ab'):04X}"
    result = asha.baithak("init", "--name", "Asha Rao", "--headline", text)
    assert_refused(result, "headline", point)
    assert text not in result.err + result.out
    assert not os.path.exists(f"{asha.data}/baithak/identity.key")


def test_control_characters_in_a_changed_badge_are_refused_and_the_badge_stays(asha):
    asha.attend("Asha Rao", "--headline", "maps")
    for field in ["--headline", "--topic", "--ask", "--offer", "--name"]:
        assert_refused(asha.baithak("badge", "set", field, "a\x1b]0;b"), r"U\+001B")
    badge = asha.baithak("badge", "show", "--json").ok().json()
    assert (badge["name"], badge["headline"], badge["topics"]) == ("Asha Rao", "maps", [])


def latin(host, *arguments, name="baithak"):
    """A command line in which each `E` is a byte of Latin-1."""
    line = " ".join("'" + text.replace("E", "'$'\\xEB''") + "'" for text in arguments)
    return host.run(["bash", "-c", f"exec {program(name)} {line}"])


def test_an_argument_in_another_encoding_is_refused_and_shown_to_nobody(asha):
    assert_refused(latin(asha, "init", "--name", "ZoE"), r"Argument 3, “Zo\\xEB”, is not UTF-8", codes=(64,))
    assert_refused(latin(asha, "init", "--name", "ZoE", name="baithakd"), "not UTF-8", codes=(64,))
    assert not os.path.exists(f"{asha.data}/baithak/identity.key")
    asha.attend("Asha Rao", "--headline", "maps")
    for arguments in [("badge", "set", "--headline", "E"), ("nearby", "E"), ("note", "append", "x", "E"), ("E",),
                      ("badge", "set", "--headline=E"), ("peer", "add", "E")]:
        assert_refused(latin(asha, *arguments), r"\\xEB.*not UTF-8", codes=(64,))
    assert asha.baithak("badge", "show", "--json").ok().json()["headline"] == "maps"


def test_a_text_that_begins_with_a_hyphen_is_told_how_to_be_written(asha):
    asha.attend("Asha Rao")
    assert_refused(asha.baithak("badge", "set", "--headline", "- maps"), "--headline=TEXT", codes=(64,))
    asha.baithak("badge", "set", "--headline=- maps").ok()
    assert asha.baithak("badge", "show", "--json").ok().json()["headline"] == "- maps"
    assert_refused(asha.baithak("note", "append", "x", "- maps"), "-- TEXT", codes=(64,))
    assert_refused(asha.baithak("init", "--name", "-x"), "--name=TEXT", codes=(64,))


def test_the_folder_of_another_user_is_named_with_its_owner(asha):
    if namespaces.mapped_as_root():
        pytest.skip("there is only one user here")
    folder = os.path.join(asha.folder, "theirs")
    os.mkdir(folder, 0o700)
    os.chown(folder, 1234, 1234)
    env = {"XDG_RUNTIME_DIR": folder}
    for result in [asha.baithak("status", env=env), asha.run(
            ["setpriv", "--reuid=1235", "--regid=1235", "--clear-groups", program("baithak"), "status"], env=env)]:
        assert_refused(result, folder, "belongs to the user with id 1234, not to you", "XDG_RUNTIME_DIR", codes=(77,))


def test_a_disk_that_cannot_lock_files_is_named_with_what_helps(asha):
    make_identity(asha)
    compiler = shutil.which("cc") or shutil.which("clang")
    assert compiler, "Swift brings clang."
    library = os.path.join(asha.folder, "nolock.so")
    source = "#include <errno.h>\nint flock(int a, int b) { errno = ENOLCK; return -1; }\n"
    subprocess.run([compiler, "-shared", "-fPIC", "-xc", "-", "-o", library], input=source.encode(), check=True)
    assert_refused(asha.run_daemon(env={"LD_PRELOAD": library}), "cannot lock", "No locks available", "XDG_DATA_HOME")


def test_init_explains_itself_as_what_was_typed(asha):
    for result in [asha.baithak("init"), asha.baithak("init", "--name", ""), asha.baithak("init", "--nam", "x")]:
        assert_refused(result, "Usage: baithak init --name", codes=(64,))
        assert "baithakd" not in result.err, result
    assert "USAGE: baithak init --name" in asha.baithak("init", "--help").ok().out
    asha.init("Asha Rao")
    assert_refused(asha.baithak("init", "--name", "Asha"), "^baithak: ", codes=(1,))


def test_init_does_not_replace_an_identity(asha):
    asha.init("Asha Rao")
    before = contents(f"{asha.data}/baithak/identity.key")
    asha.baithak("init", "--name", "Somebody Else")
    assert contents(f"{asha.data}/baithak/identity.key") == before


def test_a_daemon_without_an_identity_names_the_command_that_makes_one(asha):
    assert_refused(asha.run_daemon(), "baithak init")


@pytest.mark.parametrize("address", ["", "10.0.0.1:99999", "10.0.0.1:port", "[fe80::1", "no such host:1"])
def test_an_address_that_is_none_is_refused(asha, address):
    if asha.daemon is None:
        asha.attend("Asha Rao")
    assert_refused(asha.baithak("peer", "add", address))


@pytest.mark.parametrize("arguments", [(), ("nearbye",), ("nearby", "--jsonn"), ("peer", "add"), ("init",)], ids=str)
def test_a_command_that_is_none_exits_with_64(asha, arguments):
    result = asha.baithak(*arguments)
    assert result.code == 64 or not arguments, result
    assert_sentence(result.err + result.out, "usage")


# Settings

def test_a_setting_of_the_wrong_type_is_named_with_line_and_key(asha):
    make_identity(asha, config="# beats\n[presence]\nbeat_seconds = \"one\"\n")
    assert_refused(asha.run_daemon(), "beat_seconds", r"(line |:)3\b", "config.toml")


def test_a_setting_out_of_bounds_is_named_with_line_and_key(asha):
    make_identity(asha, config="[presence]\n\nbeat_seconds = 0\n")
    assert_refused(asha.run_daemon(), "beat_seconds", r"(line |:)3\b")


def test_an_unknown_setting_is_named_with_line_and_key(asha):
    make_identity(asha, config="[presence]\nbeat_seconds = 1\nbeat_secnds = 2\n")
    assert_refused(asha.run_daemon(), "beat_secnds", r"(line |:)3\b")


def test_settings_that_are_no_toml_are_refused_with_the_line(asha):
    make_identity(asha, config="[presence]\nbeat_seconds = = 1\n")
    assert_refused(asha.run_daemon(), r"(line |:)2\b", "config.toml")


# Ports and sockets

HOLD = "import socket, sys, time; s = socket.create_server(('::', int(sys.argv[1])), family=socket.AF_INET6," \
       " dualstack_ipv6=True); print('held', flush=True); time.sleep(60)"


def hold(host, port):
    holder = host.spawn([sys.executable, "-c", HOLD, port], name="holder")
    host.venue.wait_until("the port is taken", lambda: "held" in holder.out())


def test_a_configured_port_that_is_in_use_is_named(asha):
    make_identity(asha, config=BEAT + PORT.format(port=23000))
    hold(asha, 23000)
    assert_refused(asha.run_daemon(), "23000", "use|taken")


def test_when_the_usual_port_is_in_use_another_is_taken(asha):
    hold(asha, 22484)
    asha.attend("Asha Rao")
    assert asha.status()["port"] not in (22484, None)


def test_a_configured_port_is_the_one_that_is_used(asha):
    asha.attend("Asha Rao", config=BEAT + PORT.format(port=23001))
    assert asha.status()["port"] == 23001


def test_a_socket_folder_that_belongs_to_somebody_else_is_refused(asha):
    make_identity(asha)
    folder = "/"  # without root, the one thing here that is surely somebody else's
    if not namespaces.mapped_as_root():
        folder = f"{asha.folder}/theirs"
        os.mkdir(folder, 0o700)
        os.chown(folder, 65534, 65534)
    result = asha.run_daemon(env={"XDG_RUNTIME_DIR": folder})
    assert_refused(result, "belongs|owned|owner", "XDG_RUNTIME_DIR|folder|director")
    assert not os.path.exists(f"{folder}/baithak.sock")


def test_a_socket_path_that_is_no_socket_is_not_removed(asha):
    make_identity(asha)
    path = f"{asha.runtime}/baithak.sock"
    with open(path, "w") as file:
        file.write("precious")
    assert_refused(asha.run_daemon(), "baithak.sock")
    assert contents(path) == b"precious"


# Files

def test_a_corrupt_database_is_refused_and_left_as_it_is(asha):
    path = make_database(asha)
    garbage = b"SQLite format 3\0" + bytes(range(256)) * 64
    with open(path, "wb") as file:
        file.write(garbage)
    assert_refused(asha.run_daemon(), "baithak.sqlite", "damaged|corrupt")
    assert contents(path) == garbage


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(asha):
    path = make_database(asha)
    with open(path, "wb") as file:
        file.write(b"a shopping list\n" * 100)
    assert_refused(asha.run_daemon(), "baithak.sqlite", "damaged|corrupt|not a database")
    assert contents(path) == b"a shopping list\n" * 100


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(asha):
    path = make_database(asha)
    with sqlite3.connect(path) as database:
        database.execute("INSERT INTO grdb_migrations(identifier) VALUES ('from a later version')")
    database.close()
    before = contents(path)
    assert_refused(asha.run_daemon(), "newer")
    assert contents(path) == before


def test_an_identity_that_others_can_read_is_refused_and_not_replaced(asha):
    make_identity(asha)
    path = f"{asha.data}/baithak/identity.key"
    before = contents(path)
    os.chmod(path, 0o644)
    assert_refused(asha.run_daemon(), "identity.key", "chmod|others|mode")
    assert contents(path) == before and os.stat(path).st_mode & 0o777 == 0o644
    os.chmod(path, 0o600)
    asha.start_daemon()


@pytest.mark.parametrize("what", ["empty", "cut short", "a folder"])
def test_an_identity_that_cannot_be_read_never_leads_to_a_new_one(asha, what):
    make_identity(asha)
    path = f"{asha.data}/baithak/identity.key"
    whole = contents(path)
    if what == "a folder":
        os.remove(path)
        os.mkdir(path, 0o700)
    else:
        with open(path, "wb") as file:
            file.write(b"" if what == "empty" else whole[:-5])
    for result in [asha.run_daemon(), asha.baithak("init", "--name", "Asha Rao")]:
        assert result.code != 0, result
        assert_sentence(result.err, "identity")
    assert os.path.isdir(path) if what == "a folder" else contents(path) == (b"" if what == "empty" else whole[:-5])


def test_an_identity_that_has_gone_missing_beside_a_database_never_leads_to_a_new_one(asha):
    make_database(asha)
    os.remove(f"{asha.data}/baithak/identity.key")
    assert_refused(asha.run_daemon(), "identity|init")
    assert not os.path.exists(f"{asha.data}/baithak/identity.key")


def test_garbage_on_the_control_socket_leaves_the_daemon_alone(asha):
    asha.attend("Asha Rao")
    for data in [os.urandom(4096), b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 20_000, b"POST /v1/peers HTTP/1.1\r\n"
                 b"Content-Length: 99999999999\r\n\r\n", b"PUT /v1/badge HTTP/1.1\r\nContent-Length: 2\r\n\r\n{]"]:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(2)
            client.connect(f"{asha.runtime}/baithak.sock")
            try:
                client.sendall(data)
                client.recv(4096)
            except OSError:
                pass
    assert asha.daemon.running and asha.status()["key"] == asha.key


def test_where_the_socket_cannot_be_used_the_sentence_says_why_and_what_to_set(asha):
    """A file for a folder, and a folder that cannot be written."""
    make_identity(asha)
    env = {"XDG_RUNTIME_DIR": "/etc/passwd"}
    assert_refused(asha.baithak("nearby", env=env), "Not a directory", "XDG_RUNTIME_DIR", codes=(69,))
    folder = os.path.join(asha.folder, "sealed")
    os.mkdir(folder, 0o700)
    asha.run(["mount", "--bind", folder, folder]).ok()
    asha.run(["mount", "-o", "remount,bind,ro", folder]).ok()
    assert_refused(asha.run_daemon(env={"XDG_RUNTIME_DIR": folder}), "Read-only file system", "XDG_RUNTIME_DIR")


def test_beside_a_daemon_that_runs_init_says_that_there_is_an_identity(asha):
    """Which is what `--if-missing` asks for; that the daemon has the folder is nobody's fault."""
    make_identity(asha)
    asha.start_daemon()
    assert_refused(asha.baithak("init", "--name", "Asha Rao"), "There is an identity", "it is kept")
    assert asha.baithak("init", "--name", "Asha Rao", "--if-missing").ok().err == ""
