"""Where the programs under test are."""

import os

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def program(name):
    """The path of `baithak` or `baithakd`: in $BAITHAK_BIN, else in .build/debug or .build/release."""
    folders = [os.environ["BAITHAK_BIN"]] if os.environ.get("BAITHAK_BIN") else \
        [os.path.join(ROOT, ".build", kind) for kind in ("debug", "release")]
    for folder in folders:
        path = os.path.abspath(os.path.join(folder, name))
        if os.access(path, os.X_OK):
            return path
    raise AssertionError(f"There is no {name} in {' or '.join(folders)}: run `swift build` first.")
