"""The text of a session's pad, from its entries alone (docs/formats.md, "Pads of sessions").

Nothing is quick here: each edit looks at the whole text as its author saw it.
"""

import dataclasses
import random

from record import PAD_EDIT
from schema import CONTENTS

POSITION_MAX, OPERATIONS_MAX = 1 << 26, 512


@dataclasses.dataclass(eq=False)
class Item:
    """A scalar, also after it was deleted."""

    scalar: str
    name: tuple
    left: object
    right: object
    deleted_by: frozenset = frozenset()


def shape(operations):
    """The shape and the content of an edit: (position, text) inserts, (position, count) deletes."""
    positions, counts, content, place = [], [], "", 0
    for position, what in operations:
        positions.append(position - place)
        inserts = isinstance(what, str)
        counts.append(len(what) if inserts else -what)
        content += what if inserts else ""
        place = position + (len(what) if inserts else 0)
    return CONTENTS.encode("PadShape", positions=positions, counts=counts), content.encode()


def operations(entry):
    """What an edit does; None if its header says that it cannot be right."""
    read = CONTENTS.decode("PadShape", entry.header.shape)
    inserted = sum(count for count in read.counts if count > 0)
    if len(read.positions) != len(read.counts) or not 1 <= len(read.counts) <= OPERATIONS_MAX \
            or not inserted <= entry.header.content_length <= 4 * inserted:
        return None
    try:
        text = entry.content.decode() if entry.content is not None else ""
    except UnicodeDecodeError:
        text = ""
    if len(text) != inserted:
        text = "\ufffd" * inserted
    found, place, used = [], 0, 0
    for step, count in zip(read.positions, read.counts):
        place += step
        if count == 0 or not 0 <= place <= POSITION_MAX or count < -POSITION_MAX:
            return None
        found.append((place, text[used:used + count] if count > 0 else -count))
        place, used = place + max(0, count), used + max(0, count)
    return found


class Pad:
    """One session's text."""

    def __init__(self, record, document):
        self._items, self.seen = [], {}
        for _, name in record.order(document):
            entry = record.entries[name]
            self._walk(name, entry.header.parents, operations(entry) if entry.header.kind == PAD_EDIT else None)

    def version(self, parents):
        """All that whoever names these parents has seen."""
        return frozenset().union(*(self.seen[parent] for parent in parents))

    def text(self, version=None):
        """What stands there, now or in a version."""
        everything = frozenset(self.seen)
        return "".join(item.scalar for item in self._visible(everything if version is None else version))

    def _known(self, version):
        return [item for item in self._items if item.name[0] in version]

    def _visible(self, version):
        return [item for item in self._known(version) if not item.deleted_by & version]

    def _walk(self, name, parents, steps):
        before = self.version(parents)
        self.seen[name] = version = before | {name}
        items, number = list(self._items), 0
        deleted = {item: item.deleted_by for item in items}
        for position, what in steps or []:
            visible = self._visible(version)
            if position + (0 if isinstance(what, str) else what) > len(visible):
                # What is impossible counts for nothing, as a whole.
                self._items = items
                for item, deleted_by in deleted.items():
                    item.deleted_by = deleted_by
                return
            if isinstance(what, str):
                left = visible[position - 1] if position else None
                for scalar in what:
                    left = self._insert(scalar, (name, number), left, version)
                    number += 1
            else:
                for item in visible[position:position + what]:
                    item.deleted_by |= {name}

    def _insert(self, scalar, name, left, version):
        """FugueMax: where a scalar stands among those that its author did not know of."""
        place = {item: number for number, item in enumerate(self._items)}
        end = len(place)
        start = place[left] + 1 if left else 0
        right = next((item for item in self._items[start:] if item.name[0] in version), None)
        new = Item(scalar, name, left, right if right and right.left is left else None)
        at, scanning = start, False
        for number in range(start, place[right] if right else end):
            other = self._items[number]
            if (place[other.left] if other.left else -1) < start - 1:
                break
            if other.left is left:
                if other.right is new.right:
                    if new.name < other.name:
                        break
                    scanning = False
                else:
                    scanning = place.get(other.right, end) < place.get(new.right, end)
            if not scanning:
                at = number + 1
        self._items.insert(at, new)
        return new


def scribble(pad, source, names):
    """A random edit of a random version: the parents it names, and its operations."""
    chosen = source.sample(names, min(len(names), source.choice([1, 1, 2, 3])))
    parents = sorted(one for one in chosen if not any(one in pad.seen[other] for other in chosen if other != one))
    length, steps = len(pad.text(pad.version(parents))), []
    for _ in range(source.randint(1, 4)):
        position = source.randint(0, length) if source.random() < 0.6 else min(length, source.randint(0, 3))
        if source.random() < 0.35 and position < length:
            what = source.randint(1, min(4, length - position))
            length -= what
        else:
            what = "".join(random_scalar(source) for _ in range(source.randint(1, 5)))
            length += len(what)
        steps.append((position, what))
    return parents, steps


def random_scalar(source: random.Random):
    return source.choice("abcdefghijklmnopqrstuvwxyzäßहि\U0001f600")
