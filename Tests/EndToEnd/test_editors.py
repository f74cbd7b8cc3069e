"""Editors of every kind: those that do not wait for their window, and those with another form of files."""

import glob
import os
import signal

import pytest

from assembly import append, create, edit, editor, gather, propose, text, wait_for_one_text, wait_for_text
from scenario import assert_refused, assert_sentence
from terminal import Terminal

# How editors save: into the file, or by putting another in its place.
SAVES = {"in place": 'cat "$1.next" >"$1"; rm "$1.next"', "by renaming": 'mv "$1.next" "$1"'}


def window(host, script):
    """An editor that hands the file to a window and comes back at once; what happens in the window is a script."""
    path = os.path.join(host.folder, "window.sh")
    with open(path, "w", encoding="utf-8") as file:
        file.write(script + "\n")
    return editor(host, f'setsid sh {path} "$1" </dev/null >/dev/null 2>&1 &')


def files(host):
    """The files that are being edited."""
    return glob.glob(f"{host.runtime}/baithak-*")


@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
def test_what_is_saved_in_a_window_that_nobody_waited_for_is_merged_each_time(venue, save):
    """Three seconds later and once more; what others write meanwhile stays; Enter ends it."""
    asha, ravi = gather(venue, "asha", "ravi")
    session = propose(asha, "Maps", ravi)
    append(asha, session, "one")
    wait_for_text(ravi, session, "one")
    go = os.path.join(asha.folder, "go")
    terminal = Terminal(asha, "note", "edit", "Maps", env=window(asha, f"""
        sleep 3; sed 's/one/one and a half/' "$1" >"$1.next"; {save}
        while ! test -e {go}; do sleep 0.1; done; sed 's/half/bit/; $ a last' "$1" >"$1.next"; {save}"""))
    terminal.wait_for("Press Enter here when you are done")
    terminal.wait_for("Saved. 1 other person has a copy.")
    wait_for_text(ravi, session, "one and a half")
    append(ravi, session, "ravi was here")
    wait_for_text(asha, session, "ravi was here")
    open(go, "w").close()
    terminal.wait_for("merged with yours")
    terminal.type("")
    said = terminal.read_to_end(0)
    assert "Nothing was changed" not in said and not files(asha)
    assert sorted(wait_for_one_text(session, asha, ravi).splitlines()) == ["last", "one and a bit", "ravi was here"]


def test_what_was_saved_just_before_enter_or_ctrl_c_is_not_lost(venue):
    """Neither waits for the next look at the file."""
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    create(asha)
    session = propose(asha, "Maps")
    for end, words in [(lambda terminal: terminal.type(""), "with Enter"),
                       (lambda terminal: terminal.popen.send_signal(signal.SIGINT), "with Ctrl-C")]:
        terminal = Terminal(asha, "note", "edit", "Maps", env=window(asha, "sleep 60"))
        terminal.wait_for("Press Enter")
        path, = files(asha)
        with open(path, "a", encoding="utf-8") as file:
            file.write(words + "\n")
        end(terminal)
        terminal.read_to_end(0)
        assert text(asha, session).endswith(words + "\n") and not files(asha)


def test_a_card_is_sealed_each_time_its_form_is_saved_in_a_window(venue):
    """A mistake is told, and the next save mends it."""
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    terminal = Terminal(asha, "card", "edit", env=window(asha, """
        sleep 3; sed -i 's/^phones = .*/phones = ["call me"]/' "$1"
        sleep 1; sed -i 's/^phones = .*/phones = ["+91 11111 22222"]/; s/$/\\r/' "$1\""""))
    terminal.wait_for("“call me”")
    terminal.wait_for("+91 11111 22222")
    terminal.type("")
    assert "Nothing was changed" not in terminal.read_to_end(0)
    assert "+91 11111 22222" in asha.baithak("card", "show").ok().out and not files(asha)


def test_without_a_terminal_the_file_of_an_editor_that_did_not_wait_is_kept(venue):
    """Nobody could say when the window is closed, so its file is named."""
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    create(asha)
    session = propose(asha, "Maps")
    for arguments in [("note", "edit", session), ("card", "edit")]:
        said = asha.baithak(*arguments, env=editor(asha, "true")).ok().err
        path, = files(asha)
        assert_sentence(said, "nothing was changed", path, "code --wait")
        os.remove(path)
        assert asha.baithak(*arguments, env=editor(asha, "sleep 2.1")).ok().err == "Nothing was changed.\n"
        assert not files(asha)


def test_the_form_of_a_file_is_no_edit(venue):
    """CR LF and a byte order mark, as editors elsewhere write: lines keep their authors, and no file shows them."""
    asha, ravi = gather(venue, "asha", "ravi")
    session = propose(asha, "Maps", ravi)
    append(asha, session, "one\ntwo\nthree")
    wait_for_text(ravi, session, "three")
    dos = r'sed -i "s/\r*$/\r/; 1s/^/\xef\xbb\xbf/" "$1"'
    assert_sentence(edit(ravi, session, f"{dos}; sleep 2.1").ok().err, "nothing was changed")
    edit(ravi, session, f'sed -i "s/two/two or so/" "$1"; printf four >>"$1"; {dos}').ok()
    assert wait_for_one_text(session, asha, ravi) == "one\ntwo or so\nthree\nfour\n"
    lines = asha.baithak("note", "show", session, "--authors").ok().out.splitlines()
    assert lines == [f"{asha.tag}\tone", f"{asha.tag},{ravi.tag}\ttwo or so", f"{asha.tag}\tthree", f"{ravi.tag}\tfour"]
    ravi.baithak("note", "append", session, "five\r\nsix\r\n").ok()
    wait_for_text(asha, session, "six")
    folder = os.path.join(asha.folder, "home", "taken")
    asha.baithak("gathering", "export", folder).ok()
    path, = glob.glob(f"{folder}/notes/*.md")
    with open(path, encoding="utf-8", newline="") as file:
        notes = file.read()
    assert notes.endswith("---\n\none\ntwo or so\nthree\nfour\nfive\nsix\n") and "\ufffd" not in notes


def test_two_people_who_append_at_once_get_a_line_each(venue):
    """Each on a machine that does not hear the other, and again after somebody left a line open."""
    asha, ravi = gather(venue, "asha", "ravi")
    session = propose(asha, "Maps", ravi)
    for number, before in enumerate(["", "# Maps", "# Maps\n"]):
        edit(asha, session, f'printf "{before}" >"$1"' if before else "true")
        wait_for_one_text(session, asha, ravi)
        venue.part(asha, ravi)
        append(asha, session, f"asha {number}")
        append(ravi, session, f"ravi {number}")
        venue.reunite(asha, ravi)
        wait_for_text(asha, session, f"asha {number}\n", f"ravi {number}\n", timeout=40)
        wait_for_one_text(session, asha, ravi)


def test_what_was_saved_in_an_editor_is_taken_also_when_its_terminal_is_closed(venue):
    """And Ctrl-C is a key of the editor: it goes on, and what it says at its end counts."""
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    create(asha)
    session = propose(asha, "Maps")
    go = os.path.join(asha.folder, "go")
    for words, how, then in [("closed", "", lambda terminal: os.close(terminal.ours)),
                             ("interrupted", "trap : INT", lambda terminal: terminal.press("\x03"))]:
        script = f'{how}\necho {words} >>"$1"; : >{go}; sleep 2; test -n "{how}" || sleep 60'
        terminal = Terminal(asha, "note", "edit", "Maps", env=editor(asha, script))
        venue.wait_until("it is saved", lambda: os.path.exists(go))
        os.remove(go)
        then(terminal)
        terminal.popen.wait(10)
        assert text(asha, session).endswith(words + "\n") and not files(asha)
    terminal = Terminal(asha, "note", "edit", "Maps", env=editor(asha, f'echo lost >>"$1"; : >{go}; exec sleep 60'))
    venue.wait_until("it is saved", lambda: os.path.exists(go))
    terminal.press("\x03")
    said = "".join(terminal.read_to_end(1).split())
    path, = files(asha)
    assert "failed" in said and path in said


def test_a_file_that_cannot_be_taken_is_told_at_once_and_stays(venue):
    """What is no UTF-8, what is larger than the daemon reads, and what is gone."""
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    create(asha)
    session = propose(asha, "Maps")
    append(asha, session, "one")
    for script, words in [(r'printf "\377\376" >>"$1"', "save it as UTF-8"), ('rm "$1"', "left no file"),
                          ('head -c 3000000 /dev/zero | tr "\\0" x >"$1"', "make it shorter")]:
        for arguments in [("note", "edit", session), ("card", "edit")]:
            result = asha.baithak(*arguments, env=editor(asha, script))
            assert_refused(result, words, f"{asha.runtime}/baithak-", codes=(1,))
            assert result.seconds < 4, result
            assert len(files(asha)) == (0 if script.startswith("rm") else 1)
            for path in files(asha):
                os.remove(path)
    assert text(asha, session) == "one\n" and not asha.baithak("card", "show").ok().out


def test_words_for_a_session_that_was_taken_back_meanwhile_stay_in_their_file(venue):
    """Nobody could read them there, so they are not saved as if all were well."""
    asha, ravi = gather(venue, "asha", "ravi")
    session = propose(asha, "Maps", ravi)
    go = os.path.join(ravi.folder, "go")
    terminal = Terminal(ravi, "note", "edit", "Maps", env=editor(
        ravi, f'echo an hour of work >>"$1"; until test -e {go}; do sleep 0.1; done'))
    venue.wait_until("ravi types", lambda: files(ravi))
    asha.baithak("retract", session).ok()
    venue.wait_until("ravi hears of it", lambda: not ravi.baithak("note", "list").ok().out)
    open(go, "w").close()
    said = "".join(terminal.read_to_end(77).split())
    path, = files(ravi)
    assert "wastakenback" in said and path in said
    with open(path, encoding="utf-8") as file:
        assert file.read() == "an hour of work\n"
