"""Protocol Buffers, as far as the project's .proto files use them: the files are read, nothing is generated."""

import dataclasses
import os
import re
import struct
import types

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SYNTAX = re.compile(
    r"(?P<block>message|enum|oneof)\s+(?P<name>\w+)\s*\{"
    r"|(?:(?P<label>repeated|optional)\s+)?(?P<type>\w+)\s+(?P<field>\w+)\s*=\s*(?P<number>\d+)\s*;"
    r"|(?P<case>\w+)\s*=\s*(?P<value>\d+)\s*;"
    r"|(?P<end>\})")
DEFAULTS = {"bytes": b"", "string": "", "bool": False}


@dataclasses.dataclass
class Field:
    """One field of a message."""

    number: int
    name: str
    type: str
    label: str
    oneof: str
    is_message: bool = False

    @property
    def is_long(self):
        """Whether it is written as a length and bytes."""
        return self.is_message or self.type in ("bytes", "string")

    def default(self):
        """What stands for a field that is left out."""
        if self.label == "repeated":
            return []
        return None if self.label == "optional" or self.oneof or self.is_message else DEFAULTS.get(self.type, 0)


class Schema:
    """The messages of one file, and the names of its enumerations' cases."""

    def __init__(self, path):
        self.messages, self.cases, open_blocks = {}, {}, []
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            text = re.sub(r"//.*", "", file.read())
        for found in SYNTAX.finditer(text):
            if found["block"]:
                open_blocks.append((found["block"], found["name"]))
                if found["block"] == "message":
                    self.messages[found["name"]] = {}
            elif found["end"]:
                open_blocks.pop()
            elif found["case"]:
                self.cases[found["case"]] = int(found["value"])
            else:
                message = [name for block, name in open_blocks if block == "message"][-1]
                oneof = open_blocks[-1][1] if open_blocks[-1][0] == "oneof" else None
                self.messages[message][int(found["number"])] = Field(
                    int(found["number"]), found["field"], found["type"], found["label"], oneof)
        for fields in self.messages.values():
            for field in fields.values():
                field.is_message = field.type in self.messages

    def encode(self, message, **values):
        """A message's bytes: fields in the order of their numbers, messages inside as dictionaries."""
        out = b""
        for _, field in sorted(self.messages[message].items()):
            value = values.pop(field.name, None)
            if value is None or value == field.default():
                continue
            parts = [self._bytes(field, part) for part in (value if field.label == "repeated" else [value])]
            if field.is_long:
                out += b"".join(varint(field.number << 3 | 2) + varint(len(part)) + part for part in parts)
            elif field.label == "repeated":
                out += varint(field.number << 3 | 2) + varint(sum(map(len, parts))) + b"".join(parts)
            else:
                out += varint(field.number << 3 | (1 if field.type == "fixed64" else 0)) + parts[0]
        assert not values, f"{message} has no {list(values)}"
        return out

    def _bytes(self, field, value):
        if field.is_message:
            return self.encode(field.type, **value)
        if field.type == "fixed64":
            return struct.pack("<Q", value)
        if field.type == "sint32":
            return varint(value << 1 if value >= 0 else ~value << 1 | 1)
        return value if field.type == "bytes" else value.encode() if field.type == "string" else varint(int(value))

    def decode(self, message, data):
        """A message: its fields as attributes, and of each `oneof` the name of the one that is there."""
        fields, place = self.messages[message], 0
        found = types.SimpleNamespace(**{field.name: field.default() for field in fields.values()})
        for oneof in {field.oneof for field in fields.values()} - {None}:
            setattr(found, oneof, None)
        while place < len(data):
            key, place = read_varint(data, place)
            value, place = _read(data, place, key & 7)
            field = fields.get(key >> 3)
            if field is None:
                continue  # of a later version
            if field.label == "repeated":
                getattr(found, field.name).extend(self._values(field, key & 7, value))
            else:
                [one] = self._values(field, key & 7, value)
                setattr(found, field.name, one)
            if field.oneof:
                setattr(found, field.oneof, field.name)
        return found

    def _values(self, field, kind, value):
        if field.is_message:
            return [self.decode(field.type, value)]
        if field.is_long:
            return [value.decode() if field.type == "string" else value]
        if kind != 2:
            return [self._number(field, value)]
        numbers, place = [], 0
        while place < len(value):
            number, place = _read(value, place, 1 if field.type == "fixed64" else 0)
            numbers.append(self._number(field, number))
        return numbers

    @staticmethod
    def _number(field, value):
        if field.type == "sint32":
            return value >> 1 if value & 1 == 0 else ~(value >> 1)
        return bool(value) if field.type == "bool" else value


def varint(number):
    out = b""
    while number > 127:
        out, number = out + bytes([number & 127 | 128]), number >> 7
    return out + bytes([number])


def read_varint(data, place):
    value = shift = 0
    while True:
        byte = data[place]
        place, value, shift = place + 1, value | (byte & 127) << shift, shift + 7
        if byte < 128:
            return value, place


def _read(data, place, kind):
    if kind == 0:
        return read_varint(data, place)
    if kind == 1:
        return struct.unpack_from("<Q", data, place)[0], place + 8
    if kind != 2:
        raise ValueError(f"a field of kind {kind}")
    size, place = read_varint(data, place)
    if place + size > len(data):
        raise ValueError("a field is longer than its message")
    return data[place:place + size], place + size


WIRE = Schema("Sources/Wire/baithak.proto")
ENTRIES = Schema("Sources/Gatherings/entries.proto")
CONTENTS = Schema("Sources/Gatherings/contents.proto")
