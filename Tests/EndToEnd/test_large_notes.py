"""A large text that is saved: whoever asks the daemon something else meanwhile does not wait for it."""

import os
import random

from assembly import create, edit, editor, propose, text
from programs import program

# What one save may have, in bytes (`padBytesMax` of the control socket's limits, less what JSON escapes).
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
