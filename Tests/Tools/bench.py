#!/usr/bin/env python3
"""`make bench`: takes all figures, writes them as JSON lines to .build/bench.json, and shows them as one table.

With `--show` the table of the last run is shown again.
"""

import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RELEASE = os.path.join(ROOT, ".build", "release")
RESULT = os.path.join(ROOT, ".build", "bench.json")
KEYS = ["figure", "value", "unit", "peer", "peer_value", "target", "met"]
ALL_SEE_ALL_MS_MAX = 3000
BYTES_A_SECOND_MAX = 8000
QUIET_SECONDS = 120
REDUNDANCY_MAX = 0.02
HOPS_MAX = 14
SPREAD_P99_MS_MAX = 10
COMPARE_MS = 3000


def say(text):
    print(text, file=sys.stderr, flush=True)


def lines_of(command, environment=None):
    """The JSON lines that a program prints; its messages go straight to standard error."""
    output = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True,
                            env=os.environ | (environment or {})).stdout
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


def at_most(figure, value, unit, target):
    return dict(zip(KEYS, [figure, value, unit, None, None, target, value is not None and value <= target]))


def crowd(attendees, *arguments):
    return lines_of([os.path.join(RELEASE, "venue-sim"), "crowd", "--attendees", str(attendees), "--json",
                     *arguments])[0]


def parts():
    return lines_of([os.path.join(RELEASE, "baithak-bench")])


def crowds():
    few, many = crowd(200), crowd(1000, "--quiet", str(QUIET_SECONDS))
    gathered = crowd(1000, "--quiet", str(QUIET_SECONDS), "--gathering")
    yield at_most("200 simulated attendees, cold start at once: all see all", few["all_see_all_ms"], "virtual ms",
                  ALL_SEE_ALL_MS_MAX)
    yield at_most("1,000 simulated attendees: presence traffic of one, mean", round(many["bytes_per_second_mean"]),
                  "bytes/s", BYTES_A_SECOND_MAX)
    yield at_most("1,000 simulated attendees: presence traffic of one, largest", round(many["bytes_per_second_max"]),
                  "bytes/s", BYTES_A_SECOND_MAX)
    yield at_most("the same where all take part in a gathering: traffic of one, mean",
                  round(gathered["bytes_per_second_mean"]), "bytes/s", BYTES_A_SECOND_MAX)
    yield at_most("the same: traffic of one, largest", round(gathered["bytes_per_second_max"]), "bytes/s",
                  BYTES_A_SECOND_MAX)


def spreads():
    spread = lines_of([os.path.join(RELEASE, "venue-sim"), "spread", "--attendees", "1000", "--crash", "--json"])[0]
    name = "entries among 1,000 simulated attendees"
    reliability = spread["reliability"]
    yield dict(zip(KEYS, [f"{name}: reliability", reliability, "", None, None, 1, reliability >= 1]))
    yield at_most(f"{name}: redundancy", spread["redundancy"], "", REDUNDANCY_MAX)
    yield at_most(f"{name}: hops", spread["hops"], "", HOPS_MAX)
    yield at_most(f"{name}: p99", spread["p99_ms"], "virtual ms", SPREAD_P99_MS_MAX)
    yield at_most(f"{name}, after three of ten crashed: all have all", spread["after_crash_all_ms"], "virtual ms",
                  COMPARE_MS)


def venues():
    return lines_of([sys.executable, os.path.join(ROOT, "Tests", "EndToEnd", "bench_venue.py")],
                    {"BAITHAK_BIN": RELEASE, "BAITHAK_EMPTY_NIO": os.path.join(RELEASE, "empty-nio")})


def number(value):
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def bound(figure):
    """The target with its direction, which follows from whether it was met."""
    value, target = figure["value"], figure["target"]
    if target is None:
        return "-"
    if value is None or value == target:
        return number(target)
    return ("≤ " if (value < target) == figure["met"] else "≥ ") + number(target)


def table(figures):
    rows = [["FIGURE", "VALUE", "UNIT", "TARGET", "MET", "PEER VALUE", "PEER"]]
    for figure in figures:
        met = {True: "yes", False: "NO", None: "-"}[figure["met"]]
        rows.append([figure["figure"], number(figure["value"]), figure["unit"], bound(figure), met,
                     number(figure["peer_value"]), figure["peer"] or "-"])
    return rows_of(rows, right={1, 3, 5})


def rows_of(rows, right):
    """Rows of cells as lines, those columns aligned to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [cell.rjust(width) if column in right else cell.ljust(width)
                 for column, (cell, width) in enumerate(zip(row, widths))]
        yield "  ".join(cells).rstrip()


def take():
    figures = []
    with open(RESULT, "w", encoding="utf-8") as file:
        for title, source in [("Parts", parts), ("Crowds", crowds), ("Entries", spreads), ("Venues", venues)]:
            say(f"{title} …")
            for figure in source():
                figures.append(figure)
                file.write(json.dumps(figure, ensure_ascii=False) + "\n")
                file.flush()
    return figures


def taken_or_shown(result, take_all, command):
    """The figures, taken now, or with `--show` those of the last run of a command of make."""
    try:
        if sys.argv[1:] != ["--show"]:
            return take_all()
        with open(result, encoding="utf-8") as file:
            return [json.loads(line) for line in file]
    except FileNotFoundError as reason:
        sys.exit(f"{reason.filename} is missing: run `{command}`.")
    except subprocess.CalledProcessError as reason:
        sys.exit(f"{reason.cmd[0]} ended with {reason.returncode}, so there are no figures.")


def main():
    figures = taken_or_shown(RESULT, take, "make bench")
    print("\n".join(table(figures)))
    judged = [figure for figure in figures if figure["met"] is not None]
    print(f"{sum(figure['met'] for figure in judged)} of {len(judged)} targets met; JSON in .build/bench.json.")


if __name__ == "__main__":
    main()
