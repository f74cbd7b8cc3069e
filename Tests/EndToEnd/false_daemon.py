"""A daemon that hands on whatever people wrote, and a terminal that writes down what it was made to do."""

import http.server
import json
import os
import re
import signal
import socketserver
import threading

import pyte

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
# A screen of its own with pictures, one over the other.
LINE_END = "\r\r\n"  # The terminal adds a carriage return.
HARMLESS = r"[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]*"
# A cell that is written from right to left is isolated, by us.
ISOLATED = rf"\u2068({HARMLESS})\u2069"
TEXT = rf"{HARMLESS}(?:{ISOLATED}{HARMLESS})*"
# A line is cleared before it is written: behind a line of full width that would take its last cell.
PICTURE = rf"(?:\x1b\[K{TEXT}{LINE_END})*\x1b\[J{TEXT}"
PICTURES = re.compile(
    r"\x1b\[\?1049h\x1b\[\?25l\x1b\[\?7l"
    rf"\x1b\[H(?P<first>{PICTURE})(?:\x1b\[H{PICTURE})*"
    r"\x1b\[\?7h\x1b\[\?25h\x1b\[\?1049l")


def strings():
    """All texts that are tried."""
    naughty = []
    if os.path.exists(NAUGHTY):
        with open(NAUGHTY) as file:
            naughty = json.load(file)
    return OBEYED + naughty


def handfuls():
    """All texts again, some in one, for commands that show one thing at a time. Nothing of them is cut off: together
    they are as long as one line of somebody else may be (`lineScalarsMax` of Display).
    """
    handfuls = [""]
    for text in strings():
        if handfuls[-1] and len(handfuls[-1]) + len(text) >= 1000:
            handfuls.append("")
        handfuls[-1] += f" {text}" if handfuls[-1] else text
    return handfuls


class FalseDaemon:
    """A control socket with any answers, by their paths; a pair is an HTTP status and an answer. To the command it is
    the daemon, so nothing stands between it and the text.
    """

    def __init__(self, folder):
        self.folder = str(folder)
        path = os.path.join(self.folder, "baithak.sock")
        self.environment = os.environ | {"BAITHAK_SOCKET": path, "NO_COLOR": ""}
        answers = self.answers = {}

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                answer = answers[self.path]
                status, value = answer if isinstance(answer, tuple) else (200, answer)
                body = json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_PUT = do_DELETE = answer

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

    def close(self):
        """No answers any more."""
        self.server.shutdown()
        self.server.server_close()


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


def check(text):
    """The terminal is asked what it was made to do by a text that came to it."""
    witness = Witness()
    pyte.Stream(witness).feed(text)
    assert witness.deeds == []


def shown(daemon, *arguments, code=0, tabs=0):
    """The lines that a command writes to a terminal, after the terminal was asked what it did; it writes so many tabs
    of its own.
    """
    text = Terminal(daemon, *arguments).read_to_end(code)
    check(text)
    rest = re.sub(ISOLATED, r"\1", OWN.sub("", text)).replace("\t", " ", tabs)
    assert not FORBIDDEN.search(rest), (arguments, rest)
    return rest.replace("\r\n", "\n").split("\n")[:-1]


def watched(daemon, *arguments, until):
    """The lines of the first picture of a command that goes on until it is interrupted."""
    terminal = Terminal(daemon, *arguments)
    terminal.wait_for(until)
    terminal.popen.send_signal(signal.SIGINT)
    text = terminal.read_to_end(128 + signal.SIGINT)
    check(text)
    picture = PICTURES.fullmatch(text)
    assert picture, text
    return re.sub(r"\x1b\[[KJ]", "", picture["first"]).split(LINE_END)


def strange(lines, *ours):
    """The lines that neither are indented nor begin with words of ours: there are to be none."""
    return [line for line in lines if line and not line.startswith(("  ", *ours))]
