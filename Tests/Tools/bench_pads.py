#!/usr/bin/env python3
"""`make bench-pads`: the figures of pads and of others' libraries, taken one after the other on the same published
traces; written as JSON lines to .build/bench-pads.json and shown as one table. With `--show` the last table again.
"""

import json
import os
import sys

from bench import lines_of, number, rows_of, taken_or_shown

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RESULT = os.path.join(ROOT, ".build", "bench-pads.json")
VECTORS = os.environ.get("BAITHAK_VECTORS", os.path.join(os.path.dirname(ROOT), "shared", "data"))
# A peer's figure for one of ours: where it has several, the one that does the same work.
SAME_WORK = {"size_bytes": ["size_full_v2_bytes", "size_full_bytes", "size_bytes"],
             "load_ms": ["load_updates_ms", "load_ms"], "load_cached_ms": ["load_ms"]}


def take():
    if not os.path.exists(os.path.join(VECTORS, "traces", "seph-blog1.json.gz")):
        sys.exit(f"The published traces are not in {VECTORS}: name their folder in BAITHAK_VECTORS.")
    print("Pads …", file=sys.stderr, flush=True)
    ours = lines_of([os.path.join(ROOT, ".build", "release", "pad-bench"), "figures", VECTORS])
    print("Others …", file=sys.stderr, flush=True)
    theirs = lines_of([sys.executable, os.path.join(ROOT, "Tests", "Tools", "pad_peers.py"), VECTORS])
    with open(RESULT, "w", encoding="utf-8") as file:
        for line in ours + theirs:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return ours + theirs


def peer_value(theirs, peer, key):
    """What a peer needs for the same work, None if it has no such figure."""
    values = {line["figure"]: line["value"] for line in theirs if line["peer"] == peer}
    return next((values[name] for name in SAME_WORK.get(key, [key]) if name in values), None)


def met(figure):
    if figure["target"] is None:
        return "-"
    if figure["value"] > figure["target"]:
        return "NO"
    return "stretch" if figure["stretch"] is not None and figure["value"] <= figure["stretch"] else "yes"


def table(lines):
    ours = [line for line in lines if "key" in line]
    theirs = [line for line in lines if "peer" in line]
    peers = list(dict.fromkeys(line["peer"] for line in theirs))
    rows = [["FIGURE", "VALUE", "UNIT", "TARGET", "STRETCH", "MET", *[peer.upper() for peer in peers]]]
    for figure in ours:
        rows.append([figure["figure"], number(figure["value"]), figure["unit"], number(figure["target"]),
                     number(figure["stretch"]), met(figure),
                     *[number(peer_value(theirs, peer, figure["key"])) for peer in peers]])
    return rows_of(rows, right={1, 3, 4, *range(6, 6 + len(peers))})


def main():
    lines = taken_or_shown(RESULT, take, "make bench-pads")
    print("\n".join(table(lines)))
    judged = [met(line) for line in lines if "key" in line and line["target"] is not None]
    print(f"{len(judged) - judged.count('NO')} of {len(judged)} targets met, {judged.count('stretch')} of them by far; "
          "JSON in .build/bench-pads.json.")


if __name__ == "__main__":
    main()
