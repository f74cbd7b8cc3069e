"""Notes that people write together: merging, strange texts, taking back, and not wanting to see."""

import glob
import os

from assembly import (
    DAY, add_place, append, attend, create, edit, editor, gather, join, programme, propose, sessions, text,
    wait_for_one_text, wait_for_text, wait_until_all_have_all)
from programs import program
from scenario import assert_refused, assert_sentence, wait_until_all_see_all


def words_on_disk(host, words):
    """In which files of the database these bytes are."""
    found = []
    for path in glob.glob(f"{host.data}/baithak/baithak.sqlite*"):
        with open(path, "rb") as file:
            if words.encode() in file.read():
                found.append(os.path.basename(path))
    return found


# Writing.


def test_what_two_people_write_at_the_same_time_in_their_editors_is_merged(venue):
    """Ravi saves while Asha's editor is open: both texts are there, and she is told."""
    asha, ravi = gather(venue, "asha", "ravi")
    session = propose(asha, "Maps", ravi)
    append(asha, session, "# Maps\n\nthe middle\n\nthe end\n")
    wait_for_text(ravi, session, "the end")
    open_file, go = os.path.join(asha.folder, "open"), os.path.join(asha.folder, "go")
    waiting = asha.spawn([program("baithak"), "note", "edit", "Maps"], "editing", env=editor(
        asha, f'touch {open_file}; while ! test -e {go}; do sleep 0.1; done; sed -i "s/^# Maps/# Maps for all/" "$1"'))
    venue.wait_until("asha's editor is open", lambda: os.path.exists(open_file))
    saved = edit(ravi, session, 'echo "and ravi was here" >>"$1"; sed -i "s/the middle/the very middle/" "$1"').ok()
    assert_sentence(saved.err, r"saved\. 1 other person has a copy\.$")
    wait_for_text(asha, session, "ravi was here")
    open(go, "w").close()
    assert waiting.wait(20) == 0, waiting.err()
    assert_sentence(waiting.err(), r"1 other person has a copy\.", "merged with yours")
    merged = wait_for_one_text(session, asha, ravi)
    assert merged == "# Maps for all\n\nthe very middle\n\nthe end\nand ravi was here\n"
    assert not glob.glob(f"{asha.runtime}/*.md"), "What was saved needs no file any more."

    unchanged = edit(asha, session, "true").ok()
    assert_sentence(unchanged.err, "nothing was changed")
    emptied = edit(asha, session, ': >"$1"').ok()
    assert_sentence(emptied.err, "empty", "nothing was changed")
    assert text(asha, session) == merged

    lines = ravi.baithak("note", "show", session, "--authors").ok()
    tags = dict(reversed(line.split("\t")) for line in lines.out.splitlines())
    assert set(tags["the very middle"].split(",")) == {asha.tag, ravi.tag}
    assert tags["# Maps for all"] == asha.tag and tags["and ravi was here"] == ravi.tag
    assert_sentence(lines.err, f"{asha.tag} is Asha Rao", f"{ravi.tag} is Ravi Kumar")
    log = asha.baithak("note", "log", session, "--json").ok().json()
    assert [row["author"]["name"] for row in log].count("Ravi Kumar") == 1 and len(log) == 3
    listed = asha.baithak("note", "list", "--json").ok().json()[0]
    assert listed["characters"] == len(merged)
    assert {author["name"] for author in listed["authors"]} == {"Asha Rao", "Ravi Kumar"}


def test_an_editor_that_fails_changes_nothing_and_its_file_is_named(venue):
    """What was typed before the editor crashed is in a file."""
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    create(asha)
    session = propose(asha, "Maps")
    result = edit(asha, session, 'echo "half a thought" >"$1"; exit 3')
    assert_refused(result, "editor", codes=(1,))
    path = next(word.rstrip(".") for word in result.err.split() if word.startswith("/") and ".md" in word)
    with open(path, encoding="utf-8") as file:
        assert file.read() == "half a thought\n"
    assert text(asha, session) == ""


def test_an_editor_works_where_the_runtime_folder_does_not(venue):
    asha = venue.host("asha", discovery=False)
    attend(asha)
    create(asha)
    session = propose(asha, "Maps")
    socket = {"BAITHAK_SOCKET": f"{asha.runtime}/baithak.sock"}
    script = editor(asha, 'dirname "$1" >"$(dirname "$0")/where"; echo maps >>"$1"')
    small = os.path.join(asha.folder, "small")
    asha.mount_tmpfs(small, "64k")
    asha.run(["sh", "-c", f"cat /dev/zero >{small}/ballast"])
    for folder in ["/nonexistent", small]:
        asha.baithak("note", "edit", session, env=script | socket | {"XDG_RUNTIME_DIR": folder}).ok()
        with open(os.path.join(asha.folder, "where"), encoding="utf-8") as file:
            assert file.read().strip() == asha.environment["TMPDIR"]
    assert os.listdir(asha.inside(small)) == ["ballast"]
    assert text(asha, session) == "maps\nmaps\n"
    nowhere = {"XDG_RUNTIME_DIR": "/nonexistent", "TMPDIR": small}
    asha.baithak("note", "edit", session, env=script | socket | nowhere).ok()


def test_long_texts_and_strange_characters_arrive_as_they_were_written(venue):
    """A hundred kilobytes, emoji, Devanagari, NUL and control characters: the bytes are the same everywhere."""
    asha, ravi = gather(venue, "asha", "ravi")
    samples = {
        "Long": "".join(f"line {number} of a long text\n" for number in range(4200))[:100 * 1024 - 1] + "\n",
        "Emoji": "👩🏽‍🚀 and 🏳️‍🌈 and e\u0301\n" * 3,
        "Devanagari": "नमस्ते, यह बैठक है।\nक्षत्रिय ज्ञान\n",
        "Controls": "a\0b\x1b[31mred\x07\x7f\u202e\u2066\ttab\r\nend\r\x85\u2028\ufeff\n",
    }
    for title, sample in samples.items():
        session = propose(asha, title, ravi)
        source = os.path.join(asha.folder, "source")
        with open(source, "w", encoding="utf-8", newline="") as file:
            file.write(sample)
        saved = edit(asha, session, f'cp {source} "$1"').ok()
        assert_sentence(saved.err, r"1 other person|this laptop only")
        venue.wait_until(f"ravi reads {title}", lambda: shown(ravi, session) == sample, 20)
        assert shown(asha, session) == sample
        # On a line of its own, and nothing else is touched.
        append(ravi, session, "ravi 🎈")
        venue.wait_until("asha reads it", lambda: shown(asha, session) == sample + "ravi 🎈", 20)
        log = asha.baithak("note", "log", session).ok().out
        assert "\x1b" not in log and "\0" not in log and "\u202e" not in log


def shown(host, session):
    """The notes, byte for byte."""
    target = os.path.join(host.folder, "shown")
    host.run(["sh", "-c", '"$0" note show "$1" >"$2"', program("baithak"), session, target]).ok()
    with open(target, encoding="utf-8", newline="") as file:
        return file.read()


def test_whoever_writes_alone_is_told_and_everybody_has_all_later(venue):
    """On this laptop only as long as nobody is there; then `sync` says who has all."""
    asha = venue.host("asha")
    asha.attend("Asha Rao")
    create(asha)
    session = propose(asha, "Maps")
    assert_sentence(append(asha, session, "alone").err, "on this laptop only: keep it open")
    assert_sentence(asha.baithak("sync").ok().err, "nobody else", "on this laptop only")
    asha.baithak("hide").ok()
    for result in [append(asha, session, "hidden"), asha.baithak("sync").ok()]:
        assert_sentence(result.err, "on this laptop only: you are hidden", "baithak show")
    asha.baithak("show").ok()
    ravi, meera = venue.hosts("ravi", "meera")
    attend(ravi, meera)
    wait_until_all_see_all(asha, ravi, meera)
    join(ravi)
    join(meera)
    wait_until_all_have_all(asha, ravi, meera)
    venue.wait_until("two others hold it", lambda: asha.baithak("sync", "--json").ok().json()["copies"] == 2)
    rows = asha.baithak("sync").ok().out.splitlines()
    assert sorted(rows) == sorted(f"{name}\t{host.tag}\thas all" for name, host in (
        ("Ravi Kumar", ravi), ("Meera Nair", meera)))
    assert len({host.baithak("sync", "--json").ok().json()["entries"] for host in (asha, ravi, meera)}) == 1
    wait_for_text(meera, session, "alone")


# Taking back, and not wanting to see.


def test_what_was_taken_back_is_gone_from_every_disk(venue):
    """Words of an edit and a whole session: no machine has the bytes any more."""
    asha, ravi, meera = gather(venue, "asha", "ravi", "meera")
    session = propose(asha, "Maps", ravi, meera)
    append(ravi, session, "what stays")
    wait_for_text(asha, session, "what stays")
    append(asha, session, "xylophone-secret-words")
    for host in (ravi, meera):
        wait_for_text(host, session, "what stays", "xylophone")
    log = asha.baithak("note", "log", session, "--json").ok().json()
    edits = {row["author"]["name"]: row["id"] for row in log}
    assert_refused(asha.baithak("retract", edits["Ravi Kumar"]), "somebody else", codes=(77,))
    assert_refused(asha.baithak("retract", "12345678"), "entry or session", codes=(67,))
    taken = asha.baithak("retract", edits["Asha Rao"]).ok()
    assert_sentence(taken.err, "taken back", "other p|this laptop only")
    assert_refused(asha.baithak("retract", edits["Asha Rao"]), "already", codes=(64,))
    for host in (asha, ravi, meera):
        venue.wait_until(f"{host.name} does not read it", lambda host=host: "xylophone" not in text(host, session))
        assert text(host, session).strip() == "what stays"
        row = next(row for row in host.baithak("note", "log", session, "--json").ok().json()
                   if row["id"] == edits["Asha Rao"])
        assert row["is_retracted"] and row["excerpt"] == ""
    other = meera.baithak("session", "propose", "Zither-secret-title", "--about", "quagga-secret").ok().out.split()[0]
    for host in (asha, ravi):
        venue.wait_until(f"{host.name} sees it", lambda host=host: "Zither-secret-title" in sessions(host))
    meera.baithak("retract", other).ok()
    for host in (asha, ravi, meera):
        venue.wait_until(f"{host.name} does not see it", lambda host=host: list(sessions(host)) == ["Maps"])
    late = venue.host("farah")
    late.attend("Farah Khan")
    join(late)
    wait_for_text(late, session, "what stays")
    hosts = (asha, ravi, meera, late)
    wait_until_all_have_all(*hosts)
    for host in hosts:
        assert host.stop_daemon() == 0
    for host in hosts:
        assert words_on_disk(host, "what stays")
        for words in ("xylophone", "Zither-secret", "quagga"):
            assert not words_on_disk(host, words), f"{words} is still in {words_on_disk(host, words)} of {host.name}"
    asha.start_daemon()
    assert text(asha, session).strip() == "what stays" and list(sessions(asha)) == ["Maps"]


def test_who_blocks_somebody_sees_none_of_their_words_and_takes_none_away(venue):
    """Blocking hides sessions and text from one; saving what one sees removes nothing for the others."""
    asha, ravi, meera = gather(venue, "asha", "ravi", "meera", options=("--anybody-schedules",))
    session = propose(asha, "Maps", ravi, meera)
    own = propose(ravi, "Ravi speaks", asha, meera)
    append(asha, session, "first")
    wait_for_text(ravi, session, "first")
    append(ravi, session, "ravi's words")
    wait_for_text(meera, session, "ravi's words")
    append(meera, session, "last")
    wait_for_text(asha, session, "last")
    asha.baithak("block", ravi.tag).ok()
    assert "Ravi speaks" not in sessions(asha) and "Maps" in sessions(asha)
    assert "Ravi" not in asha.baithak("session", "list").ok().out
    assert_refused(asha.baithak("session", "show", own), "session", codes=(67,))
    assert_refused(asha.baithak("note", "show", own), "session", codes=(67,))
    assert "ravi" not in text(asha, session) and "first" in text(asha, session) and "last" in text(asha, session)
    # Ravi's session has the place that one of Asha's wants, and gets another that hers has.
    add_place(asha)
    asha.baithak("slot", "add", "15:00", "--day", DAY).ok()
    venue.wait_until("ravi knows the slots", lambda: len(programme(ravi)["slots"]) == 2)
    ravi.baithak("session", "schedule", own, "--room", "Room 4", "--slot", "14:00").ok()
    venue.wait_until("meera sees where", lambda: sessions(meera)["Ravi speaks"].get("room") == "Room 4")
    wait_until_all_have_all(asha, ravi, meera)
    taken = asha.baithak("session", "schedule", session, "--room", "Room 4", "--slot", "14:00")
    assert_refused(taken, "taken", "blocked", codes=(77,))
    assert "avi" not in taken.err
    for host in (asha, meera):
        venue.part(host, ravi)
    asha.baithak("session", "schedule", session, "--room", "Room 4", "--slot", "15:00").ok()
    ravi.baithak("session", "schedule", own, "--room", "Room 4", "--slot", "15:00").ok()
    for host in (asha, meera):
        venue.reunite(host, ravi)
    venue.wait_until("the place is contested", lambda: sessions(asha)["Maps"]["contested"], 30)
    for arguments in [("note", "log", session), ("note", "list"), ("note", "show", session, "--authors"),
                      ("gathering", "show"), ("session", "list", "--json"), ("session", "list"),
                      ("session", "list", "--grid"), ("session", "show", session)]:
        answer = asha.baithak(*arguments).ok()
        assert "Ravi" not in answer.out + answer.err, answer
    edit(asha, session, 'sed -i "s/first/the very first/; s/last/the very last/" "$1"').ok()
    wait_for_text(meera, session, "the very first", "ravi's words", "the very last")
    append(ravi, session, "more of ravi")
    wait_for_text(meera, session, "more of ravi")
    wait_until_all_have_all(asha, meera)
    assert "more" not in text(asha, session)
    append(asha, session, "asha goes on")
    assert wait_for_one_text(session, ravi, meera).splitlines() == [
        "the very first", "ravi's words", "the very last", "more of ravi", "asha goes on"]
    wait_until_all_see_all(asha, ravi, meera)
    asha.baithak("unblock", ravi.tag).ok()
    wait_for_text(asha, session, "ravi's words", "more of ravi")
    assert wait_for_one_text(session, asha, ravi, meera) and programme(asha)["gathering"]["attendees"] == 3
