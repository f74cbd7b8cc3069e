"""What people write, on its way into files: an editor gets it as it is, and no export leaves its folder."""

import os
import stat

import vobject

from assembly import editor, gather, programme, propose, wait_until_all_have_all
from false_daemon import FORBIDDEN, handfuls, shown, strange, strings
from scenario import assert_refused
from test_terminal_safety_gatherings import GATHERING, in_one_gathering, number_of, pad

# Titles that a person can enter, and what would break out of a folder, a calendar, or the head of notes.
TITLES = [
    "../../etc/passwd", "/etc/passwd", "..", ".bashrc", "~/.ssh/authorized_keys", "notes/../../x", "a\\b", "CON",
    "rm -rf ~", "$(reboot)", "a\u0301\u0301\u0301\u0301\u0301\u0301", "\u3164", "\u3164\u115fa", "a\ufe0f", "…?!",
    "日本語 🗺", "* Ravi (aaaa-2222)", "# Ravi", "END:VEVENT", "a;b,c\\n:d\"e", "x" * 120, "ॐ " * 30,
]


def tree(folder):
    """All below a folder, by path."""
    return sorted(os.path.relpath(os.path.join(place, name), folder)
                  for place, folders, files in os.walk(folder) for name in files + folders)


def test_an_editor_gets_what_was_written_in_a_file_whose_name_says_nothing(daemon):
    """Byte for byte, for its owner alone, in the folder for such files; and the terminal sees none of it."""
    runtime, copy = os.path.join(daemon.folder, "run"), os.path.join(daemon.folder, "copy")
    os.mkdir(runtime)
    daemon.environment |= editor(daemon, f'cp "$1" {copy}; stat -c "%a %n" "$1" >{copy}.name') | {
        "XDG_RUNTIME_DIR": runtime}
    for text in handfuls():
        in_one_gathering(daemon, pads=[pad(text)], **{f"pads/{number_of(0)}": {
            "session": number_of(0), "title": text, "text": text, "version": [], "spans": []}})
        # The editor came back at once, so it is asked whether that was all.
        assert shown(daemon, "note", "edit", number_of(0), typed="")[-1] == "Nothing was changed."
        with open(copy, "rb") as file:
            assert file.read() == text.encode()
        with open(f"{copy}.name", encoding="utf-8") as file:
            mode, path = file.read().rstrip("\n").split(" ")
        assert mode == "600" and os.path.dirname(path) == runtime
        assert os.path.basename(path).startswith("baithak-") and len(os.path.basename(path)) == len("baithak-XXXXXX.md")
        assert os.listdir(runtime) == []


def test_no_path_leads_out_of_the_folder_of_an_export(daemon):
    """A daemon that was told wrong paths writes nothing anywhere, and what is there stays."""
    folder = os.path.join(daemon.folder, "barcamp")
    bad = ["/etc/passwd", "../x", "notes/../../x", "notes//x", ".hidden", "notes/.hidden", "", "notes/", "/", ".", "..",
           "a" * 256, "a/" * 600 + "a", *filter(FORBIDDEN.search, strings())]
    before = tree(daemon.folder)
    for path in bad:
        in_one_gathering(daemon, export={"files": [{"path": "programme.ics", "text": ""}, {"path": path, "text": "x"}]})
        assert strange(shown(daemon, "gathering", "export", folder, code=1), "baithak:") == []
        assert tree(daemon.folder) == before, path
    for text in handfuls():
        in_one_gathering(daemon, export={"files": [{"path": "notes/tea.md", "text": text}]})
        assert strange(shown(daemon, "gathering", "export", folder), "Wrote 1 file") == []
        path = os.path.join(folder, "notes", "tea.md")
        with open(path, "rb") as file:
            assert file.read() == text.encode()
        assert [stat.S_IMODE(os.stat(one).st_mode) for one in (folder, path)] == [0o700, 0o600]
        os.remove(path)
        os.rmdir(os.path.join(folder, "notes"))
    victim = os.path.join(daemon.folder, "victim")
    with open(victim, "w", encoding="utf-8") as file:
        file.write("mine")
    os.symlink(victim, os.path.join(folder, "programme.ics"))
    in_one_gathering(daemon, export={"files": [{"path": "programme.ics", "text": "x"}]})
    assert "not an empty folder" in " ".join(" ".join(shown(daemon, "gathering", "export", folder, code=1)).split())
    os.remove(os.path.join(folder, "programme.ics"))
    twice = [{"path": "programme.ics", "text": text} for text in ("one", "two")]
    in_one_gathering(daemon, export={"files": twice})
    assert shown(daemon, "gathering", "export", folder, code=1)[0].startswith("baithak:")
    with open(os.path.join(folder, "programme.ics"), encoding="utf-8") as file:
        assert file.read() == "one"
    with open(victim, encoding="utf-8") as file:
        assert file.read() == "mine"


def test_no_title_keeps_others_from_taking_a_gathering_home(venue):
    """Whatever sessions are called, all of their notes are in the folder, and the calendar has one event of each."""
    asha, ravi = gather(venue, "asha", "ravi", options=("--anybody-schedules",))
    asha.baithak("slot", "add", "14:00", "--day", "2026-11-28").ok()
    venue.wait_until("ravi knows the slot", lambda: programme(ravi)["slots"])
    for title in TITLES:
        session = propose(ravi, title)
        ravi.baithak("note", "append", session, "tea").ok()
        ravi.baithak("session", "schedule", session, "--slot", "14:00").ok()
    wait_until_all_have_all(asha, ravi)
    folder = os.path.join(asha.folder, "barcamp")
    asha.baithak("gathering", "export", folder).ok()
    names = os.listdir(os.path.join(folder, "notes"))
    assert sorted(os.listdir(folder)) == ["notes", "programme.ics", "programme.json"]
    assert len(names) == len(TITLES) and all(name.isprintable() and name[0] not in ".-~" for name in names)
    for name in names:
        with open(os.path.join(folder, "notes", name), encoding="utf-8") as file:
            lines = file.read().split("\n")
        assert lines[4:] == ["Written by:", "", f"* Ravi Kumar ({ravi.tag})", "", "---", "", "tea", ""], lines
    with open(os.path.join(folder, "programme.ics"), encoding="utf-8", newline="") as file:
        events = vobject.readOne(file.read()).vevent_list
    assert len(events) == len(TITLES)
    for event in events:
        assert {child.name for child in event.getChildren()} == {
            "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION"}
        assert event.description.value == f"Proposed by Ravi Kumar ({ravi.tag})."
    plain = {title for title in TITLES if title.isascii()}
    assert plain <= {event.summary.value for event in events}
    assert_refused(asha.baithak("gathering", "export", folder), "not an empty folder", codes=(1,))
