#!/bin/sh
# Looks for mistakes in shell and Python scripts, without running them; deeper where shellcheck is installed.
set -eu

for script in Tests/Tools/*.sh; do sh -n "$script"; done
bash -n .ci/run
if command -v shellcheck >/dev/null; then shellcheck Tests/Tools/*.sh .ci/run; fi
python3 - Tests/EndToEnd/*.py Tests/SecondImplementation/*.py Tests/Tools/*.py <<'PYTHON'
import sys
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        source = file.read()
    compile(source, path, "exec")
    for number, line in enumerate(source.splitlines(), 1):
        if len(line) > 120 or line != line.rstrip():
            sys.exit(f"{path}:{number}: a line may have 120 columns and no blanks at its end")
PYTHON
