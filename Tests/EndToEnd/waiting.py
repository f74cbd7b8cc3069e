"""Waiting for something to become true, with a failure that says what did not."""

import time


class TimedOut(AssertionError):
    """What was waited for did not happen in time."""


def wait_until(what, predicate, timeout=10.0, every=0.05, evidence=None):
    """Ask `predicate` until it returns something true, and return that.

    An AssertionError, LookupError or ValueError from it counts as "not yet". When `timeout` seconds have passed, the
    failure names `what`, the last answer, and whatever `evidence()` adds (the daemons' logs, as a rule).
    """
    end = time.monotonic() + timeout
    last = None
    while True:
        try:
            last = predicate()
            if last:
                return last
        except TimedOut:
            raise
        except (AssertionError, LookupError, ValueError) as error:
            last = f"{type(error).__name__}: {error}"
        if time.monotonic() >= end:
            text = f"Waited {timeout:g} s in vain: {what}. The last answer was {str(last)[:2000]!r}."
            raise TimedOut(text + ("\n" + evidence() if evidence else ""))
        time.sleep(every)
