"""pytest: run inside namespaces of our own, some tests alone, and show a venue's logs when a test of it fails."""

import fcntl
import signal

import pytest

import namespaces
from false_daemon import FalseDaemon
from venue import Venue
from waiting import TimedOut


@pytest.fixture(scope="session", autouse=True)
def own_namespaces():
    """Everything from the first test on happens in namespaces that end with this process.

    Also where these tests run without a terminal, signals do what they do for a person: who runs them with nohup or
    behind `&` has had them ignored, and the programs that tests start would inherit that.
    """
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        namespaces.enter()
    except namespaces.CannotEnter as reason:
        pytest.exit(str(reason), returncode=1)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Several workers share the tests: those that share a venue stay together, those that run alone come last."""
    for item in items:
        shared = [name for name, found in item._fixtureinfo.name2fixturedefs.items() if found[-1].scope == "module"]
        if shared:
            item.add_marker(pytest.mark.xdist_group(f"{item.path.stem}-{'-'.join(shared)}"))
    items.sort(key=lambda item: item.get_closest_marker("alone") is not None)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item):
    """Other workers may run tests beside this one, or none if it is marked `alone`."""
    with open(__file__) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX if item.get_closest_marker("alone") else fcntl.LOCK_SH)
        yield


@pytest.fixture
def venue():
    """An empty venue for one test."""
    with Venue() as venue:
        yield venue


@pytest.fixture
def daemon(tmp_path):
    """A daemon that says what the test wants."""
    daemon = FalseDaemon(tmp_path)
    yield daemon
    daemon.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Add what the hosts said to the report of a failure."""
    report = (yield).get_result()
    if report.failed and not call.excinfo.errisinstance(TimedOut):  # that one tells already
        for venue in Venue.living:
            report.sections.append(("what the hosts said", venue.evidence()))
