"""`--watch` on a terminal: it takes the screen, and gives it back on every way out."""

import os
import signal
import termios

import pyte
import pytest

from assembly import create
from programs import program
from scenario import wait_until_all_see_all
from terminal import Terminal

TAKING, RESTORING = "\x1b[?1049h\x1b[?25l\x1b[?7l", "\x1b[?7h\x1b[?25h\x1b[?1049l"


@pytest.fixture
def asha(venue):
    return venue.host("asha", discovery=False).attend("Asha Rao")


def shows_keys(terminal):
    """Whether the terminal shows what is typed, line by line, as a shell left it."""
    modes = termios.tcgetattr(terminal.ours)[3]
    return modes & (termios.ECHO | termios.ICANON) == termios.ECHO | termios.ICANON


def assert_restored(text):
    assert text.count(TAKING) == text.count(RESTORING) > 0 and text.rindex(RESTORING) > text.rindex(TAKING), text


def watching(host, *arguments, until="Nobody nearby yet"):
    terminal = Terminal(host, *arguments)
    terminal.wait_for(until)
    assert not shows_keys(terminal)
    return terminal


def end(terminal, code):
    """Read to its end; it must leave the terminal as it was."""
    assert terminal.popen.wait(20) == code
    assert shows_keys(terminal)
    assert_restored(terminal.read_to_end(code))


@pytest.mark.parametrize("key", ["q", "Q", "xq"])
def test_q_ends_it(asha, key):
    terminal = watching(asha, "nearby", "--watch")
    terminal.press(key)
    end(terminal, 0)


def test_control_c_ends_it(asha):
    terminal = watching(asha, "nearby", "--watch")
    terminal.press("\x03")
    end(terminal, 128 + signal.SIGINT)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_ends_it_and_the_terminal_is_as_it_was(asha, number):
    terminal = watching(asha, "nearby", "--watch")
    terminal.popen.send_signal(number)
    end(terminal, 128 + number)


def test_the_end_of_the_daemon_ends_it_and_the_terminal_is_as_it_was(asha):
    terminal = watching(asha, "nearby", "--watch")
    asha.stop_daemon()
    end(terminal, 69)
    assert "The daemon closed the connection" in " ".join(terminal.text.split())


def test_sync_does_the_same(asha):
    create(asha)
    terminal = watching(asha, "sync", "--watch", until="Nobody else of this gathering")
    terminal.press("q")
    end(terminal, 0)


@pytest.mark.parametrize("stop", ["key", signal.SIGSTOP])
def test_a_stop_gives_the_shell_its_terminal_and_going_on_takes_it_again(asha, stop):
    shell = Terminal(asha, command=["bash", "--norc", "--noediting", "-i"])
    shell.type(f"PS1='$ '; {program('baithak')} nearby --watch; echo code=$?")
    shell.wait_for("Nobody nearby yet")
    if stop == "key":
        shell.press("\x1a")
    else:
        with open(f"/proc/{shell.popen.pid}/task/{shell.popen.pid}/children", encoding="utf-8") as children:
            os.kill(int(children.read().split()[-1]), stop)
    shell.wait_for("Stopped")
    if stop == "key":
        assert_restored(shell.text)
    shell.type("stty -a | grep -o ' icanon' && echo cooked")
    shell.wait_for("icanon cooked")
    seen = len(shell.text)
    shell.type("fg; echo code=$?")
    asha.venue.wait_until("the picture is there again", lambda: shell.read() and "Nobody" in shell.text[seen:], 5)
    assert TAKING in shell.text[seen:]
    shell.press("q")
    shell.wait_for("code=0")
    assert shell.text.rindex(RESTORING) > shell.text.rindex(TAKING)
    shell.type("exit")
    shell.end(0)


def test_a_cell_that_is_cut_ends_in_dots_also_at_the_edge_of_the_screen(venue):
    asha, ravi = venue.hosts("asha", "ravi")
    asha.attend("Asha Rao")
    ravi.attend("Ravi Kumar", "--headline", "solar lamps for schools " * 5, "--topic", "energy", "--ask", "a place")
    wait_until_all_see_all(asha, ravi)
    terminal = Terminal(asha, "nearby", "--watch", columns=50)
    terminal.wait_for("1 person nearby")
    terminal.press("q")
    text = terminal.read_to_end(0)
    screen = pyte.Screen(50, 24)
    pyte.Stream(screen).feed(text[:text.index(RESTORING)])
    row = next(line for line in screen.display if "Ravi" in line)
    assert "…" in row, screen.display
    assert all(len(line.rstrip()) <= 50 for line in screen.display)
