#!/usr/bin/env python3
"""`pad_peers.py [VECTORS_FOLDER] [--peer loro|pycrdt|yjs]`: what other people's libraries for collaborative
text take for the traces that `make bench-pads` runs, as a JSON object a line.

It runs loro and pycrdt (Yjs in Rust) where the Python that runs it has them, and Yjs by pad_peers.js where
there are node and Debian's node-yjs. Every peer runs in a process of its own. Figures in ms contain the calls
from Python, and neither reading the trace nor bringing its positions to the units of the peer.
"""

import argparse
import ctypes
import functools
import gc
import gzip
import importlib.metadata
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time

try:
    import loro
except ImportError:
    loro = None
try:
    import pycrdt
except ImportError:
    pycrdt = None

PROGRAM = os.path.abspath(__file__)
HERE = os.path.dirname(PROGRAM)
DEBIAN_MODULES = "/usr/share/nodejs"
# As long as an identifier that is drawn at random, so that sizes are as usual, yet the same in every run.
FIRST_ID = 1_500_000_001
READER = 3
SEEDS = [12345, 987654321]
BURSTS, BURST = 200, 50
KEYS = {"typed_ms": "ms", "size_bytes": "bytes", "size_full_bytes": "bytes", "load_ms": "ms",
        "load_updates_ms": "ms", "memory_bytes": "bytes", "memory_typed_bytes": "bytes", "merge_ms": "ms",
        "friends_ms": "ms", "twice_ms": "ms"}


class LeftOut(Exception):
    """Why a figure is not printed."""


class LoroPad:
    """A document of loro, which counts Unicode scalars and always keeps the full history."""
    encoding = None

    def __init__(self, author=0):
        self.doc = loro.LoroDoc()
        self.doc.peer_id = FIRST_ID + author
        self.content = self.doc.get_text("text")

    def type(self, patches):
        """Makes a commit of every patch."""
        doc, content = self.doc, self.content
        for position, deleted, inserted in patches:
            if deleted:
                content.delete(position, deleted)
            if inserted:
                content.insert(position, inserted)
            doc.commit()

    def text(self):
        return self.content.to_string()

    def version(self):
        return self.doc.oplog_vv

    def update(self, since=None):
        return self.doc.export(loro.ExportMode.Updates(since or loro.VersionVector()))

    def saved(self):
        """The smaller one of the two forms, either of which has the full history; a snapshot opens sooner."""
        forms = {"a snapshot": self.doc.export(loro.ExportMode.Snapshot()), "updates": self.update()}
        name = min(forms, key=lambda name: len(forms[name]))
        sizes = ", ".join(f"{name} {len(form):,} bytes" for name, form in forms.items())
        say(f"loro: {sizes}; saved as {name}.")
        return forms[name]

    def apply(self, update):
        self.doc.import_(update)


class PycrdtPad:
    """A document of pycrdt, which counts UTF-8 bytes, and forgets deleted text unless told to keep it."""
    encoding = "utf-8"

    def __init__(self, author=0, full=False):
        self.doc = pycrdt.Doc(client_id=FIRST_ID + author, skip_gc=full)
        self.content = self.doc.get("text", type=pycrdt.Text)

    def type(self, patches):
        """Makes a transaction of every patch; a single one for all takes several times as long."""
        doc, content = self.doc, self.content
        for position, deleted, inserted in patches:
            with doc.transaction():
                if deleted:
                    del content[position:position + deleted]
                if inserted:
                    content.insert(position, inserted)

    def text(self):
        return str(self.content)

    def version(self):
        return self.doc.get_state()

    def update(self, since=None):
        return self.doc.get_update(since)

    def saved(self):
        return self.update()

    def apply(self, update):
        self.doc.apply_update(update)


PADS = {"loro": (loro, LoroPad), "pycrdt": (pycrdt, PycrdtPad)}


def say(text):
    print(text, file=sys.stderr, flush=True)


def trace(folder, name):
    with gzip.open(os.path.join(folder, "traces", name + ".json.gz"), "rt", encoding="utf-8") as file:
        return json.load(file)


def in_units(patches, encoding, text=""):
    """The patches of a text, their positions counted in bytes of the encoding instead of scalars."""
    for position, deleted, inserted in patches:
        end = position + deleted
        if encoding is None or text.isascii():
            yield position, deleted, inserted
        else:
            yield len(text[:position].encode(encoding)), len(text[position:end].encode(encoding)), inserted
        if encoding is not None:
            text = text[:position] + inserted + text[end:]


def bursts(length, seed):
    """10,000 insertions into a text of that length, of one letter each, 50 in a row at a random place."""
    for _ in range(BURSTS):
        seed = seed * 48271 % 2147483647
        place = seed % (length + 1)
        for step in range(BURST):
            yield place + step, 0, chr(ord("a") + step % 26)
        length += BURST


def elapsed(work):
    """The milliseconds that `work` takes, and what it returns."""
    gc.collect()
    start = time.perf_counter()
    result = work()
    return (time.perf_counter() - start) * 1000, result


def median(run):
    """The median of the milliseconds that `run` returns: of 5 runs, or of 3 from a second upwards."""
    times = [run()]
    while len(times) < (5 if times[0] < 1000 else 3):
        times.append(run())
    return round(statistics.median(times), 3)


def must(condition, reason):
    if not condition:
        raise LeftOut(reason)


def resident():
    """The resident memory of this process, after what is free was given back."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


class Figures:
    """The figures of one peer, a method for each key."""

    def __init__(self, name, folder):
        self.name, self.folder, self.pad = name, folder, PADS[name][1]
        blog = trace(folder, "seph-blog1")
        self.end = blog["endContent"]
        patches = (patch for txn in blog["txns"] for patch in txn["patches"])
        self.patches = list(in_units(patches, self.pad.encoding))

    def typed_by(self, author=0, **options):
        pad = self.pad(author, **options)
        pad.type(self.patches)
        must(pad.text() == self.end, "the typed text differs from the one in the trace")
        return pad

    @functools.cached_property
    def saved(self):
        return self.typed_by(0).saved()

    def loaded(self, author=READER):
        pad = self.pad(author)
        pad.apply(self.saved)
        return pad

    def typed_ms(self):
        def run():
            pad = self.pad()
            taken, _ = elapsed(lambda: pad.type(self.patches))
            must(pad.text() == self.end, "the typed text differs from the one in the trace")
            return taken
        return median(run)

    def size_bytes(self):
        return len(self.saved)

    def size_full_bytes(self):
        must(self.pad is not LoroPad, "size_bytes has the full history already")
        return len(self.typed_by(0, full=True).saved())

    def load(self, saved):
        def run():
            pad = self.pad(READER)
            taken, text = elapsed(lambda: (pad.apply(saved), pad.text())[1])
            must(text == self.end, "the loaded text differs from the one in the trace")
            return taken
        return median(run)

    def load_ms(self):
        return self.load(self.saved)

    def load_updates_ms(self):
        """The same from loro's other form; its snapshot has the text at hand, the history unread."""
        must(self.pad is LoroPad, "load_ms is from updates already")
        return self.load(self.typed_by(0).update())

    def memory(self, state):
        """What a child process grows by, in the middle of three, as it loads or types the document."""
        command = [sys.executable, PROGRAM, self.folder, "--peer", self.name, "--grow", state]
        return statistics.median(int(subprocess.run(command, input=self.saved, stdout=subprocess.PIPE,
                                                    check=True).stdout) for _ in range(3))

    def memory_bytes(self):
        return self.memory("loaded")

    def memory_typed_bytes(self):
        return self.memory("typed")

    def grow(self, state):
        """The growth of this process by the document that is loaded from standard input, or typed."""
        saved = sys.stdin.buffer.read()
        self.pad().text()
        before = resident()
        pad = self.pad(READER if state == "loaded" else 0)
        if state == "loaded":
            pad.apply(saved)
        else:
            pad.type(self.patches)
        must(pad.text() == self.end, f"the {state} text differs from the one in the trace")
        return resident() - before

    def merge_ms(self):
        length = len(self.end)
        ours, theirs = [list(in_units(bursts(length, seed), self.pad.encoding, self.end)) for seed in SEEDS]
        sender = self.loaded(1)
        base = sender.version()
        sender.type(theirs)
        update = sender.update(base)

        def run():
            nonlocal receiver
            receiver = self.loaded(2)
            receiver.type(ours)
            return elapsed(lambda: receiver.apply(update))[0]
        receiver = None
        taken = median(run)
        sender.apply(receiver.update(base))
        must(len(receiver.text()) == length + 2 * BURSTS * BURST, "the merged text has another length")
        must(receiver.text() == sender.text(), "the two replicas differ")
        return taken

    def friends_ms(self):
        friends = trace(self.folder, "friendsforever")
        pads = replay(self.pad, friends)
        for pad in pads[1:]:
            pads[0].apply(pad.update())
        history, merged, end = pads[0].update(), pads[0].text(), friends["endContent"]
        if merged != end:
            must(len(merged) == len(end), f"the merged text has {len(merged):,} scalars, not {len(end):,}")
            say(f"{self.name}: friends_ms: of the merged text only the length is as in the trace.")

        def run():
            pad = self.pad(len(pads))
            taken, text = elapsed(lambda: (pad.apply(history), pad.text())[1])
            must(text == merged, "the text of the whole history differs from the one of the replica")
            return taken
        return median(run)

    def twice_ms(self):
        updates = [self.typed_by(author).update() for author in range(2)]

        def merged(updates):
            pad = self.pad(2)
            for update in updates:
                pad.apply(update)
            return pad.text()
        other = merged(updates[::-1])
        must(len(other) == 2 * len(self.end), "the merged text has another length")

        def run():
            taken, text = elapsed(lambda: merged(updates))
            must(text == other, "the text depends on the order of the updates")
            return taken
        return median(run)


def replay(kind, friends):
    """A replica for each author, which typed each transaction knowing exactly its parents and theirs."""
    txns, authors = friends["txns"], range(friends["numAgents"])
    ascii_only = all(patch[2].isascii() for txn in txns for patch in txn["patches"])
    asked_for = {parent for txn in txns for parent in txn["parents"] if txns[parent]["agent"] != txn["agent"]}
    pads = [kind(author) for author in authors]
    versions = [None for _ in authors]
    sent = [[] for _ in authors]
    taken = [[0 for _ in authors] for _ in authors]
    for index, txn in enumerate(txns):
        author = txn["agent"]
        pad = pads[author]
        for parent in txn["parents"]:
            other = txns[parent]["agent"]
            updates = sent[other]
            while other != author and taken[author][other] < len(updates) \
                    and updates[taken[author][other]][0] <= parent:
                pad.apply(updates[taken[author][other]][1])
                taken[author][other] += 1
        pad.type(txn["patches"] if ascii_only else in_units(txn["patches"], kind.encoding, pad.text()))
        if index in asked_for:
            sent[author].append((index, pad.update(versions[author])))
            versions[author] = pad.version()
    return pads


def take(name, folder):
    """Prints the figures of one peer, or says why it has none."""
    if PADS[name][0] is None:
        say(f"{name}: left out, because this Python has no package of that name.")
        return
    peer = f"{name} {importlib.metadata.version(name)}"
    figures = Figures(name, folder)
    for key, unit in KEYS.items():
        try:
            value = getattr(figures, key)()
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as reason:  # what panics in Rust is no Exception
            say(f"{name}: {key} is left out: {str(reason) or type(reason).__name__}.")
        else:
            print(json.dumps({"peer": peer, "figure": key, "value": value, "unit": unit}), flush=True)


def take_yjs(folder):
    """Has node print the figures of Yjs."""
    node = shutil.which("nodejs") or shutil.which("node")
    if node is None:
        say("yjs: left out, because there is no node.")
        return
    modules = os.pathsep.join(filter(None, [os.environ.get("NODE_PATH"), DEBIAN_MODULES]))
    status = subprocess.run([node, "--expose-gc", os.path.join(HERE, "pad_peers.js"), folder],
                            env=os.environ | {"NODE_PATH": modules}).returncode
    if status:
        say(f"yjs: node ended with {status}.")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split(":")[0])
    parser.add_argument("folder", nargs="?", default=os.environ.get("BAITHAK_VECTORS") or os.path.join(
        HERE, "..", "..", "..", "shared", "data"))
    parser.add_argument("--peer", choices=[*PADS, "yjs"])
    parser.add_argument("--grow", choices=["loaded", "typed"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not os.path.isdir(os.path.join(options.folder, "traces")):
        say(f"{options.folder} has no traces, so there are no figures of peers.")
    elif options.grow:
        print(Figures(options.peer, options.folder).grow(options.grow))
    elif options.peer == "yjs":
        take_yjs(options.folder)
    elif options.peer:
        take(options.peer, options.folder)
    else:
        for name in [*PADS, "yjs"]:
            status = subprocess.run([sys.executable, PROGRAM, options.folder, "--peer", name]).returncode
            if status:
                say(f"{name}: ended with {status}.")


if __name__ == "__main__":
    main()
