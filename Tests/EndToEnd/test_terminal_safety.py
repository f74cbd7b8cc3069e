"""The command before a daemon that hands on whatever people wrote: no text may do anything to a terminal."""

from false_daemon import handfuls, shown, strange, strings


def attendees(texts):
    return [
        {"name": text, "tag": "aaaa-2222", "key": f"{number:064x}", "headline": text, "topics": [text, text],
         "asks": [text], "offers": [text], "presence": "here", "last_heard_ms": 1, "standing": "stranger",
         "known_as": text, "path": "direct", "addresses": [text],
         "gatherings": [{"id": f"{number:016x}", "title": text, "is_joined": False}]}
        for number, text in enumerate(texts)]


def contacts(texts):
    return [
        {"name": text, "tag": "aaaa-2222", "key": f"{number:064x}", "standing": "verified",
         "met": "2026-11-24T12:00:00Z", "gathering": {"id": f"{number:064x}", "title": text},
         "verified_as": text, "verified": text, "name_now": text, "note": text,
         "receipts": 1,
         "cards": [{"issued": text, "received": text, "is_expired": False, "jws": text, "card": card(text)}]}
        for number, text in enumerate(texts)]


def card(text):
    words = ("nicknames", "organizations", "titles", "emails", "phones", "links", "addresses", "languages", "notes")
    return {"name": text, "services": [{"service": text, "user": text}]} | {word: [text] for word in words}


def test_no_badge_does_anything_to_a_terminal(daemon):
    people = attendees(strings())
    daemon.answers["/v1/nearby"] = {"venue": {"discovery": "running", "links": 1}, "attendees": people}
    lines = shown(daemon, "nearby")
    rows = lines[:len(people) + 1]
    assert all(line.startswith("  ") for line in rows[1:]), "one row a person, and no text of others begins a line"
    # Three gatherings are told of at a time.
    for start in range(0, len(people), 3):
        few = daemon.answers["/v1/nearby"]["attendees"] = people[start:start + 3]
        hints = shown(daemon, "nearby")[len(few) + 2:]
        assert strange(hints, "One of these takes part ") == []
        assert " ".join(" ".join(hints).split()).count("Join with `baithak gathering join`.") == len(few)
    for person in attendees(handfuls()):
        daemon.answers["/v1/nearby"]["attendees"] = [person]
        assert strange(shown(daemon, "nearby", person["key"])) == []


def test_no_card_request_or_note_does_anything_to_a_terminal(daemon):
    texts = strings()
    daemon.answers["/v1/contacts"] = contacts(texts)
    assert strange(shown(daemon, "contacts"), "Careful:") == []
    for contact in contacts(handfuls()):
        daemon.answers["/v1/contacts"] = [contact]
        assert strange(shown(daemon, "contact", "show", contact["key"]), "Careful:") == []
    daemon.answers["/v1/exchanges"] = [
        {"name": text, "tag": "aaaa-2222", "key": f"{number:064x}", "stage": "code", "digits": text, "resembles": text}
        for number, text in enumerate(texts)]
    assert strange(shown(daemon, "requests"), "Careful:") == []
    daemon.answers["/v1/cards"] = [{"face": text, "card": card(text), "jws": text} for text in texts]
    assert strange(shown(daemon, "card", "show")) == []
