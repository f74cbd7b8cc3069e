"""Reads the cards that the tests of Cards wrote, with libraries that know nothing of us: joserfc for the seals, vobject
for the vCards. `check_cards.py FOLDER`."""

import io
import json
import pathlib
import sys
import unicodedata
import urllib.parse

import joserfc.errors
import vobject
from joserfc import jws
from joserfc.jwk import OKPKey

# By default joserfc refuses any header beyond RFC 7515; ours says when the card was sealed (`iat`, RFC 7519, 5.3).
REGISTRY = jws.JWSRegistry(algorithms=["Ed25519"], strict_check_header=False)
LISTS = {"emails": ("email", "address"), "phones": ("tel", "number"), "notes": ("note", "note"),
         "titles": ("title", "name"), "links": ("url", "uri")}


def check_seal(sealed, document):
    """The signature fits the key in the header and nothing else."""
    header = jws.extract_compact(sealed).headers()
    assert header["alg"] == "Ed25519" and header["typ"] == "jscontact+jws", header
    key = OKPKey.import_key(header["jwk"])
    verified = jws.deserialize_compact(sealed, key, algorithms=["Ed25519"], registry=REGISTRY)
    assert json.loads(verified.payload) == json.loads(document)
    head, payload, signature = sealed.split(b".")
    place = len(payload) // 2
    other = payload[:place] + (b"B" if payload[place:place + 1] == b"A" else b"A") + payload[place + 1:]
    for wrong in (b".".join((head, other, signature)), b".".join((head, payload, signature[:-4] + b"AAAA"))):
        try:
            jws.deserialize_compact(wrong, key, algorithms=["Ed25519"], registry=REGISTRY)
        except joserfc.errors.BadSignatureError:
            continue
        raise AssertionError("a changed card was taken for genuine")


def plain(text):
    """A text as a vCard can say it: line ends of any kind are one, other controls are nothing (RFC 6350, 4)."""
    for end in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return "".join(character for character in text if character == "\n" or not is_control(character))


def address(text):
    """An address as a vCard can say it: never escaped, and what no address has with percent signs (RFC 3986, 2.1)."""
    return "".join(
        urllib.parse.quote(character) if character == "\\" or unicodedata.category(character) in ("Cc", "Zl", "Zp")
        else character for character in text)


def is_control(character):
    return ord(character) < 0x20 or 0x7F <= ord(character) <= 0x9F


def addresses(text):
    """The values of URL as they stand in the file: vobject unescapes an address and cuts it at a comma, as if it were a
    text, where RFC 6350 has one URI."""
    lines = (vobject.base.parseLine(line) for line, _ in vobject.base.getLogicalLines(io.StringIO(text, newline="")))
    return [value for name, _, value, _ in lines if name == "URL"]


def check_vcard(text, document):
    """One card, with every entry where an address book looks for it."""
    card, = vobject.readComponents(text)
    assert len(card.contents["version"]) == 1 and card.version.value == "4.0"
    names = [card.fn.value, card.n.value.given]
    wanted = plain(document.get("name", {}).get("full", ""))
    if wanted:
        assert names == [wanted, wanted], (names, wanted)
    for member, (name, field) in LISTS.items():
        if not isinstance(document.get(member), dict):
            continue
        entries = [entry[field] for entry in document[member].values()
                   if isinstance(entry, dict) and isinstance(entry.get(field), str)]
        said = address if name == "url" else plain
        values = [said(value) for value in entries if said(value)]
        read = addresses(text) if name == "url" else [line.value for line in card.contents.get(name, [])]
        missing = [value for value in values if value not in read]
        assert not missing, (name, missing, read)


def main():
    folder = pathlib.Path(sys.argv[1])
    documents = sorted(folder.glob("*.json"))
    assert len(documents) == 500, f"{len(documents)} cards instead of 500"
    for path in documents:
        document = path.read_bytes()
        check_vcard(path.with_suffix(".vcf").read_bytes().decode(), json.loads(document))
        check_seal(path.with_suffix(".jws").read_bytes(), document)
    print(f"{len(documents)} cards: joserfc verifies each seal and refuses it changed, vobject reads each vCard.")


if __name__ == "__main__":
    main()
