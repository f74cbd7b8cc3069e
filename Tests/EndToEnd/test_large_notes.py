"""Large texts that are saved: whoever asks the daemon something else meanwhile does not wait, and nothing is twice."""

import concurrent.futures
import http.client
import json
import os
import random
import socket

import pytest

from assembly import create, edit, editor, propose, text
from programs import program

# Nearly what one save may have, in bytes (`ControlLimits.padBytesMax`).
LARGE = 256 * 1000


def prose(seed):
    """Lines of words; two of them with other seeds have no line in common, and many words."""
    dice = random.Random(seed)
    words = ["".join(dice.choices("abcdefghijklmnop", k=dice.randint(2, 9))) for _ in range(400)]
    lines, size = [], 0
    while size < LARGE:
        lines.append(" ".join(dice.choices(words, k=12)))
        size += len(lines[-1]) + 1
    return "\n".join(lines)[:LARGE - 1] + "\n"


def changed(whole, seed):
    """The same with a word changed in every line and every tenth line elsewhere: no line is as it was."""
    dice = random.Random(seed)
    lines = []
    for line in whole.splitlines():
        words = line.split(" ")
        words[dice.randrange(len(words))] = f"w{dice.randrange(10_000)}"
        lines.insert(dice.randrange(len(lines) + 1) if dice.randrange(10) == 0 else len(lines), " ".join(words))
    return "\n".join(lines)[:LARGE - 1] + "\n"


@pytest.mark.alone
def test_a_daemon_answers_while_a_large_text_that_changed_everywhere_is_saved(venue):
    """`status` takes as long as ever, give or take, and the text comes out as it was saved."""
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    create(asha)
    session = propose(asha, "Maps")
    files, texts = {}, {}
    for name, words in [("first", prose(1)), ("second", changed(prose(1), 2))]:
        files[name], texts[name] = os.path.join(asha.folder, name), words
        with open(files[name], "w", encoding="utf-8") as file:
            file.write(words)
    edit(asha, session, f'cp {files["first"]} "$1"', timeout=60).ok()
    quiet = max(asha.baithak("status").ok().seconds for _ in range(5))
    closed = os.path.join(asha.folder, "closed")
    saving = asha.spawn([program("baithak"), "note", "edit", session], "saving", env=editor(
        asha, f'cp {files["second"]} "$1"; touch {closed}'))
    venue.wait_until("the editor is closed", lambda: os.path.exists(closed), 20, 0.005)
    answers = []
    while saving.running:
        answers.append(asha.baithak("status", timeout=60).ok().seconds)
    assert saving.wait(60) == 0, saving.err()
    print(f"quiet {quiet:.3f} s; while saving {len(answers)} answers, the slowest {max(answers):.3f} s")
    assert text(asha, session) == texts["second"]
    # A turn of the loop in which the text is merged and read, in a debug build, is not what this is about.
    assert max(answers) < max(1.0, 10 * quiet), answers


def ask(host, method, path, body=None):
    """A request on the control socket; its status and JSON."""
    connection = http.client.HTTPConnection("localhost", timeout=60)
    connection.sock = socket.socket(socket.AF_UNIX)
    connection.sock.connect(f"{host.runtime}/baithak.sock")
    try:
        connection.request(method, path, json.dumps(body) if body else None, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def test_the_very_same_save_at_once_is_one_and_another_of_that_version_is_merged(venue):
    """Who sends a save again before it was answered has it once; who saves from two editors has both."""
    asha = venue.host("asha", discovery=False)
    asha.attend("Asha Rao")
    path = f"/v1/gatherings/{create(asha)['id']}/pads/{propose(asha, 'Maps')}"
    code, empty = ask(asha, "GET", path)
    assert code == 200
    code, first = ask(asha, "PUT", path, {"version": empty["version"], "text": prose(1)})
    assert code == 200
    second = {"version": first["version"], "text": changed(prose(1), 2)}
    other = {"version": first["version"], "text": prose(1) + "another line\n"}
    with concurrent.futures.ThreadPoolExecutor() as pool:
        saves = [pool.submit(ask, asha, "PUT", path, body) for body in (second, second, other, second)]
        answers = [save.result() for save in saves]
    assert [code for code, _ in answers] == [200] * 4
    assert len({answer["id"] for _, answer in answers}) == 2
    lines = ask(asha, "GET", path)[1]["text"].splitlines()
    assert sorted(lines) == sorted(second["text"].splitlines() + ["another line"])
    # Beyond the bound nothing is kept, and a sentence says so.
    many = [{"version": first["version"], "text": f"{number}\n" + prose(1)} for number in range(20)]
    with concurrent.futures.ThreadPoolExecutor(len(many)) as pool:
        answers = [save.result() for save in [pool.submit(ask, asha, "PUT", path, body) for body in many]]
    refused = [answer for code, answer in answers if code != 200]
    assert refused and len(refused) < len(many) - 1
    assert all("nothing of this was kept" in answer["message"] for answer in refused), refused
    kept = set(ask(asha, "GET", path)[1]["text"].splitlines())
    assert sorted(code == 200 for code, _ in answers) == sorted(str(number) in kept for number in range(len(many)))
