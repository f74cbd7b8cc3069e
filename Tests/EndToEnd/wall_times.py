"""Run on a host: wall time in milliseconds of programs, taken in turn. `wall_times.py RUNS JSON-LIST-OF-COMMANDS`."""

import json
import os
import subprocess
import sys
import time


def main():
    runs, commands = int(sys.argv[1]), json.loads(sys.argv[2])
    times = [[] for _ in commands]
    with open(os.devnull, "w") as null:
        for run in range(runs + 2):  # the first two warm the page cache
            for number, command in enumerate(commands):
                start = time.perf_counter()
                code = subprocess.run(command, stdout=null).returncode
                seconds = time.perf_counter() - start
                if code:
                    sys.exit(f"{command} exited with {code}")
                if run >= 2:
                    times[number].append(seconds * 1000)
    print(json.dumps(times))


if __name__ == "__main__":
    main()
