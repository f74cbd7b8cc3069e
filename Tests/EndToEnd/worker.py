"""The Python of one worker of pytest-xdist: what it is told to run, it runs in namespaces of its own.

`worker.py OPTION... -c SOURCE`. They are entered before anything else, because a worker that runs has a thread that
reads what it is to do, and threads stay behind in a fork.
"""

import sys

import namespaces


def main():
    """Become the worker."""
    try:
        namespaces.enter()
    except namespaces.CannotEnter as reason:
        sys.exit(str(reason))
    exec(sys.argv[-1], {"__name__": "__main__"})


if __name__ == "__main__":
    main()
