"""What a gathering shares: signed entries in logs (docs/formats.md, "Entries"; docs/protocol.md, "Gatherings")."""

import dataclasses

from crypto import blake2b, first8, is_genuine, number8
from schema import CONTENTS, ENTRIES

RULES = 2
FOUNDING, JOIN, LEAVE, SESSION, PAD_EDIT, RETRACTION, ADMISSION = 1, 2, 3, 7, 11, 12, 15
BUCKETS, BUCKET_BYTES, PARENTS_MAX = 64, 12, 64


def entry_text(header):
    """What an author signs."""
    return b"baithak-entry-1" + header


def log_tag(author, number):
    """The name of a log over links."""
    return first8(blake2b(author + number8(number)))


def join_tag(secret, gathering, author):
    """What lets somebody join a gathering by invitation."""
    return blake2b(b"baithak-join-1" + gathering + author, 32, secret)


class Entry:
    """One entry, and its header as it is read."""

    def __init__(self, raw):
        self.raw, message = raw, ENTRIES.decode("Entry", raw)
        self.header_bytes, self.signature, self.content = message.header, message.signature, message.content
        self.id = blake2b(self.header_bytes + self.signature)
        header = self.header = ENTRIES.decode("EntryHeader", self.header_bytes)
        self.log = log_tag(header.author, header.log)
        if not (len(self.header_bytes) <= 4096 and len(header.author) == 32 and header.height < 1 << 20
                and (header.height == 0) == (not header.previous) and len(header.parents) <= PARENTS_MAX
                and header.parents == sorted(set(header.parents)) and header.content_length <= 16384
                and len(header.shape) <= 1024):
            raise ValueError("an entry is beyond its bounds")
        if self.content is not None and (
                len(self.content) != header.content_length or blake2b(self.content) != header.content_hash):
            raise ValueError("a content does not fit its header")

    @classmethod
    def sign(cls, signer, content, shape=b"", **header):
        """A new entry of ours."""
        header = ENTRIES.encode(
            "EntryHeader", author=signer.key, content_hash=blake2b(content), content_length=len(content), shape=shape,
            **header)
        return cls(ENTRIES.encode("Entry", header=header, signature=signer.sign(entry_text(header)), content=content))

    def drop_content(self):
        """After its author took it back."""
        self.content = None
        self.raw = ENTRIES.encode("Entry", header=self.header_bytes, signature=self.signature)

    def is_genuine(self):
        return is_genuine(self.header.author, self.signature, entry_text(self.header_bytes))


@dataclasses.dataclass
class Log:
    """What is held of one author's log."""

    author: bytes
    number: int
    entries: list = dataclasses.field(default_factory=list)

    @property
    def height(self):
        return len(self.entries)

    @property
    def head(self):
        return self.entries[-1].id if self.entries else bytes(32)


class Record:
    """All that is held of one gathering."""

    def __init__(self, founding):
        self.gathering, self.founding = founding.id, founding
        self.logs, self.entries, self._taken_back = {}, {}, set()
        self.take([founding])

    # What is held.

    def bucket_hashes(self):
        lines = [b""] * BUCKETS
        for tag, log in self._sorted():
            lines[tag >> 58] += log.author + number8(log.number) + number8(log.height) + log.head + b"\xff" * 8
        return [blake2b(part) for part in lines]

    def _sorted(self):
        return sorted(self.logs.items(), key=lambda item: (item[1].author, item[1].number))

    def bucket_prefixes(self):
        return b"".join(part[:BUCKET_BYTES] for part in self.bucket_hashes())

    def frontier(self):
        return blake2b(b"".join(self.bucket_hashes()))

    def lines(self, buckets):
        """The fields of `Lines` for these buckets."""
        logs = {tag: log for tag, log in self._sorted() if buckets >> (tag >> 58) & 1}
        return dict(buckets=buckets, logs=list(logs), heights=[log.height for log in logs.values()],
                    heads=[first8(log.head) for log in logs.values()])

    # What comes in.

    def take(self, entries):
        """Checks entries and keeps them; says which are new. An error if one of them cannot be right."""
        new, runs = [], []
        for entry in entries:
            if entry.id != self.gathering and entry.header.gathering != self.gathering:
                raise ValueError("an entry of another gathering")
            last = runs[-1][-1] if runs else None
            if last and last.log == entry.log and last.header.height + 1 == entry.header.height:
                if entry.header.previous != last.id:
                    raise ValueError("a broken chain")
                runs[-1].append(entry)
            else:
                runs.append([entry])
        for run in runs:
            if not run[-1].is_genuine():
                raise ValueError("a forged entry")
            for entry in run:
                new += self._append(entry)
        return new

    def _append(self, entry):
        header = entry.header
        log = self.logs.setdefault(entry.log, Log(header.author, header.log))
        if header.height < log.height:
            held = log.entries[header.height]
            assert held.id == entry.id, "forks are beyond this program"
            if held.content is not None or entry.content is None or self._is_taken_back(entry):
                return []
            log.entries[header.height] = entry
        elif header.height > log.height or header.height and header.previous != log.head:
            return []  # a gap, which the next comparison fills
        else:
            log.entries.append(entry)
        self.entries[entry.id] = entry
        self._take_back(entry)
        return [entry]

    def _take_back(self, entry):
        header = entry.header
        if header.kind == RETRACTION and entry.content is not None:
            said = CONTENTS.decode("Retraction", entry.content)
            if said.author == header.author:
                self._taken_back.add((said.entry, said.author, said.log, said.height, header.document))
            entry = self.entries.get(said.entry)
        if entry and self._is_taken_back(entry):
            entry.drop_content()

    def _is_taken_back(self, entry):
        header = entry.header
        return header.kind != RETRACTION and \
            (entry.id, header.author, header.log, header.height, header.document) in self._taken_back

    # The order of a document.

    def order(self, document):
        """Entries of a document whose parents are all there, with their depths, as they count."""
        depths = {self.gathering: 0} if document == self.gathering else {}
        waiting = [entry for entry in self.entries.values()
                   if entry.header.document == document and entry.header.kind != ADMISSION]
        while True:
            ready = [entry for entry in waiting if all(parent in depths for parent in entry.header.parents)]
            if not ready:
                break
            for entry in ready:
                depths[entry.id] = 1 + max((depths[parent] for parent in entry.header.parents), default=0)
            waiting = [entry for entry in waiting if entry.id not in depths]
        depths.pop(self.gathering, None)
        return sorted((depth, name) for name, depth in depths.items())

    def heads(self, document):
        """What the next entry of a document builds on."""
        order = self.order(document)
        built_on = {parent for _, name in order for parent in self.entries[name].header.parents}
        heads = [(depth, name) for depth, name in order if name not in built_on]
        return sorted(name for _, name in heads[-PARENTS_MAX:])

    def sessions(self):
        """Ids and titles of what was proposed."""
        return {name: CONTENTS.decode("Session", entry.content).title for name, entry in self.entries.items()
                if entry.header.kind == SESSION and entry.content is not None}
