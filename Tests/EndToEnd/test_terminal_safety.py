"""The command before a daemon that hands on whatever people wrote: no text may do anything to a terminal."""

import http.server
import json
import os
import re
import socketserver
import threading

import pyte
import pytest

from terminal import Terminal

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VECTORS = os.environ.get("BAITHAK_VECTORS") or os.path.join(os.path.dirname(ROOT), "shared", "data")
NAUGHTY = os.path.join(VECTORS, "naughty-strings.json")

# What terminals obey: titles, clipboards, questions that they answer by typing, moves, modes, other encodings.
OBEYED = [
    "\x1b]0;title\x07", "\x1b]2;title\x1b\\", "\x9d0;title\x9c", "\x1b]52;c;ZXZpbA==\x07", "\x1b[6n", "\x9b6n",
    "\x1b[c", "\x1b[>c", "\x1b[5n", "\x1bZ", "\x1b[21t", "\x1b[?1049h", "\x1b[2J\x1b[H", "\x1b[1A\x1b[2K",
    "\x1b[8;1;1t", "\x1bc", "\x1b[31;5m", "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP$q\"p\x1b\\", "\x1b_Gi=1,a=q;\x1b\\", "\x1b]11;?\x07", "\x1b[?25l", "\x1b(0", "\x0e",
    "\x08\x08\x08\x08", "\rVERIFIED", "\nVERIFIED", "\x0b", "\x0c", "\x85", "\u2028VERIFIED", "\x07", "\x00",
    "\x7f", "a\u202egnp.exe", "\u2066\u2069", "\u200b\u200d\ufeff", "a" + "\u0301" * 500, "\ufff9x\ufffb",
    "\U000e0041", "\u3164" * 20, "\t\t", "\x1b", "\x1b[", "\x90", "\x9f",
]
# Joiners stay where a script or an emoji needs them (tests of Display have the rule).
FORBIDDEN = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]")
OWN = re.compile(r"\x1b\[(0|2)m")


def strings():
    """All texts that are tried."""
    naughty = []
    if os.path.exists(NAUGHTY):
        with open(NAUGHTY) as file:
            naughty = json.load(file)
    return OBEYED + naughty


class FalseDaemon:
    """A control socket with any answers. To the command it is the daemon, so nothing stands between it and the text."""

    def __init__(self, folder):
        self.folder = str(folder)
        path = os.path.join(self.folder, "baithak.sock")
        self.environment = os.environ | {"BAITHAK_SOCKET": path, "NO_COLOR": ""}
        answers = self.answers = {}

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                body = json.dumps(answers[self.path]).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def address_string(self):
                return "-"

            def log_message(self, *_):
                pass

        class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
            daemon_threads = True

        self.server = Server(path, Handler)
        os.chmod(path, 0o600)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def command(self, arguments):
        """As a host's: here there is no namespace to enter."""
        return arguments


class Witness(pyte.Screen):
    """A terminal that writes down what it was made to do."""

    def __init__(self):
        super().__init__(80, 24)
        self.deeds = []

    def write_process_input(self, data):
        self.deeds.append(("replied", data))

    def set_title(self, title):
        self.deeds.append(("title", title))

    def set_icon_name(self, name):
        self.deeds.append(("icon", name))

    def bell(self, *_):
        self.deeds.append(("bell", None))


@pytest.fixture
def daemon(tmp_path):
    daemon = FalseDaemon(tmp_path)
    yield daemon
    daemon.server.shutdown()
    daemon.server.server_close()


def shown(daemon, *arguments, code=0):
    """What a command writes to a terminal, after the terminal was asked what it did."""
    text = Terminal(daemon, *arguments).read_to_end(code)
    witness = Witness()
    pyte.Stream(witness).feed(text)
    assert witness.deeds == []
    rest = OWN.sub("", text)
    assert not FORBIDDEN.search(rest)
    return rest.replace("\r\n", "\n").split("\n")[:-1]


def attendees():
    return [
        {"name": text, "tag": "aaaa-2222", "key": f"{number:064x}", "headline": text, "topics": [text, text],
         "asks": [text], "offers": [text], "presence": "here", "last_heard_ms": 1, "standing": "stranger",
         "known_as": text, "path": "direct", "addresses": [text],
         "gatherings": [{"id": f"{number:016x}", "title": text, "is_joined": False}]}
        for number, text in enumerate(strings())]


def card(text):
    words = ("nicknames", "organizations", "titles", "emails", "phones", "links", "addresses", "languages", "notes")
    return {"name": text, "services": [{"service": text, "user": text}]} | {word: [text] for word in words}


def test_no_badge_does_anything_to_a_terminal(daemon):
    people = attendees()
    daemon.answers["/v1/nearby"] = {"venue": {"discovery": "running", "links": 1}, "attendees": people}
    lines = shown(daemon, "nearby")
    rows = lines[:len(people) + 1]
    assert all(line.startswith("  ") for line in rows[1:]), "one row a person, and no text of others begins a line"
    # Three gatherings are told of at a time.
    for start in range(0, len(people), 3):
        few = daemon.answers["/v1/nearby"]["attendees"] = people[start:start + 3]
        hints = shown(daemon, "nearby")[len(few) + 2:]
        assert [line for line in hints if not line.startswith(("  ", "“"))] == []
        assert " ".join(" ".join(hints).split()).count("Join with `baithak gathering join`.") == len(few)
    daemon.answers["/v1/nearby"]["attendees"] = people
    for person in people[::25]:
        assert all(line.startswith("  ") for line in shown(daemon, "nearby", person["key"]))


def test_no_card_request_or_note_does_anything_to_a_terminal(daemon):
    texts = strings()
    daemon.answers["/v1/contacts"] = [
        {"name": text, "tag": "aaaa-2222", "key": f"{number:064x}", "standing": "verified",
         "met": "2026-11-24T12:00:00Z", "verified_as": text, "verified": text, "name_now": text, "note": text,
         "receipts": 1,
         "cards": [{"issued": text, "received": text, "is_expired": False, "jws": text, "card": card(text)}]}
        for number, text in enumerate(texts)]
    assert [line for line in shown(daemon, "contacts") if not line.startswith(("  ", "Careful:"))] == []
    for contact in daemon.answers["/v1/contacts"][::25]:
        lines = shown(daemon, "contact", "show", contact["key"])
        assert all(line.startswith(("  ", "Careful:")) for line in lines)
    daemon.answers["/v1/exchanges"] = [
        {"name": text, "tag": "aaaa-2222", "key": f"{number:064x}", "stage": "code", "digits": text, "resembles": text}
        for number, text in enumerate(texts)]
    assert all(line.startswith(("  ", "Careful:")) for line in shown(daemon, "requests"))
    daemon.answers["/v1/cards"] = [{"face": text, "card": card(text), "jws": text} for text in texts]
    assert all(line.startswith("  ") for line in shown(daemon, "card", "show"))
